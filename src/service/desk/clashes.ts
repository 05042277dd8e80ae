/** What a meeting would clash with: its room, its people, the students' other classes, a break. */

import { addDays, type LocalDate } from '../../domain/date.ts';
import type { PublishedCourse } from '../../domain/published.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import type { Courses } from '../courses.ts';
import { createPace } from '../pace.ts';
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

/** What a meeting takes up, and nothing more: a university's courses are all held at once. */
interface Use {
  readonly section: string;
  readonly start: number;
  readonly end: number;
  /** Keys; one list for all meetings of a section in the same place. */
  readonly rooms: readonly string[];
  readonly people: readonly string[];
}

type DayIndex = ReadonlyMap<LocalDate, readonly Use[]>;

/** Made once for each publication of a course. */
const byDate = new WeakMap<PublishedCourse, DayIndex>();

function indexOf(course: PublishedCourse): DayIndex {
  const known = byDate.get(course);
  if (known) return known;
  const index = new Map<LocalDate, Use[]>();
  const lists = new Map<string, readonly string[]>();
  const share = (list: readonly string[]): readonly string[] => {
    const key = list.join('\n');
    const shared = lists.get(key) ?? list;
    lists.set(key, shared);
    return shared;
  };
  for (const { facts } of course.meetings) {
    if (facts.status !== 'confirmed') continue;
    const use: Use = {
      section: facts.section,
      start: facts.start,
      end: endOf(facts),
      rooms: share(listRooms(facts).map(({ key }) => key)),
      people: share(facts.staff.map((person) => personKey(course.course.key, person))),
    };
    const day = index.get(facts.date);
    if (day) day.push(use);
    else index.set(facts.date, [use]);
  }
  byDate.set(course, index);
  return index;
}

/** Looks through every course in slices, so that finding clashes keeps nobody else waiting. */
export async function prepareClashes({ courses, planned }: ClashScope): Promise<void> {
  const pace = createPace();
  for (const key of courses.keys()) {
    // As it is and as it would be: what clashed before is looked for too.
    for (const course of [planned.get(key), courses.get(key)]) {
      if (course) indexOf(course);
      await pace();
    }
  }
}

/** A meeting without an end is at its start only. */
function endOf({ start, end }: MeetingFacts): number {
  return end ?? start + 1;
}

export interface ClashScope {
  readonly courses: Courses;
  /** Courses as they would be, in place of what is published. */
  readonly planned: ReadonlyMap<string, PublishedCourse>;
}

/** @param own the meeting's course as it would be */
export function findClashes({ courses, planned }: ClashScope, own: PublishedCourse, facts: MeetingFacts): DeskClash[] {
  if (facts.status !== 'confirmed') return [];
  const clashes: DeskClash[] = [];
  const gap = own.course.breaks.find(({ from, until }) => from <= facts.date && facts.date <= until);
  if (gap) clashes.push({ kind: 'break', what: gap.name, with: '', key: `break ${gap.name}` });
  // What began the day before may still be running.
  const dates = [facts.date, addDays(facts.date, -1)];
  for (const key of courses.keys()) {
    const course = planned.get(key) ?? courses.get(key);
    if (!course) continue;
    const index = indexOf(course);
    for (const date of dates) {
      for (const use of index.get(date) ?? []) {
        if (use.start >= endOf(facts) || facts.start >= use.end) continue;
        clashes.push(...compare(own, facts, course, use));
      }
    }
  }
  return clashes;
}

function compare(own: PublishedCourse, facts: MeetingFacts, course: PublishedCourse, use: Use): DeskClash[] {
  const name = `${course.course.code} ${use.section}`;
  // Among them the meeting itself: sections go together with themselves.
  if (goTogether(own, facts.section, course, use.section)) return [];
  const at = `${course.course.key}/${use.section} ${use.start}`;
  const found: DeskClash[] = [];
  for (const room of listRooms(facts)) {
    if (!use.rooms.includes(room.key)) continue;
    found.push({ kind: 'room', what: room.name, with: name, key: `room ${room.key} ${at}` });
  }
  for (const person of facts.staff) {
    const key = personKey(own.course.key, person);
    if (use.people.includes(key)) found.push({ kind: 'person', what: person, with: name, key: `person ${key} ${at}` });
  }
  if (course.course.key === own.course.key && isForAll(own, use.section)) {
    found.push({ kind: 'class', what: use.section, with: name, key: `class ${at}` });
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

/** 'Friend Center 008 is taken by COS 418 P01 then.' */
export function sayClash({ kind, what, with: other }: DeskClash): string {
  if (kind === 'room') return `${what} is taken by ${other} then.`;
  if (kind === 'person') return `${what} is in ${other} then.`;
  if (kind === 'class') return `${other} is at the same time, and students go to both.`;
  return `It falls into a break: ${what}.`;
}
