/** Finds a meeting's clashes: its room, its people, the students' other classes, a break. */
import { findBreak } from '../../domain/course-calendar.ts';
import type { DateSpan } from '../../domain/date.ts';
import type { CourseKey } from '../../domain/model.ts';
import { createPace } from '../../domain/pace.ts';
import type { PublishedCourse } from '../../domain/published.ts';
import { listResources, listRooms, personResource, roomResource } from '../../domain/resource.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import type { Courses } from '../../feeds/courses.ts';
import { readEach } from '../../feeds/each-course.ts';
import { usesAny } from '../../store/course-index.ts';
import { knownIndexRowOf } from '../../store/packed-course.ts';
import type { Store } from '../../store/store.ts';
import { say } from '../../words/say.ts';

export interface DeskClash {
  readonly kind: 'room' | 'person' | 'class' | 'break';
  /** The room, the person or the break; the section for a class. */
  readonly what: string;
  /** 'COS 418 P03'; empty for a break. */
  readonly with: string;
  /** The other meeting's course; null for a break. */
  readonly course: CourseKey | null;
  /** Identifies the clash within its meeting. */
  readonly key: string;
}

/** A planned meeting, with its planned course. */
export interface AskedMeeting {
  readonly own: PublishedCourse;
  readonly facts: MeetingFacts;
}

export interface ClashFinder {
  /** @param meeting one that the finder was opened for: it knows who uses their rooms and people, at their hours */
  find(meeting: AskedMeeting): DeskClash[];
}

export interface PlannedCourse {
  readonly course: PublishedCourse;
  /** What its plan has ready; else its meetings are read. */
  readonly ready?: ReadyMeetings | undefined;
}

export interface ReadyMeetings {
  /** The facts of the meetings that the plan changes. */
  listChanged(): readonly MeetingFacts[];
  /** Of the others: as PlanFindings.hours. */
  readonly hours: Float64Array;
}

export interface ClashContext {
  readonly courses: Courses;
  readonly store: Pick<Store, 'coursesUsing'>;
}

/** A meeting that uses a resource. */
interface Use {
  readonly course: PublishedCourse;
  readonly section: string;
  /** Epoch ms. */
  readonly start: number;
  readonly end: number;
}

/** Terms without common days cannot clash. */
function listOverlapping(courses: Courses, about: ReadonlySet<string>): readonly string[] {
  const spanOf = (term: string): DateSpan | null => courses.inTerm(term).facts()?.span ?? null;
  const spans = [...about].map(spanOf).filter((span) => span !== null);
  return courses.terms().filter((term) => {
    const own = spanOf(term);
    return own !== null && spans.some(({ from, until }) => own.from <= until && from <= own.until);
  });
}

/**
 * Reads only courses that use the same rooms and people.
 * @param asked all the meetings that the finder will be asked about
 * @param planned planned courses, which replace the published ones
 * @param isAsked whether clashes with the course are of interest
 */
export async function openClashes(
  { courses, store }: ClashContext,
  asked: readonly AskedMeeting[],
  planned: ReadonlyMap<CourseKey, PlannedCourse> = new Map(),
  isAsked: (key: CourseKey) => boolean = () => true,
): Promise<ClashFinder> {
  const wanted = new Set(asked.flatMap(({ own, facts }) => listResources(own.course.key, facts)));
  const isNear = openWindows(asked.map(({ facts }) => facts));
  const uses = new Map<string, Use[]>();
  for (const term of listOverlapping(courses, new Set(asked.map(({ own }) => own.course.term)))) {
    const others = (await store.coursesUsing(term, wanted)).filter((key) => !planned.has(key) && isAsked(key));
    for await (const course of readEach(courses, others)) {
      addUses(uses, wanted, isNear, { key: course.course.key, course, meetings: listFacts(course) });
    }
  }
  const pace = createPace();
  for (const [key, { course, ready }] of planned) {
    await pace();
    const row = knownIndexRowOf(course);
    if (!isAsked(key) || (row && !usesAny(row.resources, wanted))) continue;
    const isReady = ready && !isAnyNear(ready.hours, isNear);
    addUses(uses, wanted, isNear, { key, course, meetings: isReady ? ready.listChanged() : listFacts(course) });
  }
  const classes = new Map<PublishedCourse, readonly Use[]>();
  const classesOf = (course: PublishedCourse): readonly Use[] => {
    const found = classes.get(course) ?? listClasses(course);
    classes.set(course, found);
    return found;
  };
  return { find: (meeting) => findClashes((resource) => uses.get(resource) ?? [], classesOf, meeting) };
}

function isAnyNear(hours: Float64Array, isNear: (times: Times) => boolean): boolean {
  for (let index = 0; index < hours.length; index += 2) {
    const start = hours[index] as number;
    const end = hours[index + 1] as number;
    if (isNear({ start, end: end === start ? null : end })) return true;
  }
  return false;
}

type Times = Pick<MeetingFacts, 'start' | 'end'>;

/** Whether a meeting may overlap one of those asked about, whose hours are joined where they overlap. */
function openWindows(asked: readonly Times[]): (facts: Times) => boolean {
  const windows: { readonly start: number; end: number }[] = [];
  for (const facts of asked.toSorted((a, b) => a.start - b.start)) {
    const last = windows.at(-1);
    if (last && facts.start <= last.end) last.end = Math.max(last.end, endOf(facts));
    else windows.push({ start: facts.start, end: endOf(facts) });
  }
  return (facts) => windows.some(({ start, end }) => facts.start < end && start < endOf(facts));
}

interface UsingCourse {
  readonly key: CourseKey;
  readonly course: PublishedCourse;
  readonly meetings: readonly MeetingFacts[];
}

function listFacts({ meetings }: PublishedCourse): MeetingFacts[] {
  return meetings.map(({ facts }) => facts);
}

function addUses(
  uses: Map<string, Use[]>,
  wanted: ReadonlySet<string>,
  isNear: (facts: Times) => boolean,
  { key, course, meetings }: UsingCourse,
): void {
  for (const facts of meetings) {
    if (facts.status !== 'confirmed' || !isNear(facts)) continue;
    const use: Use = { course, section: facts.section, start: facts.start, end: endOf(facts) };
    for (const resource of new Set(listResources(key, facts))) {
      if (!wanted.has(resource)) continue;
      const known = uses.get(resource) ?? [];
      known.push(use);
      uses.set(resource, known);
    }
  }
}

/** A meeting without an end is at its start only. */
function endOf({ start, end }: Times): number {
  return end ?? start + 1;
}

function findClashes(
  usesOf: (resource: string) => readonly Use[],
  classesOf: (course: PublishedCourse) => readonly Use[],
  { own, facts }: AskedMeeting,
): DeskClash[] {
  if (facts.status !== 'confirmed' || facts.deadline) return [];
  const clashes: DeskClash[] = [];
  const gap = findBreak(own.course, facts.section, facts.date);
  if (gap !== undefined) clashes.push({ kind: 'break', what: gap, with: '', course: null, key: `break ${gap}` });
  const compare = (kind: 'room' | 'person' | 'class', what: string, resource: string, uses: readonly Use[]): void => {
    for (const { course, section, start, end } of uses) {
      if (start >= endOf(facts) || facts.start >= end) continue;
      // Includes the meeting itself: a section does not clash with itself.
      if (goTogether(own, facts.section, course, section)) continue;
      const at = `${course.course.key}/${section} ${start}`;
      const name = kind === 'class' ? section : what;
      clashes.push({
        kind,
        what: name,
        with: `${course.course.code} ${section}`,
        course: course.course.key,
        key: `${resource} ${at}`,
      });
    }
  };
  for (const { key, name } of listRooms(facts)) compare('room', name, roomResource(key), usesOf(roomResource(key)));
  for (const person of facts.staff) {
    const resource = personResource(own.course.key, person);
    compare('person', person, resource, usesOf(resource));
  }
  compare('class', '', 'class', classesOf(own));
  return clashes;
}

/** Lectures and exams concern all students of the course. */
function listClasses(course: PublishedCourse): Use[] {
  const forAll = new Set(
    course.sections.filter(({ kind }) => kind === 'lecture' || kind === 'exam' || kind === 'class').map(({ id }) => id),
  );
  return course.meetings
    .filter(({ facts }) => facts.status === 'confirmed' && forAll.has(facts.section))
    .map(({ facts }) => ({ course, section: facts.section, start: facts.start, end: endOf(facts) }));
}

/** Whether sections belong together: by `with:`, by a second code, or office hours of one section. */
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
  if (kind === 'room') return say('deskChange.roomTaken', { what, other });
  if (kind === 'person') return say('deskChange.personBusy', { what, other });
  if (kind === 'class') return say('deskChange.sameStudents', { other });
  return say('deskChange.inABreak', { what });
}
