/** Dates of a foreign RRULE as wall times, by ical.js; bounded, for anybody may write FREQ=SECONDLY. */
import ICAL from 'ical.js';
import { type Moment, ofWallMillis, wallMillis } from './moment.ts';

/** No course meets more often. */
export const MOST_DATES = 3000;
/** Days of ten years: rules that seldom meet must not be searched for ever. */
const LAST_YEARS = 10;

export type WallTime = Pick<Moment, 'date' | 'time'>;

/**
 * The wall times of a rule from its start on.
 * @param until how UTC bounds are seen on the start's own clock
 * @returns null: the rule cannot be read
 */
export function expandRule(
  rule: string,
  start: Moment,
  until: (utc: Moment) => number,
): { readonly times: readonly WallTime[]; readonly cut: boolean } | null {
  const parts = rule
    .toUpperCase()
    .split(';')
    .filter((part) => !part.startsWith('UNTIL='));
  const bound = boundOf(rule, until);
  if (bound === null || !/(?:^|;)FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)\b/.test(parts.join(';'))) return null;
  const first = wallMillis(start);
  const last = Math.min(bound, first + LAST_YEARS * 366 * 86_400_000);
  const times: WallTime[] = [];
  try {
    const recur = ICAL.Recur.fromString(parts.join(';'));
    const iterator = recur.iterator(ICAL.Time.fromString(`${start.date}T${start.time}`, undefined as never));
    for (let next = iterator.next(); next && times.length < MOST_DATES; next = iterator.next()) {
      const millis = Date.UTC(next.year, next.month - 1, next.day, next.hour, next.minute, next.second);
      if (millis > last) return { times, cut: millis <= bound };
      times.push(ofWallMillis(millis));
    }
  } catch {
    return null;
  }
  return { times, cut: times.length >= MOST_DATES };
}

/** Infinity: the rule does not end by a date; null: its UNTIL cannot be read. */
function boundOf(rule: string, until: (utc: Moment) => number): number | null {
  const written = /(?:^|;)UNTIL=([^;]*)/i.exec(rule)?.[1];
  if (written === undefined) return Number.POSITIVE_INFINITY;
  const parts = /^(\d{8})(T\d{6}Z?)?$/.exec(written.trim().toUpperCase());
  if (!parts) return null;
  const [date, time] = [parts[1] ?? '', parts[2]];
  const day = Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T00:00:00Z`);
  if (Number.isNaN(day)) return null;
  if (time === undefined) return day + 86_399_999;
  const clock = `${time.slice(1, 3)}:${time.slice(3, 5)}:${time.slice(5, 7)}`;
  const moment: Moment = {
    type: time.endsWith('Z') ? 'utc' : 'floating',
    date: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`,
    time: clock,
    tzid: null,
  };
  return moment.type === 'utc' ? until(moment) : wallMillis(moment);
}
