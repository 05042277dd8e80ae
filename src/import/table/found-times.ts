/** Times found in a row, before places are added. */
import type { LocalTime, Weekday } from '../../domain/date.ts';
import { writeWeekdays } from '../../words/weekday.ts';
import type { TimesRead } from './column-times.ts';
import type { LooseSpan } from './loose-date.ts';
import type { MeetingText } from './meeting-cell.ts';
import type { DaysRead } from './weekdays.ts';

export interface TimeFound {
  readonly weekdays: readonly Weekday[];
  readonly start: LocalTime;
  readonly end: LocalTime | null;
  readonly where: string | null;
  readonly dates: LooseSpan | null;
  /** The weeks that the same cell names. */
  readonly weeks: string | null;
  readonly doubts: readonly string[];
}

export interface TimesFound {
  readonly times: readonly TimeFound[];
  readonly notes: readonly string[];
  /** Why the row cannot be read; null when it can. */
  readonly failure: string | null;
}

export const NO_END = 'no end is given';

/** Combines days and a time into a meeting; one of the two alone becomes a note. */
export function pairDaysWithTime(days: DaysRead, time: TimesRead, text: MeetingText | null): TimesFound {
  if (days.type === 'unreadable') return failed(days.reason);
  if (time.type === 'unreadable') return failed(time.reason);
  if (time.type === 'none') {
    const notes = time.note === null ? [] : [time.note];
    return {
      times: [],
      notes: days.type === 'days' ? [`${writeWeekdays(days.weekdays)} without a time`, ...notes] : notes,
      failure: null,
    };
  }
  if (days.type === 'none') return noted(`${time.start} without a day`);
  const doubts = [days.doubt, time.doubt].filter((doubt) => doubt !== null);
  return {
    times: [
      {
        weekdays: days.weekdays,
        start: time.start,
        end: time.end,
        where: text?.where ?? null,
        dates: text?.dates ?? null,
        weeks: text?.weeks ?? null,
        doubts,
      },
    ],
    notes: [...(time.end === null ? [NO_END] : []), ...(time.note === null ? [] : [time.note])],
    failure: null,
  };
}

export function failed(failure: string): TimesFound {
  return { times: [], notes: [], failure };
}

export function noted(note: string): TimesFound {
  return { times: [], notes: [note], failure: null };
}
