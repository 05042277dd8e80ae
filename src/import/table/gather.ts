/** Groups rows into courses and sections, before ids: a course per code, a section per number or label. */
import { minutesOf } from '../../domain/date.ts';
import { KINDS, type Kind } from '../../domain/kind.ts';
import type { FittedMeeting, FittedRow } from './fit-rows.ts';
import { type MergedMeeting, mergeMeetings } from './merge-meetings.ts';
import type { Ledger } from './row-outcomes.ts';

export interface GatheredSection {
  /** As the table has it; null: it has none. */
  readonly label: string | null;
  readonly crn: string | null;
  /** The registrar's mark of sections that meet together. */
  readonly group: string | null;
  readonly kind: Kind;
  readonly title: string | null;
  readonly people: readonly string[];
  readonly meetings: readonly MergedMeeting[];
  /** Where it has no meetings: what its rows say instead; null: to be announced. */
  readonly untimed: string | null;
  readonly rows: readonly number[];
  readonly checks: readonly string[];
}

export interface GatheredCourse {
  readonly code: string;
  readonly title: string;
  readonly sections: readonly GatheredSection[];
}

/** Codes that differ only in case and spaces are the same course. */
export function foldCode(code: string): string {
  return code.replaceAll(/\s+/g, '').toLowerCase();
}

/** The key of a row's section. */
function sectionKey({ row }: FittedRow): string | null {
  if (row.crn === null && row.section === null) return null;
  return `${row.section ?? ''}\u0000${row.crn ?? ''}`;
}

const LONGEST_CODE = 40;

/** What must not depend on the rows' order, or on which of them are excluded. */
export interface KnownCourses {
  readonly titleOf: (code: string) => string | null;
  /** Rows of this course were excluded: its title stays. */
  readonly isFixed: (code: string) => boolean;
  /** How many rows the course has in the table, excluded ones among them. */
  readonly rowsOf: (code: string) => number;
}

export function gatherCourses(rows: readonly FittedRow[], known: KnownCourses, ledger: Ledger): GatheredCourse[] {
  const courses = new Map<string, FittedRow[]>();
  for (const one of rows) {
    if (one.row.code.length > LONGEST_CODE) {
      ledger.set(
        one.row.number,
        'reported',
        `“${one.row.code.slice(0, LONGEST_CODE)}…” is too long for a course’s code`,
      );
      continue;
    }
    const key = foldCode(one.row.code);
    const list = courses.get(key);
    if (list) list.push(one);
    else courses.set(key, [one]);
  }
  return [...courses.values()]
    .map((list) => gatherCourse(list, known, ledger))
    .filter((course) => course.sections.length > 0);
}

function gatherCourse(rows: readonly FittedRow[], known: KnownCourses, ledger: Ledger): GatheredCourse {
  const [first] = rows as [FittedRow];
  const code = first.row.code;
  const before = known.titleOf(code);
  const usual = commonest(
    rows.map(({ row }) => row.title),
    before,
  );
  const title = cutTitle((known.isFixed(code) ? before : usual) ?? usual ?? before ?? code, rows, ledger);
  const total = known.rowsOf(code);
  const groups = new Map<string, FittedRow[]>();
  for (const one of rows) {
    const key = sectionKey(one);
    if (key === null && total > 1) {
      ledger.set(
        one.row.number,
        'reported',
        `neither a section nor a number tells it apart from the other ${total - 1} rows of ${code}`,
      );
      continue;
    }
    const list = groups.get(key ?? '');
    if (list) list.push(one);
    else groups.set(key ?? '', [one]);
  }
  return { code, title, sections: [...joinNumbers(groups)].map((list) => gatherSection(list, title)) };
}

/** The longest title that rules allow. */
const LONGEST_TITLE = 200;

function cutTitle(title: string, rows: readonly FittedRow[], ledger: Ledger): string {
  if (title.length <= LONGEST_TITLE) return title;
  ledger.remark(
    `“${title.slice(0, 40)}…” is too long for a title: cut to ${LONGEST_TITLE} characters`,
    ...rows.map(({ row }) => row.number),
  );
  return `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
}

/** A number shared by several sections cannot identify them; labels can. */
export function remarkSharedNumbers(courses: readonly GatheredCourse[], ledger: Ledger): void {
  const sections = courses.flatMap((course) => course.sections.filter(({ crn }) => crn !== null));
  for (const [number, sharing] of Map.groupBy(sections, ({ crn }) => crn)) {
    if (sharing.length > 1) {
      const rows = sharing.flatMap((section) => section.rows);
      ledger.remark(`The number ${number} stands for ${sharing.length} sections`, ...rows);
    }
  }
}

/** A row with a label alone belongs to the section of that label, if only one number has it. */
function joinNumbers(groups: ReadonlyMap<string, FittedRow[]>): FittedRow[][] {
  const byLabel = Map.groupBy(groups.values(), ([first]) => first?.row.section ?? null);
  const joined: FittedRow[][] = [];
  for (const [label, lists] of byLabel) {
    const numbered = lists.filter(([first]) => first?.row.crn !== null);
    const [only] = numbered;
    if (label !== null && numbered.length === 1 && only && lists.length > 1)
      joined.push(lists.flat().sort((a, b) => a.row.number - b.row.number));
    else joined.push(...lists);
  }
  return joined.sort((a, b) => (a[0]?.row.number ?? 0) - (b[0]?.row.number ?? 0));
}

function gatherSection(rows: readonly FittedRow[], courseTitle: string): GatheredSection {
  const main = findMain(rows);
  const { kind, words } = main.row.kind;
  const title = commonest(rows.map(({ row }) => row.title));
  const own = title !== null && title !== courseTitle ? title : null;
  const crn = rows.map(({ row }) => row.crn).find((number) => number !== null) ?? null;
  return {
    label: main.row.section,
    crn,
    group: rows.map(({ row }) => row.group).find((group) => group !== null) ?? null,
    kind,
    // Words are more informative than "Meeting"; codes are not.
    title: cutLine(own) ?? (kind === 'other' && /\p{Ll}/u.test(words ?? '') ? words : null),
    people: [...new Set(rows.flatMap(({ row }) => row.people))],
    meetings: mergeMeetings(rows, main.row.kind.words),
    untimed: rows.map(({ row }) => row.untimed).find((untimed) => untimed !== null) ?? null,
    rows: rows.map(({ row }) => row.number),
    checks: [
      ...new Set(rows.flatMap(({ row, meetings }) => [...row.doubts, ...meetings.flatMap(({ doubts }) => doubts)])),
    ],
  };
}

/** A section title longer than the limit is treated as a description. */
function cutLine(title: string | null): string | null {
  return title !== null && title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : title;
}

/** The row whose kind is the section's: of the kind that meets longest in a week, whatever the order of the rows. */
function findMain(rows: readonly FittedRow[]): FittedRow {
  const minutes = new Map<string, number>();
  for (const { row, meetings } of rows) {
    const key = row.kind.words ?? row.kind.kind;
    minutes.set(key, (minutes.get(key) ?? 0) + meetings.reduce((sum, meeting) => sum + weeklyMinutes(meeting), 0));
  }
  const rank = ({ row }: FittedRow): number => minutes.get(row.kind.words ?? row.kind.kind) ?? 0;
  const [main] = rows.toSorted(
    (a, b) =>
      rank(b) - rank(a) ||
      KINDS.indexOf(a.row.kind.kind) - KINDS.indexOf(b.row.kind.kind) ||
      b.meetings.length - a.meetings.length,
  );
  return main as FittedRow;
}

function weeklyMinutes({ weekdays, date, start, end }: FittedMeeting): number {
  const length = end === null ? 60 : (minutesOf(end) - minutesOf(start) + 1440) % 1440;
  // A single date is an exam or a single session, never the section's kind.
  return date === null ? length * weekdays.length : 1;
}

/** The most frequent text; in a tie the preferred one, otherwise the first. */
function commonest(texts: readonly (string | null)[], preferred: string | null = null): string | null {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  if (preferred !== null && most > 0 && counts.get(preferred) === most) return preferred;
  for (const [text, count] of counts) if (count === most) return text;
  return null;
}
