/**
 * What a server knows of a course without loading it: where it is found, what it is called, and its revision. Entries
 * are kept in a table of their own, so that a start reads a few hundred bytes a course. They are made from the
 * document whenever that is saved, hold nothing that it does not hold, and are no part of an export.
 */
import type { DateSpan } from '../domain/date.ts';
import { foldText } from '../domain/fold-text.ts';
import { LANGUAGES, type Language } from '../domain/language.ts';
import type { CourseKey, HourCycle } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import { listResources } from '../domain/resource.ts';
import type { CourseFacts, MeetingFacts } from '../domain/schedule.ts';
import { voiceOf } from '../words/voice.ts';
import { fits, flag, having, listOf, natural, oneOf, orNull, recordOf, text, textThat, whole } from './checks.ts';
import type { DocumentHead } from './document.ts';

export interface CourseEntry {
  readonly key: CourseKey;
  readonly term: string;
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly titleLanguage?: string;
  readonly draft: boolean;
  /** Present sections. */
  readonly sections: number;
  readonly formerly: readonly string[];
  readonly crossListed: readonly { readonly id: string; readonly code: string; readonly title: string | null }[];
  /** Sections listed at other courses' addresses too. */
  readonly listed: readonly { readonly section: string; readonly course: string; readonly as: string }[];
  /** Shared by the courses of a term with equal values. */
  readonly termFacts: TermFacts;
  /** As in CourseFacts. */
  readonly language?: Language;
  readonly clock?: HourCycle;
  readonly lastModified: number;
  /** Missing in rows of earlier releases. Equal to lastModified: nothing has changed since. */
  readonly firstPublished?: number;
  readonly leavesAt?: number;
  /** It has a section of exams. */
  readonly exams?: true;
  /** CourseFacts.people */
  readonly people?: CourseFacts['people'];
  /** FeedSizes.large */
  readonly large?: Readonly<Record<string, number>>;
  /** The store's number of the write; 0 or less: not stored. */
  readonly revision: number;
}

/** What a course needs of its term. */
export interface TermFacts {
  readonly title: string;
  readonly zone: string;
  readonly span: DateSpan;
}

/** What the index has of a course: an entry as text, and what the course is found by. */
export interface IndexRow {
  readonly entry: string;
  /** Folded, each after a space. */
  readonly words: string;
  /** The rooms and people that its meetings take up, a line each. */
  readonly resources: string;
}

/** A stored course as the index has it. */
export interface IndexedCourse {
  readonly key: CourseKey;
  /** Null: the document is damaged and no entry can be made. */
  readonly entry: CourseEntry | null;
}

export interface CourseIndexReads {
  /** Every stored course, sorted by key in the database's order. */
  courseIndex(): Promise<IndexedCourse[]>;
  /** What tells whether a term's part of the index is the same in two stores, by the term. */
  indexMarks(): Promise<ReadonlyMap<string, string>>;
  /** The stored courses of these terms, some at a time. */
  indexedTerms(terms: readonly string[]): AsyncIterable<readonly IndexedCourse[]>;
  /** One course, even if its row is missing or outdated; null: there is no such course. */
  indexedCourse(key: CourseKey): Promise<IndexedCourse | null>;
  /** The same of several; those that are no longer there are left out. */
  indexedCourses(keys: readonly CourseKey[]): Promise<IndexedCourse[]>;
  /** The courses of a term in whose codes, titles and people each of the words begins a word. @param words folded */
  searchCourses(term: string, words: readonly string[]): Promise<CourseKey[]>;
  /** How many courses such a search finds, by their terms. */
  countFound(words: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The courses of a term that have a meeting which takes up one of the resources (domain/resource.ts). */
  coursesUsing(term: string, resources: ReadonlySet<string>): Promise<CourseKey[]>;
  /** Whether the bytes of the stored document are those that were written, by a checksum: nothing is parsed. */
  isIntact(key: CourseKey): Promise<boolean>;
}

/** The stored form of an entry. */
type Written = Omit<CourseEntry, 'key' | 'lastModified' | 'revision'>;

/** @param head of its document, or the whole document */
export function makeEntry(head: DocumentHead, revision = 0): CourseEntry {
  return { ...describe(head), key: head.course.key, lastModified: head.lastModified, revision };
}

function describe({ course, sections, firstPublished, leavesAt, sizes }: DocumentHead): Written {
  const { term, id, code, title, draft, formerly, crossListed, termTitle, zone, span, people } = course;
  const isLarge = sizes !== undefined && Object.keys(sizes.large).length > 0;
  return {
    ...{ term, id, code, title, draft, formerly, crossListed },
    sections: sections.filter(({ gone, kind }) => !gone && kind !== 'deadline').length,
    listed: sections.flatMap((own) =>
      own.listed.map((place) => ({ section: own.id, course: place.course, as: place.section })),
    ),
    termFacts: { title: termTitle, zone, span: { from: span.from, until: span.until } },
    ...voiceOf(course),
    firstPublished,
    ...(course.titleLanguage === undefined ? {} : { titleLanguage: course.titleLanguage }),
    ...(leavesAt === undefined ? {} : { leavesAt }),
    ...(sections.some(({ kind }) => kind === 'exam') ? { exams: true as const } : {}),
    ...(people === undefined ? {} : { people }),
    ...(isLarge ? { large: sizes.large } : {}),
  };
}

/** As the index keeps it, beside what has columns of its own. */
export function writeEntry({ key, revision, lastModified, ...written }: CourseEntry): string {
  return JSON.stringify(written satisfies Written);
}

export function writeIndexRow(published: PublishedCourse): IndexRow {
  const used = gatherUsed(published);
  return {
    entry: JSON.stringify(describe(published)),
    words: foldWords(published.course, used.staff),
    resources: [...new Set(listResources(published.course.key, used))].join('\n'),
  };
}

type Used = Pick<MeetingFacts, 'where' | 'staff'>;

/** The rooms and people of all meetings, each once. */
function gatherUsed({ meetings }: PublishedCourse): Used {
  const where = new Map<string, Used['where'][number]>();
  const staff = new Set<string>();
  for (const { facts } of meetings) {
    for (const venue of facts.where) if (!venue.online) where.set(venue.text, venue);
    for (const name of facts.staff) staff.add(name);
  }
  return { where: [...where.values()], staff: [...staff] };
}

/** A space before every word: a search matches the beginnings of words. */
function foldWords(course: PublishedCourse['course'], people: readonly string[]): string {
  const codes = [course.code, ...course.crossListed.map(({ code }) => code)];
  const titles = [course.title, ...course.crossListed.map(({ title }) => title ?? '')];
  // Both 'cos418' and 'cos 418' match.
  const joined = codes.map((code) => foldText(code).replaceAll(' ', ''));
  return ` ${[...codes, ...titles, course.id].map(foldText).join(' ')} ${joined.join(' ')} ${people.map(foldText).join(' ')}`;
}

const date = textThat((value) => /^\d{4}-\d\d-\d\d$/.test(value));
const written = having(
  {
    ...{ term: text, id: text, code: text, title: text, draft: flag, sections: whole, formerly: listOf(text) },
    crossListed: listOf(having({ id: text, code: text, title: orNull(text) })),
    listed: listOf(having({ section: text, course: text, as: text })),
    termFacts: having({ title: text, zone: text, span: having({ from: date, until: date }) }),
  },
  {
    language: oneOf(...LANGUAGES),
    clock: oneOf(12, 24),
    titleLanguage: text,
    firstPublished: whole,
    leavesAt: whole,
    large: recordOf(natural),
    exams: flag,
    people: listOf(having({ id: text, name: text })),
  },
);

/** Reads entries; equal values of a term's courses are shared, and so are empty lists: that is 3 MB in ten large terms. */
export type EntryReader = (
  row: { readonly key: CourseKey; readonly revision: number; readonly lastModified: number },
  entry: string,
) => CourseEntry | null;

/** The reader returns null for an invalid text. */
export function createEntryReader(): EntryReader {
  const known = new Map<string, Pick<Written, 'term' | 'termFacts'>[]>();
  const share = ({ term, termFacts }: Written): Pick<Written, 'term' | 'termFacts'> => {
    const ofTerm = known.get(term) ?? [];
    const found = ofTerm.find((one) => areEqual(one.termFacts, termFacts));
    if (found) return found;
    const own = { term, termFacts };
    known.set(term, [...ofTerm, own]);
    return own;
  };
  return ({ key, revision, lastModified }, entry) => {
    const read = parse(entry);
    if (!read) return null;
    const { formerly, crossListed, listed } = read;
    return {
      ...read,
      ...share(read),
      formerly: orNone(formerly),
      crossListed: orNone(crossListed),
      listed: orNone(listed),
      key,
      revision,
      lastModified,
    };
  };
}

const NONE: readonly never[] = Object.freeze([]);

function orNone<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? NONE : list;
}

function areEqual(one: TermFacts, other: TermFacts): boolean {
  const { from, until } = one.span;
  return one.title === other.title && one.zone === other.zone && from === other.span.from && until === other.span.until;
}

function parse(entry: string): Written | null {
  try {
    const value: unknown = JSON.parse(entry);
    return fits(written, value) ? (value as Written) : null;
  } catch {
    return null;
  }
}
