/** Reads one row of a table. Blank cells are filled from the row above, which is noted. */

import { splitLines } from './aligned-lines.ts';
import { saysUnknown } from './cell.ts';
import { codeOfSubject, joinCode, splitCode, withoutCode, withoutFraction } from './course-codes.ts';
import { findKind } from './kinds.ts';
import type { PassedRow, Sheet, TableRow } from './model.ts';
import { looksNarrowing, saysWholeTerm } from './narrowing.ts';
import { type NameStyle, readPeople } from './people.ts';
import type { Layout, RowCells } from './row-cells.ts';
import { readMeetings } from './row-meetings.ts';
import type { Notations } from './row-times.ts';
import { examId, OFFICE_HOURS } from './sheets.ts';
import { readUntimed } from './untimed.ts';

export interface RowReader extends Notations {
  readonly layout: Layout;
  readonly names: NameStyle;
  /** Section ids were converted by a spreadsheet: 1.0 for 1. */
  readonly fractions: boolean;
  /** The course of a table that names none. */
  readonly course: string | null;
  /** What the table lists instead of the courses' sections. */
  readonly sheet: Sheet | null;
}

/** Fields that a row may inherit from the row above. */
interface Heading {
  readonly number: number;
  readonly code: string;
  readonly section: string | null;
  readonly crn: string | null;
  readonly title: string | null;
  readonly term: string | null;
  readonly kindWords: string;
  /** A name under the title, where teachers stand below their course. */
  readonly teacher: string | null;
}

/** "Able, J." or "Able, Jo". */
function looksLikeName(title: string): boolean {
  return /^\p{Lu}[\p{L}'’-]+, ?\p{Lu}(?:\.|\p{Ll}+\.?)(?: \p{Lu}\.?)?$/u.test(title);
}

const FOOTER =
  /^(?:(?:grand |sub)?totals?|count|sum|average|page \d+|end of (?:report|file|list)|(?:report )?(?:generated|printed|created|run|exported|as of|last updated)|records?|rows?|notes?|source|legend|\*+|copyright|©)\b/i;

/** Reads rows in their order; each call gives the row, or says why it is passed over or reported. */
export function createRowReader(
  reader: RowReader,
): (number: number, raw: readonly string[]) => readonly (TableRow | PassedRow)[] {
  let above: Heading | null = null;
  return (number, raw) => {
    const cells = reader.layout.cellsOf(raw);
    const filled = raw.filter((cell) => cell.trim() !== '').map((cell) => cell.trim());
    const passOver = (reason: string): readonly PassedRow[] => [
      { number, outcome: 'passed over', reason, about: null },
    ];
    if (filled.length === 0) return passOver('blank');
    const first = (filled[0] ?? '').replaceAll(/\s+/g, ' ');
    if (FOOTER.test(first) && filled.length <= 3) return passOver(`a note: “${first.slice(0, 60)}”`);
    const heading = readHeading(number, cells, reader);
    const alone = filled.length === 1 && raw.length > 1 && !(heading.crn !== null && above);
    if (alone) return passOver(`a heading or note: “${first.slice(0, 60)}”`);
    const taken = takeAbove(heading, above, cells);
    if (typeof taken === 'string') return [{ number, outcome: 'reported', reason: taken, about: null }];
    above = taken.heading;
    const called = filled.find((cell) => /^\W*cancell?ed\W*$/i.test(cell)) ?? null;
    return splitLines(cells).map((line) => readSection(number, line, taken.heading, taken.notes, called, reader));
  };
}

function readHeading(number: number, cells: RowCells, { layout, fractions, course, sheet }: RowReader): Heading {
  const known = (text: string): string | null => (saysUnknown(text) ? null : text);
  const codeCell = known(cells.get('code')) ?? course ?? '';
  const term = known(cells.get('term'));
  if (sheet === 'office hours')
    return {
      number,
      code: codeCell,
      section: OFFICE_HOURS,
      crn: null,
      title: null,
      term,
      kindWords: 'office hours',
      teacher: null,
    };
  const parts = splitCode(codeCell);
  const separate = layout.has('section')
    ? { ...parts, code: parts.title === null && parts.section !== null ? codeCell : parts.code, section: null }
    : parts;
  const section = known(cells.get('section'));
  const crn = known(cells.get('crn'));
  const heading: Heading = {
    number,
    code: codeOfCells(
      codeCell === '' ? null : separate.code,
      known(cells.get('subject')) ?? '',
      known(cells.get('number')) ?? '',
    ),
    section:
      section === null ? separate.section : withoutCode(fractions ? withoutFraction(section) : section, separate.code),
    crn: crn === null ? parts.crn : withoutFraction(crn),
    title: known(cells.get('title')) ?? separate.title,
    term,
    kindWords: cells.get('kind'),
    teacher: null,
  };
  return sheet === 'exams' ? asExam(heading) : heading;
}

/** An exam is a section of its own, without the number of the section that sits it. */
function asExam(heading: Heading): Heading {
  const words = heading.kindWords;
  const kindWords = findKind(words) === 'exam' ? words : 'exam';
  return { ...heading, section: examId(heading.section ?? heading.crn), crn: null, title: null, kindWords };
}

/** A course's code from its own column, or from its subject and number. */
function codeOfCells(own: string | null, subjectCell: string, number: string): string {
  const subject = codeOfSubject(subjectCell);
  if (own !== null) return joinOwn(own, subject, number);
  return subject !== '' && number === '' ? '' : joinCode(subject, number);
}

/** A "Course" of digits alone beside a subject is the course's number. */
function joinOwn(code: string, subject: string, catalog: string): string {
  return subject !== '' && /^\d/.test(code) ? joinCode(subject, catalog === '' ? code : catalog) : code;
}

function takeAbove(own: Heading, above: Heading | null, cells: RowCells): Taken | string {
  if (own.code !== '') return takeSection(own, above);
  if (!above) return 'it names no course';
  if (own.section === null && own.crn === null) return takeAll(own, above, cells);
  if (own.title !== null && above.title !== null && own.title !== above.title)
    return 'it names no course, and its title is not that of the row above';
  const same = own.crn !== null && own.crn === above.crn;
  return {
    heading: {
      ...own,
      code: above.code,
      section: own.section ?? (same ? above.section : null),
      title: own.title ?? above.title,
      term: own.term ?? above.term,
    },
    notes: [`course from row ${above.number}`],
  };
}

interface Taken {
  readonly heading: Heading;
  readonly notes: readonly string[];
}

/** A merged cell: the same course with neither section nor number is one more meeting of the section above. */
function takeSection(own: Heading, above: Heading | null): Taken {
  const alone = { heading: own, notes: [] };
  if (!above || own.section !== null || own.crn !== null || above.code !== own.code) return alone;
  const { section, crn, number } = above;
  if (section === null && crn === null) return alone;
  const title = own.title ?? above.title;
  return {
    heading: { ...own, section, crn, title, term: own.term ?? above.term },
    notes: [`section from row ${number}`],
  };
}

/** A row that names neither course nor section: one more meeting, and perhaps the teacher under the title. */
function takeAll(own: Heading, above: Heading, cells: RowCells): Taken | string {
  const meets = (['weekdays', 'time', 'start', 'meeting', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const).some(
    (field) => cells.get(field) !== '',
  );
  if (!meets) return 'it names no course, section or time';
  const kindWords = own.kindWords === '' ? above.kindWords : own.kindWords;
  const notes = [`course and section from row ${above.number}`];
  if (own.title !== null && looksLikeName(own.title))
    return { heading: { ...above, kindWords, teacher: own.title }, notes };
  return { heading: { ...above, title: own.title ?? above.title, kindWords, teacher: null }, notes };
}

function readSection(
  number: number,
  cells: RowCells,
  heading: Heading,
  notes: readonly string[],
  /** The cell that marks the row as cancelled, in any column. */
  called: string | null,
  reader: RowReader,
): TableRow | PassedRow {
  const { code, section, crn, title, term, kindWords, teacher } = heading;
  const about = { code, section, crn };
  const people = readAllPeople(cells, reader);
  const under = teacher === null ? [] : readPeople(teacher, 'last, first').people;
  const part = cells.get('part');
  const cancelled = findCancelled(cells, reader.layout) ?? called;
  const read =
    cancelled === null ? readMeetings(cells, reader.layout, reader) : { meetings: [], notes: [], failure: null };
  if (read.failure) return { number, outcome: 'reported', reason: read.failure, about };
  const words = saysUnknown(kindWords) ? '' : kindWords;
  const kind = findKind(words) ?? (words === '' ? kindOfSection(section) : 'other');
  return {
    number,
    term,
    code,
    section,
    crn,
    title,
    kind: { kind, words: words === '' ? null : words },
    part: saysWholeTerm(part) ? null : part,
    dayless: read.meetings.length === 0 && saysUnknown(cells.get('weekdays')) && hasTime(cells),
    group: saysUnknown(cells.get('group')) ? null : cells.get('group'),
    people: [...people.people, ...under],
    meetings: read.meetings,
    untimed: cancelled === null && read.meetings.length === 0 ? readUntimed(cells, reader.days) : null,
    cancelled,
    notes: [...notes, ...read.notes],
    doubts: [
      ...people.doubts,
      ...doubtStatus(cells.get('status')),
      ...under.map((name) => `“${teacher}” under the title read as the teacher ${name}`),
      ...doubtUnused(cells, reader),
    ],
  };
}

/** "LEC 001" where the table has no column for kinds. */
function kindOfSection(section: string | null) {
  const word = /^([\p{L}]{3,})(?:[ -]|\d|$)|-(\p{L}{3,})$/u.exec(section ?? '');
  return findKind(word?.[1] ?? word?.[2] ?? '') ?? 'class';
}

function readAllPeople(
  cells: RowCells,
  { layout, names }: RowReader,
): { readonly people: readonly string[]; readonly doubts: readonly string[] } {
  const people: string[] = [];
  const doubts: string[] = [];
  for (let group = 0; group < layout.groups; group += 1) {
    const read = readPeople(cells.raw('people', group), names);
    people.push(...read.people);
    if (read.doubt) doubts.push(read.doubt);
  }
  const last = cells.get('last name');
  const name = `${saysUnknown(cells.get('first name')) ? '' : cells.get('first name')} ${last}`.trim();
  if (people.length === 0 && last !== '') people.push(...readPeople(name.replaceAll(',', ' '), 'listed').people);
  return { people: [...new Set(people)], doubts };
}

function hasTime(cells: RowCells): boolean {
  return (['time', 'start'] as const).some((field) => /\d/.test(cells.get(field)));
}

/** Information about weeks in an unused column. */
function doubtUnused({ unused }: RowCells, { layout }: RowReader): string[] {
  return layout.columns.flatMap(({ index, field, header, given }) => {
    const cell = field === null && !given ? unused(index) : '';
    return cell !== '' && looksNarrowing(cell)
      ? [
          `the column “${header}” says “${cell.slice(0, 40)}”, which is not used; name it with --columns "${header}=weeks" or "=ignore"`,
        ]
      : [];
  });
}

/** C means "closed" to one registrar and "cancelled" to another. */
function doubtStatus(status: string): string[] {
  return /^c$/i.test(status) ? [`status ${status} read as closed; it may be cancelled`] : [];
}

const CANCELLED = /^\W*(?:class |section |course )?cancell?ed\b/i;

function findCancelled(cells: RowCells, layout: Layout): string | null {
  const status = cells.get('status');
  const header = layout.columns.find(({ field }) => field === 'status')?.header.toLowerCase() ?? '';
  if (/cancel/.test(header) && /^(?:y|yes|true|1|x|c.*)$/i.test(status)) return `${header}: ${status}`;
  if (/^active$/.test(header) && /^(?:n|no|false|0|i|inactive)$/i.test(status)) return `${header}: ${status}`;
  if (/\bcancel|\bcanx|\bwithdrawn\b|\bdeleted\b|\binactive\b|^(?:x|xcld?|cxl|cncl|can)$/i.test(status)) return status;
  for (const field of ['weekdays', 'time', 'meeting', 'where', 'room', 'people', 'title', 'section'] as const) {
    if (CANCELLED.test(cells.get(field))) return cells.get(field).slice(0, 60);
  }
  return null;
}
