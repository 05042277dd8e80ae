/** The subject of a change: a course, or a whole term. */
import { isId } from '../../domain/id.ts';
import { type CourseKey, courseKey } from '../../domain/model.ts';
import type { Courses } from '../../feeds/courses.ts';
import { say } from '../../words/say.ts';
import { type Voice, voiceOf } from '../../words/voice.ts';
import type { DeskContext, Visitor } from '../desk-context.ts';
import { EVERYTHING, may } from './role.ts';

export interface Subject {
  readonly kind: 'course' | 'term';
  /** 'COS 418', 'Fall 2018' */
  readonly name: string;
  readonly zone: string;
  /** The path of its public page. */
  readonly page: string;
  /** Of a term: of its first course. */
  readonly voice: Voice;
}

/** @param subject a course's key or a term's id; an unknown one is named by it */
export function describeSubject(courses: Courses, subject: string): Subject {
  const course = courses.entry(subject);
  if (course) {
    const { code: name, termFacts } = course;
    return { kind: 'course', name, zone: termFacts.zone, page: `${course.term}/${course.id}`, voice: voiceOf(course) };
  }
  const [one] = courses.entriesOf(subject);
  const kind = subject.includes('/') ? 'course' : 'term';
  const { title: name = subject, zone = 'UTC' } = one?.termFacts ?? {};
  return { kind, name, zone, page: subject, voice: voiceOf(one ?? {}) };
}

/**
 * The subject of an address: a course's key (from any of its ids), a term's id, or `*`. Null if the address has no
 * valid id.
 */
export function subjectOf(
  courses: Courses,
  needs: 'signed-in' | { readonly over: 'course' | 'term' | 'site' },
  params: Readonly<Record<string, unknown>>,
): string | null {
  if (typeof needs === 'string' || needs.over === 'site') return '*';
  const term = String(params.term);
  if (!isId(term)) return null;
  if (needs.over === 'term') return term;
  const course = String(params.course);
  if (!isId(course)) return null;
  return courses.entryAt(term, course)?.key ?? courseKey(term, course);
}

/** The error for an unknown course or term; null if it exists, published or only in the rules. */
export async function findUnknown({ rules, courses }: DeskContext, subject: string): Promise<string | null> {
  const isCourse = subject.includes('/');
  if (isCourse ? courses.entry(subject) : courses.terms().includes(subject)) return null;
  const catalog = (await rules(subject))?.catalog;
  const known = isCourse ? catalog?.courses.has(subject) || catalog?.broken.has(subject) : catalog?.terms.has(subject);
  return known
    ? null
    : say(isCourse ? 'deskAccess.noSuchCourse' : 'deskAccess.noSuchTerm', { subject: subject.slice(0, 80) });
}

/** The courses that a visitor may see at the desk: the newest term first, then by key. */
export function* visibleCourses({ courses }: DeskContext, { grants }: Pick<Visitor, 'grants'>): Generator<CourseKey> {
  const mayShow = (term: string): boolean => grants.some(({ scope }) => scope === EVERYTHING || termIn(scope) === term);
  for (const term of newestFirst(courses, courses.terms().filter(mayShow))) {
    yield* courses
      .inTerm(term)
      .keys()
      .filter((key) => may(grants, 'view', key))
      .sort((a, b) => (a < b ? -1 : 1));
  }
}

/** The term of a course's key, or of a term. */
function termIn(scope: string): string {
  return scope.split('/', 1)[0] ?? '';
}

/** The terms that a visitor may change, the newest first. */
export function visibleTerms({ courses }: DeskContext, { grants }: Pick<Visitor, 'grants'>): string[] {
  return newestFirst(
    courses,
    courses.terms().filter((term) => may(grants, 'view', term)),
  );
}

function newestFirst(courses: Courses, terms: Iterable<string>): string[] {
  return [...terms]
    .map((term) => ({ term, from: courses.inTerm(term).facts()?.span.from ?? '' }))
    .sort((a, b) => (a.from === b.from ? (a.term < b.term ? -1 : 1) : a.from > b.from ? -1 : 1))
    .map(({ term }) => term);
}
