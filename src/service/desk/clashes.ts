/** What a meeting would clash with: its room, its people, the students' other classes, a break. */

import { addDays } from '../../domain/date.ts';
import { wordsOf } from '../../domain/kind.ts';
import type { PublishedCourse, PublishedMeeting } from '../../domain/published.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import type { Courses } from '../courses.ts';
import { listRooms, personKey } from '../uses.ts';

export interface DeskClash {
  readonly kind: 'room' | 'person' | 'class' | 'break';
  /** The room, the person or the break; the section for a class. */
  readonly what: string;
  /** 'COS 418 P03'; empty for a break. */
  readonly with: string;
  /** What it is the clash of: one meeting has one of these once. */
  readonly key: string;
}

/** A course's meetings by date, made once for each publication. */
const byDate = new WeakMap<PublishedCourse, ReadonlyMap<string, readonly PublishedMeeting[]>>();

function meetingsOn(course: PublishedCourse, date: string): readonly PublishedMeeting[] {
  let index = byDate.get(course);
  if (!index) {
    const made = new Map<string, PublishedMeeting[]>();
    for (const meeting of course.meetings) {
      if (meeting.facts.status !== 'confirmed') continue;
      const day = made.get(meeting.facts.date);
      if (day) day.push(meeting);
      else made.set(meeting.facts.date, [meeting]);
    }
    index = made;
    byDate.set(course, index);
  }
  return index.get(date) ?? [];
}

export interface ClashScope {
  readonly courses: Courses;
  /** Courses as they would be, in place of what is published. */
  readonly planned: ReadonlyMap<string, PublishedCourse>;
}

/** @param own the meeting's course as it would be @param identity null: a meeting that is not there yet */
export function findClashes(
  { courses, planned }: ClashScope,
  own: PublishedCourse,
  identity: string | null,
  facts: MeetingFacts,
): DeskClash[] {
  if (facts.status !== 'confirmed') return [];
  const clashes: DeskClash[] = [];
  const gap = own.course.breaks.find(({ from, until }) => from <= facts.date && facts.date <= until);
  if (gap) clashes.push({ kind: 'break', what: gap.name, with: '', key: `break ${gap.name}` });
  for (const key of courses.keys()) {
    const course = planned.get(key) ?? courses.get(key);
    if (!course) continue;
    // What began the day before may still be running.
    for (const date of [facts.date, addDays(facts.date, -1)]) {
      for (const other of meetingsOn(course, date)) {
        if (other.identity !== identity && overlap(facts, other.facts)) {
          clashes.push(...compare(own, facts, course, other));
        }
      }
    }
  }
  return clashes;
}

function compare(
  own: PublishedCourse,
  facts: MeetingFacts,
  course: PublishedCourse,
  other: PublishedMeeting,
): DeskClash[] {
  const id = other.facts.section;
  const name = `${course.course.code} ${id}`;
  if (goTogether(own, facts.section, course, id)) return [];
  const rooms = new Set(listRooms(other.facts).map(({ key }) => key));
  const people = new Set(other.facts.staff.map((person) => personKey(course.course.key, person)));
  const found: DeskClash[] = [];
  for (const room of listRooms(facts)) {
    if (rooms.has(room.key))
      found.push({ kind: 'room', what: room.name, with: name, key: `room ${room.key} ${other.identity}` });
  }
  for (const person of facts.staff) {
    const key = personKey(own.course.key, person);
    if (people.has(key))
      found.push({ kind: 'person', what: person, with: name, key: `person ${key} ${other.identity}` });
  }
  if (course === own && isForAll(own, id) && id !== facts.section) {
    found.push({ kind: 'class', what: id, with: name, key: `class ${other.identity}` });
  }
  return found;
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

/** Lectures and exams are for everybody in the course. */
function isForAll(course: PublishedCourse, section: string): boolean {
  const kind = course.sections.find(({ id }) => id === section)?.kind;
  return kind === 'lecture' || kind === 'exam' || kind === 'class';
}

function overlap(a: MeetingFacts, b: MeetingFacts): boolean {
  return a.start < (b.end ?? b.start + 1) && b.start < (a.end ?? a.start + 1);
}

/** 'Friend Center 008 is taken by COS 418 P01 then.' */
export function sayClash({ kind, what, with: other }: DeskClash): string {
  if (kind === 'room') return `${what} is taken by ${other} then.`;
  if (kind === 'person') return `${what} is in ${other} then.`;
  if (kind === 'class') return `${other} is at the same time, and students go to both.`;
  return `It falls into a break: ${what}.`;
}

/** 'P02 · Precept' */
export function nameSection(course: PublishedCourse, id: string): string {
  const section = course.sections.find((one) => one.id === id);
  return section ? `${id} · ${section.title ?? wordsOf(section.kind).label}` : id;
}
