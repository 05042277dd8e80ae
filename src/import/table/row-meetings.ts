/** Reads the times and places of one row from whichever columns its table has. */
import { type LocalTime, minutesOf, timeOfMinutes } from '../../domain/date.ts';
import { saysUnknown } from './cell.ts';
import { NO_END, type TimeFound } from './found-times.ts';
import { type LooseSpan, readLooseSpan } from './loose-date.ts';
import type { RowMeeting } from './model.ts';
import { EVERY_WEEK, type Narrowing, readDuration, readNarrowing, unitOf } from './narrowing.ts';
import { groupByPlace, placesByDay } from './place-of-day.ts';
import { readPlaces } from './places.ts';
import type { Layout, RowCells } from './row-cells.ts';
import { type Notations, readRowTimes } from './row-times.ts';

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
    const read = readGroup(cells, layout, notations, group);
    if (typeof read === 'string') return { meetings: [], notes, failure: read };
    meetings.push(...read.meetings);
    const ended = meetings.some(({ end }) => end !== null);
    notes.push(...read.notes.filter((note) => note !== NO_END || !ended));
  }
  return { meetings, notes, failure: null };
}

/** A row's first, second or third meeting; a text says why it cannot be read. */
function readGroup(
  cells: RowCells,
  layout: Layout,
  notations: Notations,
  group: number,
): Pick<MeetingsRead, 'meetings' | 'notes'> | string {
  const dates = readDates(cells, layout, group);
  if (typeof dates === 'string') return dates;
  const read = readRowTimes(cells, layout, notations, group, dates);
  if (read.failure) return read.failure;
  const where = wherePlaces(cells, layout, group);
  const byDay = placesByDay(placeText(cells, layout, group), notations.days);
  const meetings: RowMeeting[] = [];
  for (const one of read.times) {
    const { start, weekdays } = one;
    const narrowing = readNarrowings(cells, group, one.weeks);
    if (typeof narrowing === 'string') return narrowing;
    const end = one.end ?? endAfter(start, cells, layout, group);
    const doubts = narrowing.doubt === null ? one.doubts : [...one.doubts, narrowing.doubt];
    const meeting = { start, end, dates: one.dates ?? dates, narrowing, doubts };
    if (byDay && weekdays.length > 0)
      meetings.push(...groupByPlace(weekdays, byDay).map((places) => ({ ...meeting, ...places })));
    else meetings.push({ ...meeting, weekdays, where: ownPlaces(one, where) });
  }
  return { meetings, notes: read.notes };
}

/** The row's places; where it names none, the one beside the time. */
function ownPlaces({ where }: TimeFound, places: readonly string[]): readonly string[] {
  return where === null || places.some((place) => place !== 'TBA')
    ? places
    : readPlaces({ where, building: null, room: null, mode: null });
}

/** The weeks that a row's columns and the cell of the meeting name, together; a text says why they cannot be read. */
function readNarrowings(cells: RowCells, group: number, inCell: string | null): Narrowing | string {
  const own = (field: 'weeks' | 'frequency'): string => cells.get(field, group) || cells.get(field, 0);
  let all: Narrowing = EVERY_WEEK;
  let said = '';
  for (const text of [own('weeks'), own('frequency'), inCell ?? '']) {
    const one = readNarrowing(text);
    if (typeof one === 'string') return one;
    if (one === EVERY_WEEK) continue;
    // Named weeks already imply the rhythm: "2, 4, 6" and "fortnightly".
    if (all !== EVERY_WEEK && one.every === null) return `the weeks “${said}” and “${text}” say two things`;
    if (all === EVERY_WEEK) [all, said] = [one, text];
  }
  return all;
}

/** The end, computed from the row's length. */
function endAfter(start: LocalTime, cells: RowCells, layout: Layout, group: number): LocalTime | null {
  const use = layout.columns.find(({ field, group: own }) => field === 'duration' && (own === group || own === 0));
  const minutes = use ? readDuration(cells.get('duration', use.group), unitOf(use.header)) : null;
  return minutes === null ? null : timeOfMinutes(minutesOf(start) + minutes).time;
}

function placeText(cells: RowCells, layout: Layout, group: number): string {
  const field = layout.has('where', group) || layout.has('where') ? 'where' : 'room';
  return cells.raw(field, layout.has(field, group) ? group : 0);
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
