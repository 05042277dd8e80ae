/** When and where one row meets, by whichever columns its table has for that. */
import type { Weekday } from '../../domain/date.ts';
import { WEEKDAYS } from '../../domain/date.ts';
import { saysOnline, saysUnknown } from './cell.ts';
import { type ClockStyle, readTimes } from './clock.ts';
import { type LooseDate, type LooseSpan, readLooseSpan } from './loose-date.ts';
import { type MeetingText, readMeeting, splitMeetings } from './meeting-cell.ts';
import { readPlaces } from './places.ts';
import type { RowMeeting } from './reading.ts';
import type { Layout, RowCells } from './row-cells.ts';
import { cutCode } from './weekday-codes.ts';
import { type DayNotation, type DaysRead, readDays, writeWeekdays } from './weekdays.ts';

export interface Notations {
  readonly days: DayNotation;
  readonly clock: ClockStyle;
}

export interface MeetingsRead {
  readonly meetings: readonly RowMeeting[];
  readonly notes: readonly string[];
  /** Why the row cannot be read; null when it can. */
  readonly failure: string | null;
}

export function readMeetings(cells: RowCells, layout: Layout, notations: Notations): MeetingsRead {
  const meetings: RowMeeting[] = [];
  const notes: string[] = [];
  for (let group = 0; group < layout.groups; group += 1) {
    const dates = readDates(cells, layout, group);
    if (typeof dates === 'string') return { meetings: [], notes, failure: dates };
    const where = wherePlaces(cells, layout, group);
    const read = readGroup(cells, layout, notations, group, dates);
    if (read.failure) return { meetings: [], notes, failure: read.failure };
    for (const one of read.times) {
      const places =
        one.where === null || where.some((place) => place !== 'TBA')
          ? where
          : readPlaces({ where: one.where, building: null, room: null, mode: null });
      meetings.push({
        weekdays: one.weekdays,
        start: one.start,
        end: one.end,
        where: places,
        dates: one.dates ?? dates,
        doubts: one.doubts,
      });
    }
    notes.push(...read.notes);
  }
  return { meetings, notes, failure: null };
}

function wherePlaces(cells: RowCells, layout: Layout, group: number): readonly string[] {
  const own = layout.has('where', group) || layout.has('building', group) || layout.has('room', group) ? group : 0;
  const cell = (field: 'where' | 'building' | 'room' | 'mode', at: number): string | null =>
    layout.has(field, at) ? cells.get(field, at) : null;
  return readPlaces({
    where: cell('where', own),
    building: cell('building', own),
    room: cell('room', own),
    mode: cell('mode', 0),
  });
}

/** The row's dates; a text says why they cannot be read. */
function readDates(cells: RowCells, layout: Layout, group: number): LooseSpan | null | string {
  const at = layout.has('dates', group) || layout.has('from', group) ? group : 0;
  const parts: (LooseSpan | null)[] = [];
  const texts = [cells.get('dates', at), cells.get('from', at), cells.get('until', at)];
  for (const text of texts) {
    const span = saysUnknown(text) ? null : readLooseSpan(text);
    if (span === 'unreadable') return `the dates “${text.slice(0, 60)}” cannot be read`;
    parts.push(span);
  }
  const [both, from, until] = parts;
  if (both) return both;
  if (!from && !until) return null;
  return {
    text: [texts[1], texts[2]].filter((text) => text !== '').join(' to '),
    from: from?.from ?? null,
    until: until?.until ?? null,
  };
}

interface TimeFound {
  readonly weekdays: readonly Weekday[];
  readonly start: string;
  readonly end: string | null;
  readonly where: string | null;
  readonly dates: LooseSpan | null;
  readonly doubts: readonly string[];
}

interface GroupRead {
  readonly times: readonly TimeFound[];
  readonly notes: readonly string[];
  readonly failure: string | null;
}

function readGroup(
  cells: RowCells,
  layout: Layout,
  notations: Notations,
  group: number,
  dates: LooseSpan | null,
): GroupRead {
  const meeting = cells.raw('meeting', group);
  const daysCell = cells.get('weekdays', group);
  const texts: readonly [string] | readonly [string, string] =
    layout.has('start', group) || layout.has('end', group)
      ? [cells.get('start', group), cells.get('end', group)]
      : [cells.get('time', group)];
  if (group === 0 && WEEKDAYS.some((day) => layout.has(day))) {
    const marked = readMarks(cells, notations, texts);
    if (marked.failure !== null || marked.times.length > 0 || daysCell === '') return marked;
  }
  if (meeting !== '' && !saysUnknown(meeting) && !saysOnline(meeting)) {
    const split = splitMeetings(meeting);
    if (split) return readTexts(split, notations);
    const alone = readDays(cells.get('meeting', group), notations.days);
    const hasTime = texts.some((text) => !saysUnknown(text));
    if (alone.type === 'days' && hasTime) return pair(alone, readTimes(texts, notations.clock), null);
    return alone.type === 'days'
      ? noted(`${writeWeekdays(alone.weekdays)} without a time`)
      : failed(`“${meeting.slice(0, 60)}” is no day and time that is known here`);
  }
  return readPair(daysCell, texts, notations, dates);
}

function readTexts(split: readonly MeetingText[], notations: Notations): GroupRead {
  const times: TimeFound[] = [];
  for (const text of split) {
    const { days, time } = readMeeting(text, notations.days, notations.clock);
    const read = pair(days, time, text);
    if (read.failure) return read;
    times.push(...read.times);
  }
  return { times, notes: [], failure: null };
}

function readPair(
  daysCell: string,
  texts: readonly [string] | readonly [string, string],
  notations: Notations,
  dates: LooseSpan | null,
): GroupRead {
  const days: DaysRead = saysOnline(daysCell) ? { type: 'none' } : readDays(daysCell, notations.days);
  const known = texts.some((text) => !saysUnknown(text) && !saysOnline(text));
  const time = known ? readTimes(texts, notations.clock) : ({ type: 'none', note: null } as const);
  // Now and then a cell of days holds the time too, or the other way round.
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
            doubts: time.doubt ? [time.doubt] : [],
          },
        ],
        notes: [],
        failure: null,
      };
  }
  return pair(days, time, null);
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

function pair(days: DaysRead, time: ReturnType<typeof readTimes>, text: MeetingText | null): GroupRead {
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
        doubts,
      },
    ],
    notes: [...(time.end === null ? ['no end is given'] : []), ...(time.note === null ? [] : [time.note])],
    failure: null,
  };
}

function failed(failure: string): GroupRead {
  return { times: [], notes: [], failure };
}

function noted(note: string): GroupRead {
  return { times: [], notes: [note], failure: null };
}

const MARK = /^(?:x|y|yes|true|1|✓|✔|☑|•|\*|ja|oui|si)$/i;
const NO_MARK = /^(?:|n|no|false|0|nein|non|-+|\.|_)$/i;

/** One column per weekday, with a mark, the day's own letter, or the time itself. */
function readMarks(
  cells: RowCells,
  { clock, days }: Notations,
  texts: readonly [string] | readonly [string, string],
): GroupRead {
  const marked: Weekday[] = [];
  const times: TimeFound[] = [];
  for (const day of WEEKDAYS) {
    const cell = cells.get(day);
    if (NO_MARK.test(cell) || saysUnknown(cell)) continue;
    const named = readDays(cell, days);
    if (
      MARK.test(cell) ||
      cutCode(cell).some((cut) => cut.days.join() === day) ||
      (named.type === 'days' && named.weekdays.join() === day)
    ) {
      marked.push(day);
      continue;
    }
    const time = readTimes([cell], clock);
    if (time.type === 'unreadable')
      return failed(`“${cell.slice(0, 40)}” under ${writeWeekdays([day])} is neither a mark nor a time`);
    if (time.type === 'times')
      times.push({
        weekdays: [day],
        start: time.start,
        end: time.end,
        where: null,
        dates: null,
        doubts: time.doubt ? [time.doubt] : [],
      });
  }
  const together = sameTimes(times);
  if (marked.length === 0) return { times: together, notes: [], failure: null };
  const read = pair({ type: 'days', weekdays: marked, doubt: null }, readTimes(texts, clock), null);
  return { ...read, times: [...together, ...read.times] };
}

/** Days with one and the same time are one meeting pattern. */
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
