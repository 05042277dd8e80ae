/** The course page: a choice of sections and a change of week are shown without a reload. */
import { enableCopying } from '../../../web/browser/copying.ts';
import { showInPlace } from '../../../web/browser/live-page.ts';

enableCopying(document);
watch(document);

function watch(root: ParentNode): void {
  for (const form of root.querySelectorAll('form.chooser')) {
    if (!(form instanceof HTMLFormElement)) continue;
    form.classList.add('is-live');
    form.addEventListener('change', () => void showChoice(form));
  }
}

function prepare(part: Element): void {
  enableCopying(part);
  watch(part);
}

async function showChoice(form: HTMLFormElement): Promise<void> {
  const chosen = new FormData(form).getAll('choose').map(String);
  const week = new URLSearchParams(location.search).get('week');
  const query = [chosen.length > 0 ? `choose=${chosen.join('+')}` : '', week ? `week=${week}` : ''].filter(Boolean);
  const path = new URL(form.action).pathname;
  const shown = await showInPlace(`${path}${query.length > 0 ? `?${query.join('&')}` : ''}`, prepare);
  if (shown)
    announce(
      chosen.length > 0
        ? `Chosen: ${chosen.join(', ')}. The calendar’s address follows the choice.`
        : 'Nothing is chosen.',
    );
}

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0)
    return;
  const link = event.target.closest('.strip a, .week-pager a');
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  const { pathname, search } = new URL(link.href);
  const label = link.getAttribute('rel');
  void showInPlace(`${pathname}${search}`, prepare).then((shown) => {
    if (!shown) return;
    const again = label
      ? document.querySelector(`.week-pager a[rel="${label}"]`)
      : document.querySelector('.strip a[aria-current]');
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    announce(document.querySelector('.week-name')?.textContent ?? '');
  });
});

function announce(text: string): void {
  const status = document.getElementById('live-status');
  if (status) status.textContent = text;
}
