/**
 * Merges the rows of one section into meeting patterns. Equal rows are one; rows that differ only in person or room
 * are one meeting with several people or rooms.
 */
import { WEEKDAYS } from '../../domain/date.ts';
import type { FittedMeeting, FittedRow } from './fit-rows.ts';

export interface MergedMeeting extends Omit<FittedMeeting, 'doubts'> {
  readonly people: readonly string[];
  /** What this part is, where the section's parts are of several kinds. */
  readonly note: string | null;
  /** In the table's order. */
  readonly rows: readonly number[];
}

const MOST_PLACES = 10;

/** A meeting's time, without room and people. */
export function timeKey(
  meeting: Pick<FittedMeeting, 'weekdays' | 'date' | 'start' | 'end' | 'from' | 'until' | 'weeks' | 'every'>,
): string {
  const { weekdays, date, start, end, from, until, weeks, every } = meeting;
  return [weekdays.join('+'), date, start, end, from, until, weeks, every].join(' ');
}

export function mergeMeetings(rows: readonly FittedRow[], mainWords: string | null): MergedMeeting[] {
  const all = rows.flatMap(({ row, meetings }) =>
    meetings.map(({ doubts: _, ...meeting }): MergedMeeting => {
      const { words } = row.kind;
      return { ...meeting, people: row.people, note: words === mainWords ? null : words, rows: [row.number] };
    }),
  );
  const byPlace = merge(all, (one) => [timeKey(one), one.where.join('|')].join('\u0000'));
  const byPeople = merge(byPlace, (one) => [timeKey(one), one.people.join('|')].join('\u0000'));
  return byPeople.toSorted(compareTimes);
}

type Timed = Pick<MergedMeeting, 'date' | 'weekdays' | 'start' | 'from' | 'end' | 'where'>;

/** Sorted by the week, independent of the table's row order. */
export function compareTimes(a: Timed, b: Timed): number {
  const key = (one: Timed): string =>
    [
      one.date ?? '',
      one.weekdays.map((day) => WEEKDAYS.indexOf(day)).join(''),
      one.start,
      one.from ?? '',
      one.end ?? '',
      one.where.join('|'),
    ].join(' ');
  const [first, second] = [key(a), key(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

function merge(meetings: readonly MergedMeeting[], keyOf: (meeting: MergedMeeting) => string): MergedMeeting[] {
  const found = new Map<string, MergedMeeting>();
  for (const one of meetings) {
    const key = keyOf(one);
    const other = found.get(key);
    if (!other) {
      found.set(key, one);
      continue;
    }
    const where = mergePlaces(other.where, one.where);
    if (where.length > MOST_PLACES) {
      found.set(`${key}\u0000${one.rows[0]}`, one);
      continue;
    }
    found.set(key, {
      ...other,
      where,
      note: other.note === one.note ? one.note : null,
      people: [...new Set([...other.people, ...one.people])],
      rows: [...new Set([...other.rows, ...one.rows])],
    });
  }
  return [...found.values()];
}

/** A known room takes precedence over TBA. */
function mergePlaces(a: readonly string[], b: readonly string[]): string[] {
  const all = [...new Set([...a, ...b])];
  const known = all.filter((place) => place !== 'TBA');
  return known.length > 0 ? known : all;
}
