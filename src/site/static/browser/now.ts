/** Shows the current meeting, today's cancellations and the next meeting. */
import { say } from '../../../web/browser/messages.ts';
import { dateOf, type Meeting } from './page-meetings.ts';

/** How long after its start a cancelled meeting is still shown (ms). */
const NEWS_MS = 7_200_000;

export function showNow(page: HTMLElement, meetings: readonly Meeting[], today: string, now: number): void {
  const place = page.querySelector('#now');
  if (!place || meetings.length === 0) return;
  const held = meetings.filter(({ isCancelled }) => !isCancelled);
  const underWay = held.filter(({ start, end }) => start <= now && end > now);
  const off = meetings.filter(
    (meeting) => meeting.isCancelled && dateOf(meeting) === today && meeting.start > now - NEWS_MS,
  );
  const next = held.find(({ start }) => start > now);
  const list = document.createElement('ul');
  list.className = 'now';
  for (const meeting of underWay.slice(0, 4)) list.append(describe(say('browser.static.now'), meeting));
  for (const meeting of off.slice(0, 4)) list.append(describe(say('browser.static.today'), meeting));
  if (next) {
    const isFirst = (meetings[0]?.start ?? 0) > now;
    list.append(
      describe(say(isFirst ? 'browser.static.first' : 'browser.static.next'), next, sayDistance(dateOf(next), today)),
    );
  }
  if (list.childElementCount > 0) place.replaceChildren(list);
  else place.replaceChildren(sayOver(meetings));
}

function sayOver(meetings: readonly Meeting[]): HTMLElement {
  const line = document.createElement('p');
  line.className = 'now';
  line.textContent = say('browser.static.over', { count: meetings.length });
  return line;
}

function describe(label: string, { line, isCancelled }: Meeting, distance = ''): HTMLLIElement {
  const item = document.createElement('li');
  item.classList.toggle('is-off', isCancelled);
  const word = document.createElement('span');
  word.className = 'now-label';
  word.textContent = label;
  const kind = [...line.classList].find((name) => name.startsWith('kind-')) ?? '';
  const about = document.createElement('span');
  about.className = `now-meeting ${kind}`;
  const when = document.createElement('span');
  when.className = 'now-when';
  when.textContent = (line.querySelector('time')?.textContent ?? '').replace(/,\s*$/, '');
  const id = document.createElement('b');
  id.className = 'meeting-id';
  id.textContent = line.dataset.section ?? '';
  about.append(when, ', ', id);
  if (isCancelled) {
    const strong = document.createElement('strong');
    strong.textContent = say('browser.static.cancelled');
    about.append(', ', strong);
  }
  const where = line.dataset.where ?? '';
  if (where) {
    const spot = document.createElement('bdi');
    spot.className = 'now-where';
    spot.textContent = where;
    about.append(', ', spot);
  }
  if (distance) {
    const far = document.createElement('span');
    far.className = 'now-distance';
    far.textContent = ` · ${distance}`;
    about.append(far);
  }
  item.append(word, ' ', about);
  return item;
}

/** 'today', 'tomorrow', 'in 5 days', 'in 3 weeks' */
function sayDistance(date: string, today: string): string {
  const days = Math.round((Date.parse(date) - Date.parse(today)) / 86_400_000);
  const distance = new Intl.RelativeTimeFormat(document.documentElement.lang || 'en', { numeric: 'auto' });
  if (Math.abs(days) < 14) return distance.format(days, 'day');
  if (Math.abs(days) < 60) return distance.format(Math.round(days / 7), 'week');
  return distance.format(Math.round(days / 30.4), 'month');
}
