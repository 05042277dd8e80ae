/** A course's page as a static file: today, the choice of sections and its feed are determined in the browser. */
import {
  announce,
  boxesOf,
  enableChoosing,
  readChoice,
  readChosen,
  setChosen,
} from '../../../timetable/browser/choosing.ts';
import { guessDevice } from '../../../timetable/browser/device.ts';
import { enableFilter } from '../../../timetable/browser/row-filter.ts';
import { enterWeek, takeWeekLink } from '../../../timetable/browser/week-link.ts';
import { enableCopying } from '../../../web/browser/copying.ts';
import { say } from '../../../web/browser/messages.ts';
import { layLanes } from './lanes.ts';
import { showNow } from './now.ts';
import { findToday, listMeetings, type Meeting } from './page-meetings.ts';
import { showPanel } from './panel.ts';
import { openWeek, weekOf } from './week-turning.ts';

const course = document.getElementById('course');
if (course instanceof HTMLElement) start(course);

function start(page: HTMLElement): void {
  const meetings = listMeetings(page);
  const today = findToday(page.dataset.zone ?? 'UTC', new Date());
  const form = document.getElementById('choose-form');
  markDays(page, today);
  markPast(meetings, Date.now());

  const chooser = form instanceof HTMLFormElement ? form : null;
  const show = (): void => {
    const chosen = chooser ? readChosen(chooser) : [];
    const shown = showChosen(page, meetings, chosen, chooser);
    showNow(page, shown, today, Date.now());
    if (chooser) showPanel(page, chosen, guessDevice(navigator.userAgent));
    tellHeight();
  };

  if (chooser) {
    const filter = enableFilter(chooser);
    const follow = (chosen: readonly string[]): void => {
      history.replaceState(null, '', `?choose=${chosen.join('+')}`);
      filter();
      show();
      announceChoice(chosen);
    };
    enableChoosing(chooser, follow);
    const linked = readChoice(location.search);
    if (linked) setChosen(chooser, linked);
    chooser.addEventListener('submit', (event) => event.preventDefault());
    document.getElementById('show-all')?.addEventListener('click', () => {
      setChosen(chooser, []);
      follow([]);
    });
  }
  enableCopying(page);
  show();
  openWeek(page, weekOf(page, location.hash, Date.now(), meetings));
  page.addEventListener('click', (event) => turnWeek(event, page));
  window.addEventListener('resize', tellHeight);
  page.addEventListener('toggle', tellHeight, true);
  if (location.hash.startsWith('#week-')) return;
  // The link's target moved when the page was arranged.
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

/** Shows the meetings of the chosen sections and those included through `with:`; all if none is chosen. */
function showChosen(
  page: HTMLElement,
  meetings: readonly Meeting[],
  chosen: readonly string[],
  form: HTMLFormElement | null,
): Meeting[] {
  const boxes = form ? boxesOf(form) : [];
  const with_ = boxes
    .filter(({ value }) => chosen.includes(value))
    .flatMap((box) => box.dataset.brings?.split(' ') ?? []);
  const wanted = new Set([...chosen, ...with_]);
  const isShown = (section: string | undefined): boolean => wanted.size === 0 || wanted.has(section ?? '');
  for (const line of page.querySelectorAll<HTMLElement>('.meeting, .block, .arrangement'))
    line.hidden = !isShown(line.dataset.section);
  for (const column of page.querySelectorAll<HTMLElement>('.week-column')) layLanes(column);
  const shown = meetings.filter(({ section }) => isShown(section));
  const which = document.getElementById('meetings-which');
  if (which) which.textContent = chosen.length > 0 ? `: ${chosen.join(', ')}` : '';
  const count = document.getElementById('meetings-count');
  if (count) count.textContent = say('browser.static.meetings', { count: shown.length });
  const all = document.getElementById('show-all');
  if (all) all.hidden = chosen.length === 0;
  for (const week of page.querySelectorAll<HTMLElement>('.agenda-week')) {
    week.hidden = week.querySelector('.meeting:not([hidden])') === null;
  }
  markFirstOfDay(page);
  return shown;
}

/** Shows the day before its first visible meeting. */
function markFirstOfDay(page: HTMLElement): void {
  for (const list of page.querySelectorAll('.meetings')) {
    let day = '';
    for (const line of list.querySelectorAll<HTMLElement>('.meeting:not([hidden])')) {
      const own = line.querySelector('.meeting-day')?.textContent ?? '';
      line.classList.toggle('opens-day', own !== day);
      day = own;
    }
  }
}

function markDays(page: HTMLElement, today: string): void {
  for (const day of page.querySelectorAll<HTMLElement>('[data-date]')) {
    day.classList.toggle('is-today', day.dataset.date === today);
  }
}

function markPast(meetings: readonly Meeting[], now: number): void {
  for (const { line, end } of meetings) line.classList.toggle('is-past', end <= now);
}

function turnWeek(event: MouseEvent, page: HTMLElement): void {
  const link = takeWeekLink(event);
  if (!link) return;
  const from = new URL(link.href).hash.replace('#week-', '');
  openWeek(page, from);
  history.replaceState(null, '', `${location.pathname}${location.search}#week-${from}`);
  announce(enterWeek(link, page.querySelector('.one-week:not([hidden])') ?? page));
  tellHeight();
}

function announceChoice(chosen: readonly string[]): void {
  announce(
    chosen.length > 0
      ? say('browser.static.chosen', { sections: chosen.join(', ') })
      : say('browser.static.nothingChosen'),
  );
}

/** Reports the page's height to an embedding page. */
function tellHeight(): void {
  if (parent !== window)
    parent.postMessage({ belltower: 'height', height: document.documentElement.scrollHeight }, '*');
}
