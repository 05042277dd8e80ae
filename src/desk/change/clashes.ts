/** What a meeting would clash with: its room, its people, the students' other classes, a break. */
import type { DateSpan } from '../../domain/date.ts';
import type { CourseKey } from '../../domain/model.ts';
import { createPace } from '../../domain/pace.ts';
import type { PublishedCourse } from '../../domain/published.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import type { Courses } from '../../feeds/courses.ts';
import { listRooms } from '../../publish/uses.ts';
import { unlessUnreadable } from '../../store/unreadable-course.ts';
import { say } from '../../words/say.ts';
import { createUseIndex, endOf, personResource, roomResource, type Use, type UseIndex } from './use-index.ts';

export interface DeskClash {
  readonly kind: 'room' | 'person' | 'class' | 'break';
  /** The room, the person or the break; the section for a class. */
  readonly what: string;
  /** 'COS 418 P03'; empty for a break. */
  readonly with: string;
  /** What it is the clash of: one meeting has one of these once. */
  readonly key: string;
}

export interface ClashFinder {
  /** @param own the meeting's course as it would be */
  find(own: PublishedCourse, facts: MeetingFacts): DeskClash[];
}

/** What is published in a term, indexed, but for the courses that were put since somebody last looked for clashes. */
interface TermUses {
  readonly index: UseIndex;
  readonly stale: Set<CourseKey>;
}

/** Terms whose uses are kept: those on which people work, with those that overlap them. */
const KEPT_TERMS = 4;
const kept = new WeakMap<Courses, Map<string, TermUses>>();

function usesByTerm(courses: Courses): Map<string, TermUses> {
  const known = kept.get(courses);
  if (known) return known;
  const made = new Map<string, TermUses>();
  courses.watch((key) => made.get(termOf(key))?.stale.add(key));
  kept.set(courses, made);
  return made;
}

function termOf(key: CourseKey): string {
  return key.slice(0, key.indexOf('/'));
}

/** The uses in a term as it is published now. */
async function indexTerm(courses: Courses, term: string): Promise<UseIndex> {
  const terms = usesByTerm(courses);
  const keys = [...courses.entriesOf(term)].map(({ key }) => key);
  const uses = terms.get(term) ?? { index: createUseIndex(), stale: new Set(keys) };
  terms.delete(term);
  terms.set(term, uses);
  const [oldest] = terms.keys();
  if (terms.size > KEPT_TERMS && oldest !== undefined) terms.delete(oldest);
  const pace = createPace();
  for (const key of uses.stale) {
    uses.stale.delete(key);
    await courses.ready([key]);
    uses.index.put(
      key,
      unlessUnreadable(() => courses.get(key)),
    );
    await pace();
  }
  return uses.index;
}

/** A room is taken by whatever takes place at the same time: terms that share no day share none. */
function listOverlapping(courses: Courses, about: ReadonlySet<string>): readonly string[] {
  const spanOf = (term: string): DateSpan | null => {
    const [first] = courses.entriesOf(term);
    return first?.termFacts.span ?? null;
  };
  const spans = [...about].map(spanOf).filter((span) => span !== null);
  return courses.terms().filter((term) => {
    const own = spanOf(term);
    return own !== null && spans.some(({ from, until }) => own.from <= until && from <= own.until);
  });
}

/**
 * @param planned courses as they would be, in place of what is published
 * @param about the terms of the meetings that are asked about
 */
export async function openClashes(
  courses: Courses,
  planned: ReadonlyMap<CourseKey, PublishedCourse>,
  about: ReadonlySet<string> = new Set([...planned.keys()].map(termOf)),
): Promise<ClashFinder> {
  const published: UseIndex[] = [];
  for (const term of listOverlapping(courses, about)) published.push(await indexTerm(courses, term));
  const pace = createPace();
  const instead = createUseIndex();
  for (const [key, course] of planned) {
    instead.put(key, course);
    await pace();
  }
  const usesOf = (resource: string): Use[] => [
    ...published.flatMap((index) => index.usesOf(resource)).filter(({ course }) => !instead.has(course.course.key)),
    ...instead.usesOf(resource),
  ];
  return { find: (own, facts) => findClashes(usesOf, own, facts) };
}

function findClashes(
  usesOf: (resource: string) => readonly Use[],
  own: PublishedCourse,
  facts: MeetingFacts,
): DeskClash[] {
  if (facts.status !== 'confirmed') return [];
  const clashes: DeskClash[] = [];
  const gap = own.course.breaks.find(({ from, until }) => from <= facts.date && facts.date <= until);
  if (gap) clashes.push({ kind: 'break', what: gap.name, with: '', key: `break ${gap.name}` });
  const compare = (kind: 'room' | 'person' | 'class', what: string, resource: string, uses: readonly Use[]): void => {
    for (const { course, section, start, end } of uses) {
      if (start >= endOf(facts) || facts.start >= end) continue;
      // Among them the meeting itself: sections go together with themselves.
      if (goTogether(own, facts.section, course, section)) continue;
      const at = `${course.course.key}/${section} ${start}`;
      const name = kind === 'class' ? section : what;
      clashes.push({ kind, what: name, with: `${course.course.code} ${section}`, key: `${resource} ${at}` });
    }
  };
  for (const { key, name } of listRooms(facts)) compare('room', name, roomResource(key), usesOf(roomResource(key)));
  for (const person of facts.staff) {
    const resource = personResource(own.course.key, person);
    compare('person', person, resource, usesOf(resource));
  }
  compare('class', '', 'class', listClasses(own));
  return clashes;
}

/** Lectures and exams are for everybody in the course. */
function listClasses(course: PublishedCourse): Use[] {
  const forAll = new Set(
    course.sections.filter(({ kind }) => kind === 'lecture' || kind === 'exam' || kind === 'class').map(({ id }) => id),
  );
  return course.meetings
    .filter(({ facts }) => facts.status === 'confirmed' && forAll.has(facts.section))
    .map(({ facts }) => ({ course, section: facts.section, start: facts.start, end: endOf(facts) }));
}

/** Sections that ride with one another, or are one section under two codes; office hours share a room with themselves. */
function goTogether(own: PublishedCourse, section: string, course: PublishedCourse, other: string): boolean {
  if (own.course.key === course.course.key) {
    if (section === other) return true;
    const rides = (a: string, b: string): boolean => own.sections.find(({ id }) => id === a)?.with.includes(b) === true;
    return rides(section, other) || rides(other, section);
  }
  const listed = (a: PublishedCourse, id: string, b: PublishedCourse, there: string): boolean =>
    a.sections
      .find((one) => one.id === id)
      ?.listed.some((place) => place.course === b.course.id && place.section === there) === true;
  return listed(own, section, course, other) || listed(course, other, own, section);
}

/** 'Friend Center 008 is taken by COS 418 P01 then.' */
export function sayClash({ kind, what, with: other }: DeskClash): string {
  if (kind === 'room') return say('deskChange.isTakenByThen', { what, other });
  if (kind === 'person') return say('deskChange.isInThen', { what, other });
  if (kind === 'class') return say('deskChange.isAtTheSameTime', { other });
  return say('deskChange.itFallsIntoABreak', { what });
}
