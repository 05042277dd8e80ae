/** The course page: links, bar and address follow the choice at once; meetings and other weeks are fetched. */
import { announce, enableChoosing, readChosen, setChosen } from '../../../timetable/browser/choosing.ts';
import { fillPanel, type PanelFeed, showPart } from '../../../timetable/browser/feed-panel.ts';
import { say } from '../../../web/browser/messages.ts';
import type { MyCalendar } from './my-calendar.ts';

const course = document.getElementById('course');
const form = document.getElementById('choose-form');
const MANY = 6;

if (course && form instanceof HTMLFormElement) start(course, form);

function start(page: HTMLElement, chooser: HTMLFormElement): void {
  let mine: MyCalendar | null = null;
  let filter = (): void => {};
  const follow = (): void => {
    const chosen = readChosen(chooser);
    filter();
    showFeed(page, chosen);
    mine?.show();
    void loadMeetings(page, chosen);
  };
  const loadMine = async (): Promise<MyCalendar | null> => {
    const { enableMyCalendar } = await import('./my-calendar.ts');
    mine ??= enableMyCalendar(page, chooser, follow);
    return mine;
  };
  enableChoosing(chooser, (chosen) => {
    follow();
    announce(
      chosen.length > 0
        ? say('browser.course.chosen', { sections: chosen.join(', ') })
        : say('browser.course.nothingChosen'),
    );
  });
  page.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-load-again]'))
      void loadMeetings(page, readChosen(chooser));
  });
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-act]') : null;
    if (!button) return;
    event.preventDefault();
    // If the script fails to load, the form leads to My calendar, as without JavaScript.
    void loadMine().then(
      (calendar) => (calendar ? calendar.press() : chooser.requestSubmit(button)),
      () => chooser.requestSubmit(button),
    );
  });
  // Browsers restore checkboxes when navigating back.
  const shown = page.querySelector('[data-choice]')?.textContent ?? '';
  if (readChosen(chooser).join(', ') !== shown) showFeed(page, readChosen(chooser));
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) setChosen(chooser, readChosen(chooser));
  });
  afterFirstView(async () => {
    const [{ enableFilter }, { enableMeetings }] = await Promise.all([
      import('../../../timetable/browser/row-filter.ts'),
      import('./course-meetings.ts'),
      loadMine(),
    ]);
    filter = enableFilter(chooser);
    filter();
    await enableMeetings();
  });
}

/** Loads secondary scripts after the page has loaded. If loading fails, a press retries it or submits the form. */
function afterFirstView(load: () => Promise<void>): void {
  const start = (): void => void load();
  if (document.readyState === 'complete') start();
  else window.addEventListener('load', start, { once: true });
}

/** Updates everything that depends on the ids alone, so that it works offline too. */
function showFeed(page: HTMLElement, chosen: readonly string[]): void {
  const { path = '', base = '', name = '', many = '' } = page.dataset;
  const parts = chosen.join('+');
  const names = chosen.length > MANY ? many.replace('~', String(chosen.length)) : chosen.join(' ');
  for (const place of page.querySelectorAll('[data-choice]')) place.textContent = chosen.join(', ');
  const most = Number(document.getElementById('too-many')?.dataset.most);
  showPart('choose-first', chosen.length === 0);
  showPart('too-many', chosen.length > most);
  showPart('panel', chosen.length > 0 && chosen.length <= most);
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
  void import('../../../web/browser/copying.ts').then(({ enableCopying }) => enableCopying(panel));
}

async function loadMeetings(page: HTMLElement, chosen: readonly string[]): Promise<void> {
  const query = [`choose=${chosen.join('+')}`];
  const week = new URLSearchParams(location.search).get('week');
  if (week) query.push(`week=${week}`);
  const address = `${page.dataset.path}?${query.join('&')}`;
  history.replaceState(null, '', address);
  const parts = [...page.querySelectorAll('[data-live]')];
  for (const part of parts) part.setAttribute('aria-busy', 'true');
  const unloaded = page.querySelector('[data-unloaded]');
  // What could not be loaded was the choice before; a button in it that is pressed keeps the focus.
  if (unloaded instanceof HTMLElement && !unloaded.contains(document.activeElement)) unloaded.hidden = true;
  const showing = await import('./course-meetings.ts').then(
    ({ showMeetings }) => showMeetings(address),
    () => 'failed' as const,
  );
  if (showing === 'late') return;
  for (const part of parts) {
    part.removeAttribute('aria-busy');
    part.classList.toggle('is-stale', showing === 'failed');
  }
  if (unloaded instanceof HTMLElement) unloaded.hidden = showing !== 'failed';
}
