/** The list of courses for the home page and term pages, from the course index, with search. */
import { cutBatches } from '../../domain/batches.ts';
import type { DateSpan } from '../../domain/date.ts';
import { foldText } from '../../domain/fold-text.ts';
import { foldId } from '../../domain/id.ts';
import { type CourseKey, termOf } from '../../domain/model.ts';
import { createPace } from '../../domain/pace.ts';
import { localTimeIn } from '../../domain/zone.ts';
import type { Courses } from '../../feeds/courses.ts';
import type { ShownCourses } from '../../feeds/term-reads.ts';
import type { CourseEntry, CourseIndexReads, TermFacts } from '../../store/course-entry.ts';
import { createCorrection } from './spelling.ts';

export interface CourseLine {
  readonly key: CourseKey;
  readonly path: string;
  readonly term: string;
  readonly termTitle: string;
  readonly code: string;
  readonly title: string;
  readonly titleLanguage?: string;
  readonly otherCodes: readonly string[];
  readonly sections: number;
  readonly draft: boolean;
}

export interface TermLine {
  readonly id: string;
  readonly title: string;
  readonly courses: number;
  readonly zone: string;
  readonly span: DateSpan;
  readonly phase: 'now' | 'coming' | 'over';
}

export interface CourseListRequest {
  readonly query: string;
  /** Only this term; null: all. */
  readonly term: string | null;
  /** From 1. */
  readonly page: number;
  /** Courses per page; default: PAGE_SIZE. */
  readonly limit?: number;
  readonly now: number;
}

export interface CourseListPage {
  readonly terms: readonly TermLine[];
  /** The requested term. */
  readonly term: TermLine | null;
  readonly query: string;
  readonly total: number;
  /** The requested page; a page after the last has no courses. */
  readonly page: number;
  readonly pages: number;
  readonly courses: readonly CourseLine[];
  /** A query that finds courses, where this one finds none for a slip of the pen. */
  readonly suggestion: string | null;
}

export type CourseList = (request: CourseListRequest) => Promise<CourseListPage>;

export const PAGE_SIZE = 60;

/** The codes of so many are read in a millisecond or two. */
const BATCH = 400;

/** A search finds the courses where every query word is a prefix of a word in code, title or people. */
export type SearchReads = Pick<CourseIndexReads, 'searchCourses' | 'countFound'>;

/** A course of the list with its sort key. */
interface Line {
  readonly key: CourseKey;
  /** Code with natural order of numbers. */
  readonly order: string;
  /** Case-folded. */
  readonly code: string;
}

/** Matches in a term, without what the visitor may not see. */
interface FoundInTerm {
  readonly count: number;
  /** Sorted; only of terms that the page shows. */
  list(): Promise<readonly Line[]>;
}

interface TermCourses {
  readonly count: number;
  /** The term as its first course has it. */
  readonly facts: TermFacts | null;
  /** All courses. */
  list(): Promise<readonly Line[]>;
  readonly isAll: ShownCourses['isAll'];
  readonly countFound: ShownCourses['countFound'];
  /** Some of them. */
  find(keys: readonly CourseKey[]): FoundInTerm;
}

export function createCourseList(courses: Courses, drafts: boolean, search: SearchReads): CourseList {
  /** Cache by term; evicted when one of its courses is published. */
  const known = new Map<string, TermCourses>();
  courses.watch((key) => known.delete(foldId(termOf(key))));
  const openTerm = (term: string): TermCourses => {
    const found = known.get(foldId(term)) ?? describeCourses(courses, term, drafts);
    known.set(foldId(term), found);
    return found;
  };

  /** @param countStored what the store counts in all terms; null: it is not worth it */
  const findLines = async (
    term: string,
    words: readonly string[],
    countStored: (() => ReturnType<SearchReads['countFound']>) | null,
  ): Promise<FoundInTerm> => {
    const own = openTerm(term);
    if (words.length === 0) return own;
    const find = async (): Promise<FoundInTerm> => own.find(await search.searchCourses(term, words));
    // Of a term whose matches are not shown, these are not read.
    const count = own.countFound(words) ?? (own.isAll && countStored ? ((await countStored()).get(term) ?? 0) : null);
    const found = count === null ? await find() : { count, list: async () => (await find()).list() };
    return { count: found.count, list: async () => rank(await found.list(), words) };
  };

  /** Yields to background tasks between terms. */
  const findInTerms = async (terms: readonly TermLine[], words: readonly string[]): Promise<readonly FoundInTerm[]> => {
    const pace = createPace();
    const found: FoundInTerm[] = [];
    let stored: ReturnType<SearchReads['countFound']> | null = null;
    const countStored = () => {
      stored ??= search.countFound(words);
      return stored;
    };
    for (const { id } of terms) {
      found.push(await findLines(id, words, terms.length > 1 ? countStored : null));
      await pace();
    }
    return found;
  };

  const suggest = async (terms: readonly TermLine[], words: readonly string[]): Promise<string | null> => {
    const correction = createCorrection(words);
    const pace = createPace();
    for (const { id } of terms) {
      for (const entry of courses.inTerm(id).entries()) {
        if (drafts || !entry.draft) correction.learn(entry);
        await pace();
      }
    }
    const corrected = correction.words();
    if (corrected === null) return null;
    return countFound(await findInTerms(terms, corrected)) > 0 ? corrected.join(' ') : null;
  };

  return async ({ query, term, page, limit = PAGE_SIZE, now }) => {
    const words = readQuery(query);
    const terms = courses
      .terms()
      .map((id) => describeTerm(id, openTerm(id), now))
      .filter((line) => line !== null)
      .sort(compareTerms);
    const asked = terms.filter(({ id }) => term === null || foldId(id) === foldId(term));
    const found = await findInTerms(asked, words);
    const total = countFound(found);
    return {
      terms,
      term: term === null ? null : (asked[0] ?? null),
      query: query.slice(0, 200).trim(),
      total,
      page,
      pages: Math.max(1, Math.ceil(total / limit)),
      courses: readEntries(courses, await takePage(found, page, limit)).map(showLine),
      suggestion: total === 0 ? await suggest(asked, words) : null,
    };
  };
}

function readEntries(courses: Courses, lines: readonly Line[]): readonly CourseEntry[] {
  const byTerm = Map.groupBy(lines, ({ key }) => termOf(key));
  return [...byTerm].flatMap(([term, own]) => {
    const entries = new Map(
      courses
        .inTerm(term)
        .some(own.map(({ key }) => key))
        .map((entry) => [entry.key, entry]),
    );
    return own.flatMap(({ key }) => entries.get(key) ?? []);
  });
}

async function sortCourses(courses: Courses, term: string, keys: readonly CourseKey[]): Promise<readonly Line[]> {
  const lines: Line[] = [];
  const pace = createPace();
  for (const batch of cutBatches(keys, BATCH)) {
    lines.push(...courses.inTerm(term).codes(batch).map(makeLine));
    await pace();
  }
  return lines.sort((a, b) => (a.order < b.order ? -1 : 1));
}

/** Opens no term: of one that is not open, its index in the store is asked. */
function describeCourses(courses: Courses, term: string, drafts: boolean): TermCourses {
  const shown = courses.inTerm(term).shown(drafts);
  let lines: Promise<readonly Line[]> | null = null;
  return {
    count: shown.count,
    facts: shown.facts,
    isAll: shown.isAll,
    countFound: shown.countFound,
    list() {
      lines ??= sortCourses(courses, term, shown.keys());
      // A failure is asked again.
      lines.catch(() => {
        lines = null;
      });
      return lines;
    },
    find(keys) {
      const found = keys.filter(shown.has);
      return { count: found.length, list: () => sortCourses(courses, term, found) };
    },
  };
}

function countFound(terms: readonly FoundInTerm[]): number {
  return terms.reduce((sum, { count }) => sum + count, 0);
}

async function takePage(terms: readonly FoundInTerm[], page: number, limit: number): Promise<readonly Line[]> {
  let skipped = (page - 1) * limit;
  const taken: Line[] = [];
  for (const { count, list } of terms) {
    if (skipped < count) taken.push(...(await list()).slice(skipped, skipped + limit - taken.length));
    skipped = Math.max(0, skipped - count);
    if (taken.length >= limit) break;
  }
  return taken;
}

function makeLine({ key, code }: Pick<CourseEntry, 'key' | 'code'>): Line {
  const folded = foldText(code);
  return { key, order: `${folded.replaceAll(/\d+/g, (number) => number.padStart(8, '0'))} ${key}`, code: folded };
}

function showLine(entry: CourseEntry): CourseLine {
  const { key, term, id, code, title, titleLanguage, crossListed, sections, draft, termFacts } = entry;
  const otherCodes = crossListed.map((other) => other.code);
  return {
    ...{ key, path: `/${term}/${id}`, term, termTitle: termFacts.title, code, title, otherCodes, sections, draft },
    ...(titleLanguage === undefined ? {} : { titleLanguage }),
  };
}

/** Courses whose code starts with the query come first. */
function rank(lines: readonly Line[], words: readonly string[]): readonly Line[] {
  const whole = words.join(' ');
  const first = ({ code }: Line): boolean =>
    code.startsWith(whole) || code.replaceAll(' ', '').startsWith(whole.replaceAll(' ', ''));
  return [...lines.filter(first), ...lines.filter((line) => !first(line))];
}

function describeTerm(id: string, { count, facts }: TermCourses, now: number): TermLine | null {
  if (!facts) return null;
  const { title, zone, span } = facts;
  const today = localTimeIn(zone, now).date;
  const phase = span.until < today ? 'over' : span.from > today ? 'coming' : 'now';
  return { id, title, courses: count, zone, span, phase };
}

const PHASE_ORDER = { now: 0, coming: 1, over: 2 } as const;

/** Current terms, then future ones, then past ones, latest first. */
function compareTerms(a: TermLine, b: TermLine): number {
  if (a.phase !== b.phase) return PHASE_ORDER[a.phase] - PHASE_ORDER[b.phase];
  const earlier = a.span.from < b.span.from ? -1 : 1;
  return a.phase === 'over' ? -earlier : earlier;
}

/** The query's words; all must match. */
function readQuery(query: string): readonly string[] {
  return foldText(query.slice(0, 200)).split(' ').filter(Boolean).slice(0, 8);
}
