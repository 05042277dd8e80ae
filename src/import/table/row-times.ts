/** The days and times of one row: in one cell, in several, or in a column per weekday. */
import { WEEKDAYS } from '../../domain/date.ts';
import { writeWeekdays } from '../../words/weekday.ts';
import { saysOnline, saysUnknown } from './cell.ts';
import { type ClockStyle, readTimes } from './clock.ts';
import { failed, noted, pairDaysWithTime, type TimeFound, type TimesFound } from './found-times.ts';
import type { LooseDate, LooseSpan } from './loose-date.ts';
import { type MeetingText, readMeeting, splitMeetings } from './meeting-cell.ts';
import type { Layout, RowCells } from './row-cells.ts';
import { readWeekdayMarks } from './weekday-marks.ts';
import { type DayNotation, type DaysRead, readDays } from './weekdays.ts';

export interface Notations {
  readonly days: DayNotation;
  readonly clock: ClockStyle;
}

/** The times of a row, or of its second or third meeting. */
export function readRowTimes(
  cells: RowCells,
  layout: Layout,
  notations: Notations,
  group: number,
  dates: LooseSpan | null,
): TimesFound {
  const meeting = cells.raw('meeting', group);
  const daysCell = cells.get('weekdays', group);
  const texts: readonly [string] | readonly [string, string] =
    layout.has('start', group) || layout.has('end', group)
      ? [cells.get('start', group), cells.get('end', group)]
      : [cells.get('time', group)];
  if (group === 0 && WEEKDAYS.some((day) => layout.has(day))) {
    const marked = readWeekdayMarks(cells, notations.clock, notations.days, texts);
    if (marked.failure !== null || marked.times.length > 0 || daysCell === '') return marked;
  }
  if (meeting !== '' && !saysUnknown(meeting) && !saysOnline(meeting)) {
    const split = splitMeetings(meeting);
    if (split) return readTexts(split, notations);
    const alone = readDays(cells.get('meeting', group), notations.days);
    const hasTime = texts.some((text) => !saysUnknown(text));
    if (alone.type === 'days' && hasTime) return pairDaysWithTime(alone, readTimes(texts, notations.clock), null);
    return alone.type === 'days'
      ? noted(`${writeWeekdays(alone.weekdays)} without a time`)
      : failed(`“${meeting.slice(0, 60)}” is no day and time that is known here`);
  }
  return readPair(daysCell, texts, notations, dates);
}

function readTexts(split: readonly MeetingText[], notations: Notations): TimesFound {
  const times: TimeFound[] = [];
  const notes: string[] = [];
  for (const text of split) {
    const { days, time } = readMeeting(text, notations.days, notations.clock);
    const read = pairDaysWithTime(days, time, text);
    if (read.failure) return read;
    times.push(...read.times);
    notes.push(...read.notes);
  }
  return { times, notes, failure: null };
}

function readPair(
  daysCell: string,
  texts: readonly [string] | readonly [string, string],
  notations: Notations,
  dates: LooseSpan | null,
): TimesFound {
  const days: DaysRead = saysOnline(daysCell) ? { type: 'none' } : readDays(daysCell, notations.days);
  const known = texts.some((text) => !saysUnknown(text) && !saysOnline(text));
  const time = known ? readTimes(texts, notations.clock) : ({ type: 'none', note: null } as const);
  // Sometimes a cell of days contains the time as well, or the reverse.
  const both =
    days.type === 'unreadable' && !known
      ? daysCell
      : time.type === 'unreadable' && days.type === 'none'
        ? texts.join(' ')
        : null;
  const split = both === null ? null : splitMeetings(both);
  if (split) return readTexts(split, notations);
  if (days.type === 'none' && time.type === 'times') {
    const weekday = dates && isSame(dates.from, dates.until) ? [] : null;
    if (weekday)
      return {
        times: [
          {
            weekdays: weekday,
            start: time.start,
            end: time.end,
            where: null,
            dates: null,
            weeks: null,
            doubts: time.doubt ? [time.doubt] : [],
          },
        ],
        notes: [],
        failure: null,
      };
  }
  return pairDaysWithTime(days, time, null);
}

function isSame(from: LooseDate | null, until: LooseDate | null): boolean {
  return (
    from !== null &&
    until !== null &&
    from.first === until.first &&
    from.second === until.second &&
    from.year === until.year
  );
}
