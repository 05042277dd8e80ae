/** Adds each meeting's time in the visitor's zone, if it differs. */
import { say } from '../../../web/browser/messages.ts';

const part = document.getElementById('meetings');
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;

const language = document.documentElement.lang || 'en';

interface ZoneFormats {
  readonly time: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
}

function openFormats(timeZone: string): ZoneFormats {
  return {
    time: new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    day: new Intl.DateTimeFormat(language, { timeZone, weekday: 'short' }),
  };
}

/** '4:30 pm', '16:30', formatted as on the page (words/wording). @param time '16:30' @param hourCycle '12' or '24' */
function sayTime(time: string, hourCycle: string | undefined): string {
  if (hourCycle === '24' || language !== 'en') {
    const options = { hour: 'numeric', minute: '2-digit', hourCycle: hourCycle === '24' ? 'h23' : 'h12' } as const;
    const face = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
    const said = face.format(new Date(`1970-01-01T${time}:00Z`));
    return hourCycle === '24' ? say('browser.course.time24', { clock: said }) : said;
  }
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (minute === 0 && hour % 12 === 0) return hour === 0 ? 'midnight' : 'noon';
  const face = `${hour % 12 || 12}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`}`;
  return `${face} ${hour < 12 ? 'am' : 'pm'}`;
}

/** '4 pm', with the weekday if that differs too; null: the same time. */
function sayOwn(instant: Date, theirs: ZoneFormats, ours: ZoneFormats, hourCycle: string | undefined): string | null {
  const time = ours.time.format(instant);
  const day = ours.day.format(instant);
  const isOtherDay = day !== theirs.day.format(instant);
  if (!isOtherDay && time === theirs.time.format(instant)) return null;
  return isOtherDay ? `${day} ${sayTime(time, hourCycle)}` : sayTime(time, hourCycle);
}

function show(): void {
  for (const list of document.querySelectorAll<HTMLElement>('.agenda[data-zone]:not([data-shown])')) {
    list.dataset.shown = '';
    const theirs = openFormats(list.dataset.zone ?? 'UTC');
    const ours = openFormats(own);
    for (const time of list.querySelectorAll('time')) {
      // A date: an item of whole days, the same everywhere.
      if (time.dateTime.length === 10) continue;
      const said = sayOwn(new Date(time.dateTime), theirs, ours, list.dataset.clock);
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
