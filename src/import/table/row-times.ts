/** The days and times of one row: in one cell, in several, or in a column per weekday. */
import { WEEKDAYS } from '../../domain/date.ts';
import { writeWeekdays } from '../../words/weekday.ts';
import { saysOnline, saysUnknown } from './cell.ts';
import { readTimes, type TimeStyle } from './column-times.ts';
import { failed, noted, pairDaysWithTime, type TimeFound, type TimesFound } from './found-times.ts';
import type { LooseDate, LooseSpan } from './loose-date.ts';
import { type MeetingText, readMeeting, splitMeetings } from './meeting-cell.ts';
import type { Layout, RowCells } from './row-cells.ts';
import { readWeekdayMarks } from './weekday-marks.ts';
import { type DayNotation, type DaysRead, readDays } from './weekdays.ts';

export interface Notations {
  readonly days: DayNotation;
  readonly timeStyle: TimeStyle;
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
  const texts: TimeTexts =
    layout.has('start', group) || layout.has('end', group)
      ? [cells.get('start', group), cells.get('end', group)]
      : [cells.get('time', group)];
  if (group === 0 && WEEKDAYS.some((day) => layout.has(day))) {
    const marked = readWeekdayMarks(cells, notations.timeStyle, notations.days, texts);
    if (marked.failure !== null || marked.times.length > 0 || daysCell === '') return marked;
  }
  const said = meeting !== '' && !saysUnknown(meeting) && !saysOnline(meeting);
  return said
    ? readMeetingCell(meeting, cells.get('meeting', group), texts, notations)
    : readPair(daysCell, texts, notations, dates);
}

type TimeTexts = readonly [string] | readonly [string, string];

/** "MWF 9:00-9:50", or days alone, whose time stands in other cells. */
function readMeetingCell(meeting: string, tidy: string, texts: TimeTexts, notations: Notations): TimesFound {
  const split = splitMeetings(meeting);
  if (split) return readTexts(split, notations);
  const alone = readDays(tidy, notations.days);
  if (alone.type !== 'days') return failed(`“${meeting.slice(0, 60)}” is no day and time that is known here`);
  return texts.some((text) => !saysUnknown(text))
    ? pairDaysWithTime(alone, readTimes(texts, notations.timeStyle), null)
    : noted(`${writeWeekdays(alone.weekdays)} without a time`);
}

function readTexts(split: readonly MeetingText[], notations: Notations): TimesFound {
  const times: TimeFound[] = [];
  const notes: string[] = [];
  for (const text of split) {
    const { days, time } = readMeeting(text, notations.days, notations.timeStyle);
    const read = pairDaysWithTime(days, time, text);
    if (read.failure) return read;
    times.push(...read.times);
    notes.push(...read.notes);
  }
  return { times, notes, failure: null };
}

function readPair(daysCell: string, texts: TimeTexts, notations: Notations, dates: LooseSpan | null): TimesFound {
  const days: DaysRead = saysOnline(daysCell) ? { type: 'none' } : readDays(daysCell, notations.days);
  const known = texts.some((text) => !saysUnknown(text) && !saysOnline(text));
  const time = known ? readTimes(texts, notations.timeStyle) : ({ type: 'none', note: null } as const);
  // Sometimes a cell of days contains the time as well, or the reverse.
  const misplaced = days.type === 'unreadable' && !known ? daysCell : null;
  const both = time.type === 'unreadable' && days.type === 'none' ? texts.join(' ') : misplaced;
  const split = both === null ? null : splitMeetings(both);
  if (split) return readTexts(split, notations);
  // One date needs no weekday.
  if (days.type === 'none' && time.type === 'times' && dates && isSame(dates.from, dates.until)) {
    const { start, end, doubt } = time;
    const once = { weekdays: [], start, end, where: null, dates: null, weeks: null, doubts: doubt ? [doubt] : [] };
    return { times: [once], notes: [], failure: null };
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
