/** One column per weekday, with a mark, the day's own letter, or the time itself. */
import { WEEKDAYS, type Weekday } from '../../domain/date.ts';
import { writeWeekdays } from '../../words/weekday.ts';
import { saysUnknown } from './cell.ts';
import { readTimes, type TimeStyle } from './column-times.ts';
import { failed, pairDaysWithTime, type TimeFound, type TimesFound } from './found-times.ts';
import type { RowCells } from './row-cells.ts';
import { cutCode } from './weekday-codes.ts';
import { type DayNotation, readDays } from './weekdays.ts';

const MARK = /^(?:x|y|yes|true|1|✓|✔|☑|•|\*|ja|oui|si)$/i;
const NO_MARK = /^(?:|n|no|false|0|nein|non|-+|\.|_)$/i;

/** @param texts the row's time, or its start and end, for days that are only marked */
export function readWeekdayMarks(
  cells: RowCells,
  style: TimeStyle,
  days: DayNotation,
  texts: readonly [string] | readonly [string, string],
): TimesFound {
  const marked: Weekday[] = [];
  const times: TimeFound[] = [];
  for (const day of WEEKDAYS) {
    const cell = cells.get(day);
    if (NO_MARK.test(cell) || saysUnknown(cell)) continue;
    if (isMarked(cell, day, days)) {
      marked.push(day);
      continue;
    }
    const time = readTimes([cell], style);
    if (time.type === 'unreadable')
      return failed(`“${cell.slice(0, 40)}” under ${writeWeekdays([day])} is neither a mark nor a time`);
    if (time.type === 'times')
      times.push({
        weekdays: [day],
        start: time.start,
        end: time.end,
        where: null,
        dates: null,
        weeks: null,
        doubts: time.doubt ? [time.doubt] : [],
      });
  }
  const together = sameTimes(times);
  if (marked.length === 0) return { times: together, notes: [], failure: null };
  const read = pairDaysWithTime({ type: 'days', weekdays: marked, doubt: null }, readTimes(texts, style), null);
  return { ...read, times: [...together, ...read.times] };
}

/** A mark, or the day's own letter or name. */
function isMarked(cell: string, day: Weekday, days: DayNotation): boolean {
  if (MARK.test(cell) || cutCode(cell).some((cut) => cut.days.join() === day)) return true;
  const named = readDays(cell, days);
  return named.type === 'days' && named.weekdays.join() === day;
}

/** Days with the same time become one meeting pattern. */
function sameTimes(times: readonly TimeFound[]): TimeFound[] {
  const found = new Map<string, TimeFound>();
  for (const one of times) {
    const key = `${one.start} ${one.end}`;
    const other = found.get(key);
    found.set(
      key,
      other
        ? {
            ...other,
            weekdays: [...other.weekdays, ...one.weekdays],
            doubts: [...new Set([...other.doubts, ...one.doubts])],
          }
        : one,
    );
  }
  return [...found.values()];
}
