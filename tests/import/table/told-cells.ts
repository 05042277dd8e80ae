/** What is read from single cells, in one short line each; "?" marks a doubt, "!" what cannot be read. */
import { readTimes, type TimeStyle } from '../../../src/import/table/column-times.ts';
import { looksLikeCode, splitCode } from '../../../src/import/table/course-codes.ts';
import { findMeaning } from '../../../src/import/table/headers.ts';
import { readLooseSpan, resolveSpan } from '../../../src/import/table/loose-date.ts';
import { splitMeetings } from '../../../src/import/table/meeting-cell.ts';
import { readNarrowing } from '../../../src/import/table/narrowing.ts';
import { learnNames, readPeople } from '../../../src/import/table/people.ts';
import { placesByDay } from '../../../src/import/table/place-of-day.ts';
import { type PlaceCells, readPlaces } from '../../../src/import/table/places.ts';
import { learnDays, readDays } from '../../../src/import/table/weekdays.ts';
import { TERM } from './tables.ts';

const doubted = (doubt: string | null): string => (doubt === null ? '' : ` ? ${doubt}`);
const noted = (note: string | null): string => (note === null ? '' : ` (${note})`);

/** The possible fields, the number of the repeated group from the second on, and whether it is of an exam. */
export function tellMeaning(header: string): string {
  const { fields, group, ofExam } = findMeaning(header);
  return [fields.join('/') || '-', group > 0 ? `#${group + 1}` : '', ofExam ? 'of the exam' : '']
    .filter((part) => part !== '')
    .join(' ');
}

export function tellDays(cell: string, others: readonly string[]): string {
  const read = readDays(cell, learnDays([cell, ...others]));
  if (read.type === 'none') return 'none';
  return read.type === 'days' ? `${read.weekdays.join(' ')}${doubted(read.doubt)}` : `! ${read.reason}`;
}

export function tellTimes(cells: readonly string[], style: TimeStyle): string {
  const read = readTimes(cells as [string], style);
  if (read.type === 'unreadable') return `! ${read.reason}`;
  if (read.type === 'none') return `none${noted(read.note)}`;
  return `${read.start}-${read.end ?? '?'}${doubted(read.doubt)}${noted(read.note)}`;
}

/** Under each order of day and month. */
export function tellSpan(cell: string): string {
  const span = readLooseSpan(cell);
  if (span === null || span === 'unreadable') return String(span);
  const read = (['month first', 'day first'] as const).map((order) => {
    const found = resolveSpan(span, order, TERM.classes);
    if (!found) return 'none';
    return found.from === found.until ? found.from : `${found.from}..${found.until}`;
  });
  return [...new Set(read)].join(' or ');
}

export function tellNarrowing(cell: string): string {
  const read = readNarrowing(cell);
  if (typeof read === 'string') return `! ${read}`;
  const { weeks, every, count, doubt } = read;
  const parts = [weeks, every, count === null ? null : `count ${count}`, doubt === null ? null : `? ${doubt}`];
  return parts.filter((part) => part !== null).join(' ') || 'every week';
}

/** Code, section, number and title. */
export function tellCode(cell: string): string {
  const { code, section, crn, title } = splitCode(cell);
  const parts = [code, section, crn, title].map((part) => part ?? '-').join(' | ');
  return looksLikeCode(cell) ? parts : `${parts} (no code)`;
}

export function tellPeople(cell: string, others: readonly string[]): string {
  const { people, doubt } = readPeople(cell, learnNames([cell, ...others]));
  return `${people.join('; ') || 'nobody'}${doubted(doubt)}`;
}

export function tellPlaces(cells: Partial<PlaceCells>): string {
  return readPlaces({ where: null, building: null, room: null, mode: null, ...cells }).join(' + ') || '-';
}

export function tellPlacesByDay(cell: string): string | null {
  const places = placesByDay(cell, learnDays(['Mon']));
  return places && [...places].map(([day, names]) => `${day} ${names.join('+')}`).join(', ');
}

/** Days, time, place, dates and weeks of each meeting. */
export function tellMeetings(cell: string): string[] | null {
  const meetings = splitMeetings(cell);
  return (
    meetings?.map(({ days, time, where, dates, weeks }) =>
      [days, time, where, dates?.text ?? null, weeks].map((part) => part ?? '-').join(' | '),
    ) ?? null
  );
}
