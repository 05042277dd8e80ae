/** Shows one week of the page: its grid and its part of the list. */
import { dateOf, type Meeting } from './page-meetings.ts';

/** The week in the URL, else the first with a meeting that is not over, else the last. */
export function weekOf(page: HTMLElement, hash: string, now: number, meetings: readonly Meeting[]): string {
  const weeks = [...page.querySelectorAll<HTMLElement>('.one-week')];
  const linked = weeks.find(({ id }) => `#${id}` === hash);
  const next = meetings.find(({ end }) => end > now);
  const coming = next && weeks.find(({ dataset }) => dateOf(next) <= (dataset.until ?? ''));
  return (linked ?? coming ?? weeks.at(-1))?.dataset.from ?? '';
}

export function openWeek(page: HTMLElement, from: string): void {
  for (const week of page.querySelectorAll<HTMLElement>('.one-week')) week.hidden = week.dataset.from !== from;
  page.querySelector('.weeks')?.classList.add('is-live');
  for (const link of page.querySelectorAll<HTMLAnchorElement>('.strip a')) {
    if (link.hash === `#week-${from}`) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  arrangeList(page, from);
}

/** Collapses the weeks before and after. */
function arrangeList(page: HTMLElement, from: string): void {
  const part = (name: string): HTMLElement | null => page.querySelector(`[data-fold="${name}"]`);
  const [earlier, open, later] = [part('earlier'), part('open'), part('later')];
  if (!earlier || !open || !later) return;
  const weeks = [...page.querySelectorAll<HTMLElement>('.agenda-week')];
  weeks.sort((a, b) => ((a.dataset.from ?? '') < (b.dataset.from ?? '') ? -1 : 1));
  for (const week of weeks) {
    const own = week.dataset.from ?? '';
    (own < from ? earlier : own === from ? open : later).append(week);
    week.classList.toggle('is-open', own === from);
  }
  for (const fold of [earlier, later]) fold.hidden = fold.querySelector('.agenda-week') === null;
}
