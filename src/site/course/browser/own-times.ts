/** Adds each meeting's time in the visitor's zone, if it differs. */
import { say } from '../../../web/browser/messages.ts';

const part = document.getElementById('meetings');
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Clock {
  readonly time: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
}

function openClock(timeZone: string): Clock {
  return {
    time: new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    day: new Intl.DateTimeFormat('en', { timeZone, weekday: 'short' }),
  };
}

/** '4:30 pm', formatted as on the page (words/wording). */
function sayTime(clock: string): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  if (minute === 0 && hour % 12 === 0) return say(hour === 0 ? 'browser.course.midnight' : 'browser.course.noon');
  const face = `${hour % 12 || 12}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`}`;
  return say(hour < 12 ? 'browser.course.am' : 'browser.course.pm', { clock: face });
}

/** '4 pm', with the weekday if that differs too; null: the same time. */
function sayOwn(instant: Date, theirs: Clock, ours: Clock): string | null {
  const time = ours.time.format(instant);
  const day = ours.day.format(instant);
  const isOtherDay = day !== theirs.day.format(instant);
  if (!isOtherDay && time === theirs.time.format(instant)) return null;
  return isOtherDay ? `${day} ${sayTime(time)}` : sayTime(time);
}

function show(): void {
  for (const list of document.querySelectorAll<HTMLElement>('.agenda[data-zone]:not([data-shown])')) {
    list.dataset.shown = '';
    const theirs = openClock(list.dataset.zone ?? 'UTC');
    const ours = openClock(own);
    for (const time of list.querySelectorAll('time')) {
      const said = sayOwn(new Date(time.dateTime), theirs, ours);
      if (said === null) continue;
      const line = document.createElement('span');
      line.className = 'own-time';
      line.textContent = (list.dataset.own ?? '~').replace('~', said);
      time.querySelector('.meeting-times')?.append(line);
    }
  }
}

show();
if (part) new MutationObserver(show).observe(part, { childList: true, subtree: true });
