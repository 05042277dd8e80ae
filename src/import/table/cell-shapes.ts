/** How well a column's cells match a possible meaning of its header: the share (0 to 1) of non-empty cells. */
import { saysOnline, saysUnknown } from './cell.ts';
import { learnTimeStyle, readTimes } from './column-times.ts';
import { looksLikeCode } from './course-codes.ts';
import { findKind } from './kinds.ts';
import { readLooseSpan } from './loose-date.ts';
import type { Field } from './model.ts';
import { readDuration, readNarrowing } from './narrowing.ts';
import { learnDays, readDays } from './weekdays.ts';

const PLAIN: Partial<Record<Field, (cell: string) => boolean>> = {
  code: (cell) =>
    looksLikeCode(cell) ||
    (/^[\p{L}\d&.:/*_ -]{2,24}$/u.test(cell) && /\d/.test(cell) && !/^\d+$/.test(cell) && cell.split(' ').length <= 3),
  subject: (cell) => /^[\p{L}&]{1,12}(?:[ /&'.-]+[\p{L}&]{1,12}){0,3}$/u.test(cell) && !/\d/.test(cell),
  number: (cell) => /^\p{L}{0,2}[-.]?\d{1,5}(?:[.-]\d{1,4})?[\p{L}*]{0,4}$/u.test(cell),
  section: (cell) =>
    (cell.length <= 14 && !/^\p{L}{5,} \p{L}+/u.test(cell)) || (/^\S{1,32}$/.test(cell) && /\d/.test(cell)),
  title: (cell) => /\p{L}{2}/u.test(cell) && (!/\d/.test(cell) || cell.includes(' ')),
  kind: (cell) => findKind(cell) !== null || (cell.length >= 3 && cell.length <= 30 && !/\d/.test(cell)),
  mode: (cell) =>
    saysOnline(cell) ||
    /person|hybrid|face|class|campus|blended|f2f|traditional|ground|distance|sync|remote|online|web/i.test(cell),
  dates: (cell) => readDates(cell),
  from: (cell) => readDates(cell),
  until: (cell) => readDates(cell),
  meeting: (cell) => /\d/.test(cell) && /\p{L}/u.test(cell.replaceAll(/\d\s*[ap]\.?m?\.?/gi, '')),
  weeks: (cell) => typeof readNarrowing(cell) !== 'string',
  frequency: (cell) => typeof readNarrowing(cell) !== 'string' || /week|month|once/i.test(cell),
  duration: (cell) => readDuration(cell, null) !== null,
  holder: (cell) => /\p{L}{2}/u.test(cell),
  people: (cell) => !/^[\d.,]+$/.test(cell),
  'last name': (cell) => !/\d/.test(cell),
  'first name': (cell) => !/\d/.test(cell),
};

function readDates(cell: string): boolean {
  const span = readLooseSpan(cell);
  return span !== null && span !== 'unreadable';
}

export function shareThatFits(field: Field, cells: readonly string[]): number {
  const filled = cells.filter((cell) => cell !== '' && !saysUnknown(cell));
  if (filled.length === 0) return 1;
  return filled.filter(testOf(field, filled)).length / filled.length;
}

function testOf(field: Field, filled: readonly string[]): (cell: string) => boolean {
  if (field === 'crn') {
    // Numbers of sections seldom repeat, and are longer than a course's number.
    const distinct = new Set(filled).size / filled.length;
    return (cell) =>
      distinct > 0.3 &&
      /^[\p{L}\d][\p{L}\d-]*(?:\.0)?$/u.test(cell) &&
      /\d{3}/.test(cell) &&
      (cell.length >= 4 || distinct > 0.95);
  }
  if (field === 'weekdays') {
    const notation = learnDays(filled);
    return (cell) => readDays(cell, notation).type === 'days';
  }
  if (field === 'time' || field === 'start' || field === 'end') {
    const style = learnTimeStyle(filled);
    return (cell) => !/^\d{5,}$/.test(cell) && readTimes([cell], style).type !== 'unreadable';
  }
  return PLAIN[field] ?? (() => true);
}
