/** What a meeting would clash with: its room, its people, the students' other classes, a break. */

import type { CourseKey } from '../../domain/model.ts';
import { createPace } from '../../domain/pace.ts';
import type { PublishedCourse } from '../../domain/published.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import type { Courses } from '../../feeds/courses.ts';
import { listRooms } from '../../publish/uses.ts';
import { unlessUnreadable } from '../../store/unreadable-course.ts';
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

/** What is published, indexed, but for the courses that were put since somebody last looked for clashes. */
interface PublishedUses {
  readonly index: UseIndex;
  readonly stale: Set<CourseKey>;
}

const indexes = new WeakMap<Courses, PublishedUses>();

function usesOfPublished(courses: Courses): PublishedUses {
  const known = indexes.get(courses);
  if (known) return known;
  const made: PublishedUses = { index: createUseIndex(), stale: new Set(courses.keys()) };
  courses.watch((key) => made.stale.add(key));
  indexes.set(courses, made);
  return made;
}

/** @param planned courses as they would be, in place of what is published */
export async function openClashes(
  courses: Courses,
  planned: ReadonlyMap<CourseKey, PublishedCourse>,
): Promise<ClashFinder> {
  const { index: published, stale } = usesOfPublished(courses);
  const pace = createPace();
  for (const key of stale) {
    stale.delete(key);
    const isRead = unlessUnreadable(() => {
      published.put(key, courses.get(key));
      return true;
    });
    if (!isRead) published.put(key, null);
    await pace();
  }
  const instead = createUseIndex();
  for (const [key, course] of planned) {
    instead.put(key, course);
    await pace();
  }
  const usesOf = (resource: string): Use[] => [
    ...published.usesOf(resource).filter(({ course }) => !instead.has(course.course.key)),
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
  if (kind === 'room') return `${what} is taken by ${other} then.`;
  if (kind === 'person') return `${what} is in ${other} then.`;
  if (kind === 'class') return `${other} is at the same time, and students go to both.`;
  return `It falls into a break: ${what}.`;
}
