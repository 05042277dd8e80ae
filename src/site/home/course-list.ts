/**
 * The list of courses for the home page and the terms' pages, and search in it. Folded texts are kept for as long as
 * a course's publication stands, so that thousands of courses are searched in a few milliseconds.
 */
import type { DateSpan } from '../../domain/date.ts';
import { foldId } from '../../domain/id.ts';
import type { CourseKey } from '../../domain/model.ts';
import { createPace } from '../../domain/pace.ts';
import type { PublishedCourse } from '../../domain/published.ts';
import { findOffsets, toLocal } from '../../domain/zone.ts';
import type { Courses } from '../../feeds/courses.ts';
import { unlessUnreadable } from '../../store/unreadable-course.ts';
import { foldText, readQuery } from './search-text.ts';

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

interface Entry {
  readonly key: CourseKey;
  readonly published: PublishedCourse;
  readonly line: CourseLine;
  /** By code, numbers by their size. */
  readonly order: string;
  readonly code: string;
  /** Folded words of codes and titles; and of people, once those are known. */
  text: string;
  knowsPeople: boolean;
}

export function createCourseList(courses: Courses, drafts: boolean): CourseList {
  let entries: Entry[] = [];
  let refreshing: Promise<void> | null = null;
  let filling: Promise<void> | null = null;

  /** Who teaches stands in a course's many meetings: they are read in slices, and only before the first search. */
  const fillPeople = async (): Promise<void> => {
    const pace = createPace();
    for (const entry of entries) {
      if (entry.knowsPeople) continue;
      entry.text += ` ${unlessUnreadable(() => foldPeople(entry.published)) ?? ''}`;
      entry.knowsPeople = true;
      await pace();
    }
  };

  /** In slices, too: after a start there are thousands at once. */
  const refresh = async (): Promise<void> => {
    const keys = courses.keys();
    const known = new Map(entries.map((entry) => [entry.key, entry]));
    const pace = createPace();
    const fresh: Entry[] = [];
    for (const key of keys) {
      const published = unlessUnreadable(() => courses.get(key));
      const old = known.get(key);
      if (published) fresh.push(old?.published === published ? old : makeEntry(key, published));
      await pace();
    }
    entries = fresh.sort((a, b) => (a.order < b.order ? -1 : 1));
  };

  const isCurrent = (): boolean =>
    entries.length === courses.keys().length &&
    entries.every(({ key, published }) => unlessUnreadable(() => courses.get(key)) === published);

  return async ({ query, term, page, now }) => {
    if (!isCurrent()) {
      refreshing ??= refresh().finally(() => {
        refreshing = null;
      });
      await refreshing;
    }
    const words = readQuery(query);
    if (words.length > 0 && entries.some((entry) => !entry.knowsPeople)) {
      filling ??= fillPeople().finally(() => {
        filling = null;
      });
      await filling;
    }
    const shown = entries.filter(({ line }) => drafts || !line.draft);
    const terms = listTerms(shown, now);
    const rank = new Map(terms.map(({ id }, index) => [id, index]));
    const inTerm = term === null ? shown : shown.filter(({ line }) => foldId(line.term) === foldId(term));
    const found = search(inTerm, words);
    // Stable: within a term the order by code or by relevance stays.
    const ordered = found.toSorted((a, b) => (rank.get(a.line.term) ?? 0) - (rank.get(b.line.term) ?? 0));
    const pages = Math.max(1, Math.ceil(ordered.length / PAGE_SIZE));
    return {
      terms,
      term: term === null ? null : (terms.find(({ id }) => foldId(id) === foldId(term)) ?? null),
      query: query.slice(0, 200).trim(),
      total: ordered.length,
      page,
      pages,
      courses: ordered.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map(({ line }) => line),
    };
  };
}

function makeEntry(key: CourseKey, published: PublishedCourse): Entry {
  const { course } = published;
  const codes = [course.code, ...course.crossListed.map(({ code }) => code)];
  const titles = [course.title, ...course.crossListed.map(({ title }) => title ?? '')];
  // 'cos418' and 'cos 418' both find it.
  const joined = codes.map((code) => foldText(code).replaceAll(' ', ''));
  return {
    key,
    published,
    knowsPeople: false,
    order: `${foldText(course.code).replaceAll(/\d+/g, (number) => number.padStart(8, '0'))} ${key}`,
    code: foldText(course.code),
    text: ` ${[...codes, ...titles, course.id].map(foldText).join(' ')} ${joined.join(' ')}`,
    line: {
      key,
      path: `/${course.term}/${course.id}`,
      term: course.term,
      termTitle: course.termTitle,
      code: course.code,
      title: course.title,
      otherCodes: course.crossListed.map(({ code }) => code),
      sections: published.sections.filter(({ gone }) => !gone).length,
      draft: course.draft,
    },
  };
}

function foldPeople(published: PublishedCourse): string {
  return [...new Set(published.meetings.flatMap(({ facts }) => facts.staff))].map(foldText).join(' ');
}

/** Every word begins a word of the course's text; a course whose code begins like the query comes first. */
function search(entries: readonly Entry[], words: readonly string[]): readonly Entry[] {
  if (words.length === 0) return entries;
  const found = entries.filter(({ text }) => words.every((word) => text.includes(` ${word}`)));
  const whole = words.join(' ');
  const first = (entry: Entry): boolean =>
    entry.code.startsWith(whole) || entry.code.replaceAll(' ', '').startsWith(whole.replaceAll(' ', ''));
  return [...found.filter(first), ...found.filter((entry) => !first(entry))];
}

/** Those that are on, then those to come, then those that are over, latest first. */
function listTerms(entries: readonly Entry[], now: number): readonly TermLine[] {
  const terms = new Map<string, { -readonly [Name in keyof TermLine]: TermLine[Name] }>();
  for (const { published } of entries) {
    const { course } = published;
    const line = terms.get(course.term);
    if (line) {
      line.courses += 1;
      continue;
    }
    const today = toLocal(findOffsets(course.zone, course.span.from, course.span.until), now).date;
    const standing = course.span.until < today ? 'over' : course.span.from > today ? 'coming' : 'now';
    terms.set(course.term, { id: course.term, title: course.termTitle, courses: 1, span: course.span, standing });
  }
  const place = { now: 0, coming: 1, over: 2 } as const;
  return [...terms.values()].sort((a, b) => {
    if (a.standing !== b.standing) return place[a.standing] - place[b.standing];
    const earlier = a.span.from < b.span.from ? -1 : 1;
    return a.standing === 'over' ? -earlier : earlier;
  });
}
