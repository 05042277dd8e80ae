/** The list of meetings: reloaded for another choice or week; adds times in the visitor's zone if it differs. */
import { enableCopying } from '../../../web/browser/copying.ts';
import { type Showing, showInPlace } from '../../../web/browser/live-page.ts';

export function showMeetings(address: string): Promise<Showing> {
  return showInPlace(address, enableCopying);
}

/** @param announce announces text to screen readers */
export async function enableMeetings(announce: (text: string) => void): Promise<void> {
  enableCopying(document);
  document.addEventListener('click', (event) => turnWeek(event, announce));
  const { zone } = document.querySelector<HTMLElement>('.agenda')?.dataset ?? {};
  if (zone && zone !== Intl.DateTimeFormat().resolvedOptions().timeZone) await import('./own-times.ts');
}

function turnWeek(event: MouseEvent, announce: (text: string) => void): void {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0)
    return;
  const link = event.target.closest('.strip a, .week-pager a');
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  const { pathname, search } = new URL(link.href);
  const label = link.getAttribute('rel');
  void showMeetings(`${pathname}${search}`).then((showing) => {
    if (showing === 'failed') location.assign(link.href);
    if (showing !== 'shown') return;
    const again = label
      ? document.querySelector(`.week-pager a[rel="${label}"]`)
      : document.querySelector('.strip a[aria-current]');
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    announce(document.querySelector('.week-name')?.textContent ?? '');
  });
}
