/** When something is due: `2018-10-01 11:59pm`, `Mon 2018-10-01 17:00`, `2018-10-02T03:59:00Z`. */
import { addDays, type LocalDate, type LocalTime } from '../domain/date.ts';
import type { Term } from '../domain/model.ts';
import { localTimeIn } from '../domain/zone.ts';
import { readDate } from './date.ts';
import { readInstant } from './instant.ts';
import { mistaken, quote, type Read, understood } from './mistake.ts';
import { readTime } from './time-span.ts';

export interface DueTime {
  readonly date: LocalDate;
  readonly time: LocalTime;
}

const DATE_AND_TIME = /^((?:[A-Za-z]+\.?,?\s+)?\d{4}-\d{1,2}-\d{1,2})(?:(?:T|,?\s+(?:at\s+)?)(\S.*))?$/;

/** Reads a date with a time, by the term's zone and clock unless it says otherwise. 24:00 is the end of its date. */
export function readDue(text: string, { zone, clock: hourCycle }: Pick<Term, 'zone' | 'clock'>): Read<DueTime> {
  const written = text.trim();
  if (/T.*(?:Z|[+-]\d\d:\d\d)$/i.test(written)) return readWithOffset(written, zone);
  const [, day, timeText] = DATE_AND_TIME.exec(written) ?? [];
  if (day === undefined)
    return mistaken(
      'bad-instant',
      `${quote(written)} does not say when something is due.`,
      'Write a date and a time: 2018-10-01 11:59pm.',
      written,
    );
  const date = readDate(day);
  if (!date.ok) return date;
  if (timeText === undefined)
    return mistaken(
      'deadline-time-missing',
      `${quote(written)} does not say at what time it is due.`,
      `Add the time: ${date.value} 11:59pm.`,
      written,
    );
  if (timeText === '24:00') return understood({ date: addDays(date.value, 1), time: '00:00' });
  const time = readTime(timeText.replace(/^(\d\d:\d\d):00$/, '$1'), hourCycle);
  return time.ok ? understood({ date: date.value, time: time.value }) : time;
}

/** To the minute, as everything else is. */
function readWithOffset(written: string, zone: string): Read<DueTime> {
  const instant = readInstant(written, zone);
  if (!instant.ok) return instant;
  return understood(localTimeIn(zone, instant.value));
}
