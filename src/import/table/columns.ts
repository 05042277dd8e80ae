/** Assigns fields to a table's columns: by header first, by cells if a header is ambiguous. */
import { WEEKDAY_NAMES } from '../../words/english-style.ts';
import { shareThatFits } from './cell-shapes.ts';
import { findMeaning, foldHeader } from './headers.ts';
import { type ColumnUse, FIELDS, type Field } from './model.ts';
import { findNamedColumn } from './named-column.ts';

export interface ColumnsFound {
  readonly columns: readonly ColumnUse[];
  readonly failures: readonly string[];
}

/** Words of `--columns` in addition to the field names. */
const OTHER_WORDS: Record<string, Field> = {
  course: 'code',
  days: 'weekdays',
  times: 'time',
  place: 'where',
  location: 'where',
  instructors: 'people',
  staff: 'people',
  type: 'kind',
  ta: 'holder',
  'part of term': 'part',
  session: 'part',
  'cross-list': 'group',
  'from/until': 'dates',
  monday: 'MO',
  tuesday: 'TU',
  wednesday: 'WE',
  thursday: 'TH',
  friday: 'FR',
  saturday: 'SA',
  sunday: 'SU',
};

const SAID: Partial<Record<Field, string>> = {
  code: 'course',
  dates: 'from/until',
  ...WEEKDAY_NAMES,
};

/** Fields of which a row may have several, one per meeting. */
const REPEATABLE: ReadonlySet<Field> = new Set([
  'weekdays',
  'time',
  'start',
  'end',
  'meeting',
  'where',
  'building',
  'room',
  'dates',
  'from',
  'until',
  'weeks',
  'frequency',
  'duration',
]);

/** Chooses the better of two columns for one field. */
const BETTER: Partial<Record<Field, RegExp>> = {
  title: /^(?!.*desc)(?:.*(?:long|full|course).*|title$)/,
  section: /meeting|number|^section$/,
  building: /name|description/,
  subject: /code|abbr|^subject$/,
  term: /name|description|^(?:term|semester)$/,
  crn: /crn|class|call/,
  kind: /type|component/,
};

interface Candidate {
  readonly header: string;
  readonly index: number;
  readonly fields: readonly Field[];
  readonly group: number;
  readonly ofExam?: boolean;
  /** Named by the user. */
  readonly given: boolean;
}

function fieldOfWord(word: string): Field | null {
  const plain = word.trim().toLowerCase();
  return FIELDS.find((field) => field.toLowerCase() === plain) ?? OTHER_WORDS[plain] ?? null;
}

/** The cells of one row as headers; null for those that are no header that is known. */
export function recogniseHeaders(cells: readonly string[]): number {
  const found = new Set<string>();
  for (const cell of cells) {
    if (cell.length > 60) continue;
    const { fields, group } = findMeaning(cell);
    if (fields[0]) found.add(`${fields[0]} ${group}`);
  }
  return found.size;
}

/**
 * Finds the use of each column.
 * @param headers the header row's cells
 * @param samples rows below it, to settle what headers leave open
 * @param given header → field words of `--columns`; `ignore` leaves a column out
 */
export function findColumns(
  headers: readonly string[],
  samples: readonly (readonly string[])[],
  given: Readonly<Record<string, string>>,
): ColumnsFound {
  const failures: string[] = [];
  const wanted = readGiven(headers, given, failures);
  const candidates = dropExamColumns(
    settleLetters(
      headers.map((header, index): Candidate => {
        const named = wanted.get(index);
        if (named !== undefined) return { header, index, fields: named ? [named] : [], group: 0, given: true };
        return { header, index, ...findMeaning(header), given: false };
      }),
    ),
  );
  const cellsOf = (index: number): readonly string[] =>
    samples.map((row) => row[index] ?? '').filter((cell) => cell !== '');
  const settled = candidates.map(
    (candidate): Settled => ({
      ...candidate,
      field: candidate.given ? (candidate.fields[0] ?? null) : settleField(candidate, cellsOf(candidate.index)),
    }),
  );
  return { columns: assign(settleHolders(dropContactHours(dropRowIndex(settled, cellsOf), cellsOf))), failures };
}

function readGiven(
  headers: readonly string[],
  given: Readonly<Record<string, string>>,
  failures: string[],
): Map<number, Field | null> {
  const wanted = new Map<number, Field | null>();
  for (const [header, word] of Object.entries(given)) {
    const index = findNamedColumn(header, headers);
    if (index < 0)
      failures.push(
        `There is no column “${header}”; the table has ${headers
          .filter((one) => one !== '')
          .map((one) => `“${one}”`)
          .join(', ')}.`,
      );
    const field = fieldOfWord(word);
    const ignored = /^(?:ignore|none|-)$/i.test(word.trim());
    if (!field && !ignored)
      failures.push(
        `“${word}” is nothing a column can be; possible are ${FIELDS.map((one) => SAID[one] ?? one).join(', ')} and ignore.`,
      );
    if (index >= 0 && (field || ignored)) wanted.set(index, ignored ? null : field);
  }
  return wanted;
}

/** "Exam Date" is the date in a list of exams; beside the weekdays of classes it says nothing about these. */
function dropExamColumns(candidates: readonly Candidate[]): readonly Candidate[] {
  const weekly = candidates.some(
    ({ fields: [first] }) => first === 'weekdays' || first === 'meeting' || first === 'MO',
  );
  return candidates.map((one) => (weekly && one.ofExam && !one.given ? { ...one, fields: [] } : one));
}

/** Columns named by one letter are weekdays only where most of a week stands there; the second T is Thursday. */
function settleLetters(candidates: readonly Candidate[]): Candidate[] {
  const letters = candidates.filter(({ header, given }) => !given && /^[mtwrhfsu]$/i.test(header.trim()));
  if (letters.length < 4) return candidates.map((one) => (letters.includes(one) ? { ...one, fields: [] } : one));
  const seen = new Set<Field>();
  return candidates.map((one) => {
    if (!letters.includes(one)) return one;
    const [first] = one.fields as [Field];
    const field = seen.has(first) && first === 'TU' ? 'TH' : seen.has(first) && first === 'SA' ? 'SU' : first;
    seen.add(field);
    return { ...one, fields: [field] };
  });
}

type Settled = Candidate & { readonly field: Field | null; readonly holds?: boolean };
type CellsOf = (index: number) => readonly string[];

/** A column of row numbers is not a section number, unless it is the only candidate. */
function dropRowIndex(settled: readonly Settled[], cellsOf: CellsOf): readonly Settled[] {
  const counting = settled.filter((one) => one.field === 'crn' && !one.given && countsRows(cellsOf(one.index)));
  const numbered = settled.some((one) => one.field === 'crn' && !counting.includes(one));
  return settled.map((one) =>
    counting.includes(one) && (numbered || /^(?:index|line|row)?\W*$/i.test(one.header))
      ? { ...one, field: null }
      : one,
  );
}

function countsRows(cells: readonly string[]): boolean {
  const numbers = cells.map(Number);
  return cells.length >= 3 && numbers.every((number, at) => at === 0 || number === (numbers[at - 1] as number) + 1);
}

/** "Hours" with small plain numbers are contact hours, not times of day. */
function dropContactHours(settled: readonly Settled[], cellsOf: CellsOf): readonly Settled[] {
  const hasStart = settled.some(({ field }) => field === 'start');
  return settled.map((one) => {
    const isBare = cellsOf(one.index).every((cell) => /^\d{1,2}(?:[.,]\d{1,2})?$/.test(cell));
    const isHours = one.field === 'time' && !one.given && isBare && (hasStart || /hours?|hrs?/i.test(one.header));
    return isHours ? { ...one, field: null } : one;
  });
}

/** Office hours are held by TAs: in a sheet without sections a column of TAs takes precedence over instructors. */
function settleHolders(settled: readonly Settled[]): readonly Settled[] {
  if (!settled.some(({ field }) => field === 'holder')) return settled;
  const isSheet = !settled.some(({ field }) => field === 'section' || field === 'crn');
  return settled.map((one) => {
    if (one.field === 'people' && isSheet && !one.given) return { ...one, field: null };
    return one.field === 'holder' ? { ...one, field: 'people' as const, holds: isSheet } : one;
  });
}

/** Optional fields: a column whose cells do not match is left unused. */
const DISPENSABLE: ReadonlySet<Field> = new Set(['kind', 'mode', 'weeks', 'frequency', 'duration', 'holder', 'group']);

const ENOUGH = 0.6;

function settleField({ fields }: Candidate, cells: readonly string[]): Field | null {
  const [first] = fields;
  if (first && fields.length === 1 && DISPENSABLE.has(first) && cells.length > 0)
    return shareThatFits(first, cells) >= 0.5 ? first : null;
  if (!first || fields.length === 1 || cells.length === 0) return first ?? null;
  const shares = fields.map((field) => ({ field, share: shareThatFits(field, cells) }));
  const fitting = shares.find(({ share }) => share >= ENOUGH) ?? shares.toSorted((a, b) => b.share - a.share)[0];
  if (fitting && fitting.share > 0.2) return fitting.field;
  // A header that is known keeps its meaning where no other fits better, and its cells are reported one by one; of what
  // a table may well do without, "Cmp" may be the campus.
  return DISPENSABLE.has(first) ? null : first;
}

function assign(settled: readonly Settled[]): ColumnUse[] {
  const taken = new Map<string, { readonly index: number; readonly header: string }>();
  const byWorth = settled.toSorted((a, b) => worth(b) - worth(a) || a.index - b.index);
  const uses = byWorth.map((candidate): ColumnUse => {
    const { header, index, field, given, holds } = candidate;
    const name = header === '' ? `column ${index + 1}` : header;
    const unused = { header, index, given, field: null, group: 0 };
    if (!field) return { ...unused, says: `${name}: not used` };
    let { group } = candidate;
    while (startsNextGroup(field, header, taken.get(`${field} ${group}`))) group += 1;
    const other = taken.get(`${field} ${group}`);
    if (other) return { ...unused, says: `${header}: not used (${other.header} is)` };
    taken.set(`${field} ${group}`, { index, header });
    const says = `${name} → ${SAID[field] ?? field}`;
    return { header, index, given, field, group, ...(holds ? { holds } : {}), says };
  });
  return uses.toSorted((a, b) => a.index - b.index);
}

/** Several columns of people are all read; a repeated header starts the next meeting of the row. */
function startsNextGroup(field: Field, header: string, other: { readonly header: string } | undefined): boolean {
  if (!other) return false;
  return field === 'people' || (REPEATABLE.has(field) && foldHeader(other.header) === foldHeader(header));
}

function worth({ given, field, header, fields }: Candidate & { readonly field: Field | null }): number {
  const better = field && BETTER[field]?.test(foldHeader(header)) ? 1 : 0;
  const worse = field === 'title' && /desc/.test(foldHeader(header)) && !/title/.test(foldHeader(header)) ? 1 : 0;
  // "AAA 101-01 - Title" in a column of sections names the course too, and says more than a column of courses.
  const isWhole = field === 'code' && fields[0] === 'section' ? 3 : 0;
  return (given ? 4 : 0) + (fields[0] === field ? 2 : 0) + better + isWhole - worse;
}
