/** When and where one row meets, by whichever columns its table has for that. */
import { saysUnknown } from './cell.ts';
import { type LooseSpan, readLooseSpan } from './loose-date.ts';
import { readPlaces } from './places.ts';
import type { RowMeeting } from './reading.ts';
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
    const dates = readDates(cells, layout, group);
    if (typeof dates === 'string') return { meetings: [], notes, failure: dates };
    const where = wherePlaces(cells, layout, group);
    const read = readRowTimes(cells, layout, notations, group, dates);
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
