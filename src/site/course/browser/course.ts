/** The course page: links, bar and address follow the choice at once; its meetings, and another week, are loaded. */
import { enableChoosing, readChosen, setChosen } from '../../../timetable/browser/choosing.ts';
import { fillPanel, type PanelFeed } from '../../../timetable/browser/feed-panel.ts';
import { enableFilter } from '../../../timetable/browser/row-filter.ts';
import { enableCopying } from '../../../web/browser/copying.ts';
import { showInPlace } from '../../../web/browser/live-page.ts';
import { enableMyCalendar } from './my-calendar.ts';

const course = document.getElementById('course');
const form = document.getElementById('choose-form');
const MANY = 6;

enableCopying(document);
if (course && form instanceof HTMLFormElement) start(course, form);

function start(page: HTMLElement, chooser: HTMLFormElement): void {
  const filter = enableFilter(chooser);
  const follow = (): void => {
    const chosen = readChosen(chooser);
    filter();
    showFeed(page, chosen);
    showMine();
    void loadMeetings(page, chosen);
  };
  const showMine = enableMyCalendar(page, chooser, follow);
  enableChoosing(chooser, (chosen) => {
    follow();
    announce(
      chosen.length > 0
        ? `Chosen: ${chosen.join(', ')}. The calendar’s address follows the choice.`
        : 'Nothing is chosen.',
    );
  });
  page.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-load-again]'))
      void loadMeetings(page, readChosen(chooser));
  });
  // Browsers keep boxes as they were when the page was left.
  const shown = page.querySelector('[data-choice]')?.textContent ?? '';
  if (readChosen(chooser).join(', ') !== shown) showFeed(page, readChosen(chooser));
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) setChosen(chooser, readChosen(chooser));
  });
}

/** Everything that is made of the ids alone, so that it is right also offline. */
function showFeed(page: HTMLElement, chosen: readonly string[]): void {
  const { path = '', base = '', name = '', many = '' } = page.dataset;
  const parts = chosen.join('+');
  const names = chosen.length > MANY ? many.replace('~', String(chosen.length)) : chosen.join(' ');
  for (const place of page.querySelectorAll('[data-choice]')) place.textContent = chosen.join(', ');
  const most = Number(document.getElementById('too-many')?.dataset.most);
  show('choose-first', chosen.length === 0);
  show('too-many', chosen.length > most);
  show('panel', chosen.length > 0 && chosen.length <= most);
  const feed: PanelFeed = {
    url: `${base}${path}/${parts}.ics`,
    name: name.replace('~', names),
    parts,
    page: `${base}${path}?choose=${parts}`,
  };
  const template = page.querySelector('template[data-device]');
  const panel = document.getElementById('panel-feed');
  if (!(template instanceof HTMLTemplateElement) || !panel) return;
  panel.replaceChildren(fillPanel(template, feed));
  enableCopying(panel);
}

function show(id: string, isShown: boolean): void {
  const part = document.getElementById(id);
  if (part) part.hidden = !isShown;
}

async function loadMeetings(page: HTMLElement, chosen: readonly string[]): Promise<void> {
  const query = [`choose=${chosen.join('+')}`];
  const week = new URLSearchParams(location.search).get('week');
  if (week) query.push(`week=${week}`);
  const address = `${page.dataset.path}?${query.join('&')}`;
  history.replaceState(null, '', address);
  const parts = [...page.querySelectorAll('[data-live]')];
  for (const part of parts) part.setAttribute('aria-busy', 'true');
  const showing = await showInPlace(address, enableCopying);
  if (showing === 'late') return;
  for (const part of parts) {
    part.removeAttribute('aria-busy');
    part.classList.toggle('is-stale', showing === 'failed');
  }
  const unloaded = page.querySelector('[data-unloaded]');
  if (unloaded instanceof HTMLElement) unloaded.hidden = showing !== 'failed';
}

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0)
    return;
  const link = event.target.closest('.strip a, .week-pager a');
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  const { pathname, search } = new URL(link.href);
  const label = link.getAttribute('rel');
  void showInPlace(`${pathname}${search}`, enableCopying).then((showing) => {
    if (showing === 'failed') location.assign(link.href);
    if (showing !== 'shown') return;
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
