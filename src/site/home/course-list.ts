/** The list of courses for the home page and the terms' pages, from the index of courses, and search in it. */
import type { DateSpan } from '../../domain/date.ts';
import { foldText } from '../../domain/fold-text.ts';
import { foldId } from '../../domain/id.ts';
import type { CourseKey } from '../../domain/model.ts';
import { createPace } from '../../domain/pace.ts';
import { findOffsets, toLocal } from '../../domain/zone.ts';
import type { Courses } from '../../feeds/courses.ts';
import type { CourseEntry, TermFacts } from '../../store/course-entry.ts';

export interface CourseLine {
  readonly key: CourseKey;
  readonly path: string;
  readonly term: string;
  readonly termTitle: string;
  readonly code: string;
  readonly title: string;
  readonly otherCodes: readonly string[];
  readonly sections: number;
  readonly draft: boolean;
}

export interface TermLine {
  readonly id: string;
  readonly title: string;
  readonly courses: number;
  readonly span: DateSpan;
  readonly standing: 'now' | 'coming' | 'over';
}

export interface CourseListRequest {
  readonly query: string;
  /** Only this term; null: all. */
  readonly term: string | null;
  /** From 1. */
  readonly page: number;
  readonly now: number;
}

export interface CourseListPage {
  readonly terms: readonly TermLine[];
  /** The term that was asked for. */
  readonly term: TermLine | null;
  readonly query: string;
  readonly total: number;
  /** As asked for; one past the last has no courses. */
  readonly page: number;
  readonly pages: number;
  readonly courses: readonly CourseLine[];
}

export type CourseList = (request: CourseListRequest) => Promise<CourseListPage>;

export const PAGE_SIZE = 60;

/** The courses in whose codes, titles and people each of the words begins a word. */
export type SearchCourses = (words: readonly string[]) => Promise<readonly CourseKey[]>;

/** A course of the list, with what it is ordered by. */
interface Line {
  readonly entry: CourseEntry;
  /** By code, numbers by their size. */
  readonly order: string;
  /** Folded. */
  readonly code: string;
}

/** A term's courses in their order, for as long as none of them is published anew. */
interface TermLines {
  readonly lines: readonly Line[];
  readonly facts: TermFacts;
}

export function createCourseList(courses: Courses, drafts: boolean, searchCourses: SearchCourses): CourseList {
  const known = new Map<string, TermLines>();
  courses.watch((key) => known.delete(foldId(key.slice(0, key.indexOf('/')))));
  const linesOf = (term: string): TermLines | null => {
    const found = known.get(foldId(term));
    if (found) return found;
    const lines = [...courses.entriesOf(term)].filter(({ draft }) => drafts || !draft).map(makeLine);
    const [first] = lines;
    if (!first) return null;
    const made = { lines: lines.sort((a, b) => (a.order < b.order ? -1 : 1)), facts: first.entry.termFacts };
    known.set(foldId(term), made);
    return made;
  };

  return async ({ query, term, page, now }) => {
    const pace = createPace();
    const words = readQuery(query);
    const isFound = words.length === 0 ? null : new Set(await searchCourses(words));
    const held: [TermLine, readonly Line[]][] = [];
    for (const id of courses.terms()) {
      const own = linesOf(id);
      if (own) held.push([describeTerm(id, own, now), own.lines]);
      await pace();
    }
    held.sort(([a], [b]) => compareTerms(a, b));
    const asked = held.filter(([{ id }]) => term === null || foldId(id) === foldId(term));
    const found = asked.map(([, lines]) => (isFound ? rank(lines, isFound, words) : lines));
    const total = found.reduce((sum, lines) => sum + lines.length, 0);
    return {
      terms: held.map(([line]) => line),
      term: term === null ? null : (asked[0]?.[0] ?? null),
      query: query.slice(0, 200).trim(),
      total,
      page,
      pages: Math.max(1, Math.ceil(total / PAGE_SIZE)),
      courses: takePage(found, page).map(({ entry }) => showLine(entry)),
    };
  };
}

function takePage(terms: readonly (readonly Line[])[], page: number): readonly Line[] {
  let skipped = (page - 1) * PAGE_SIZE;
  const taken: Line[] = [];
  for (const lines of terms) {
    taken.push(...lines.slice(skipped, skipped + PAGE_SIZE - taken.length));
    skipped = Math.max(0, skipped - lines.length);
    if (taken.length >= PAGE_SIZE) break;
  }
  return taken;
}

function makeLine(entry: CourseEntry): Line {
  const code = foldText(entry.code);
  return { entry, order: `${code.replaceAll(/\d+/g, (number) => number.padStart(8, '0'))} ${entry.key}`, code };
}

function showLine({ key, term, id, code, title, crossListed, sections, draft, termFacts }: CourseEntry): CourseLine {
  const otherCodes = crossListed.map((other) => other.code);
  return { key, path: `/${term}/${id}`, term, termTitle: termFacts.title, code, title, otherCodes, sections, draft };
}

/** Those that were found; a course whose code begins like the query comes first. */
function rank(lines: readonly Line[], isFound: ReadonlySet<CourseKey>, words: readonly string[]): readonly Line[] {
  const found = lines.filter(({ entry }) => isFound.has(entry.key));
  const whole = words.join(' ');
  const first = ({ code }: Line): boolean =>
    code.startsWith(whole) || code.replaceAll(' ', '').startsWith(whole.replaceAll(' ', ''));
  return [...found.filter(first), ...found.filter((line) => !first(line))];
}

function describeTerm(id: string, { lines, facts }: TermLines, now: number): TermLine {
  const { title, zone, span } = facts;
  const today = toLocal(findOffsets(zone, span.from, span.until), now).date;
  const standing = span.until < today ? 'over' : span.from > today ? 'coming' : 'now';
  return { id, title, courses: lines.length, span, standing };
}

const PLACE = { now: 0, coming: 1, over: 2 } as const;

/** Those that are on, then those to come, then those that are over, latest first. */
function compareTerms(a: TermLine, b: TermLine): number {
  if (a.standing !== b.standing) return PLACE[a.standing] - PLACE[b.standing];
  const earlier = a.span.from < b.span.from ? -1 : 1;
  return a.standing === 'over' ? -earlier : earlier;
}

/** The words to look for; every one of them must be found. */
function readQuery(query: string): readonly string[] {
  return foldText(query.slice(0, 200)).split(' ').filter(Boolean).slice(0, 8);
}
