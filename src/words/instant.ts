/** Instants: `2018-10-01 09:30` in a zone, a bare date (midnight), or `2018-10-01T13:30:00Z`. */
import { isLocalDate, type LocalTime } from '../domain/date.ts';
import type { HourCycle } from '../domain/model.ts';
import { findOffsets, toInstant } from '../domain/zone.ts';
import { readDate } from './date.ts';
import { mistaken, quote, type Read, understood } from './mistake.ts';
import { readTime } from './time-span.ts';

const ISO =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/i;

/** Reads an instant as epoch ms, a whole second; local times are in `zone`, which must be a valid name. */
export function readInstant(text: string, zone: string, hourCycle: HourCycle | null = null): Read<number> {
  const written = text.trim();
  const iso = ISO.exec(written);
  if (iso) {
    const [, date, hour, minute, second, offset] = iso as unknown as [
      string,
      string,
      string,
      string,
      string | undefined,
      string,
    ];
    if (!isLocalDate(date))
      return mistaken('no-such-date', `There is no ${date}.`, 'Check the day and the month.', date);
    return understood(Date.parse(`${date}T${hour}:${minute}:${second ?? '00'}${offset.toUpperCase()}`));
  }
  const match = /^(.*?\d{4}-\d{2}-\d{2})(?:[\sT]+(.+))?$/.exec(written);
  if (!match)
    return mistaken(
      'bad-instant',
      `${quote(text)} is no moment.`,
      'Write 2018-10-01 09:30 (in the term’s zone), a date alone, or 2018-10-01T13:30:00Z.',
      written,
    );
  const date = readDate(match[1] as string);
  if (!date.ok) return date;
  const time = readTimeOfDay(match[2], hourCycle);
  if (!time.ok) return time;
  return understood(toInstant(findOffsets(zone, date.value, date.value), date.value, time.value));
}

/** After a date, `HH:MM` is 24-hour notation. */
function readTimeOfDay(text: string | undefined, hourCycle: HourCycle | null): Read<LocalTime> {
  if (text === undefined) return understood('00:00');
  const stamp = /^([01]\d|2[0-3]):[0-5]\d(?=$|:[0-5]\d$)/.exec(text);
  return stamp ? understood(stamp[0]) : readTime(text, hourCycle);
}
