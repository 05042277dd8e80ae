/** A scheduled course as uses of rooms and people, for `findConflicts`. */
import type { Course } from '../domain/model.ts';
import type { CourseSchedule, MeetingFacts, VenueFacts } from '../domain/schedule.ts';
import { sayDate, sayTime } from '../domain/wording.ts';
import type { DatedUse } from './conflicts.ts';
import { foldPlace } from './read/place.ts';

/** The course's meetings that take place and use a room or a person. */
export function listDatedUses(course: Course, schedule: CourseSchedule): DatedUse[] {
  const sections = new Map(course.sections.map((section) => [section.id, section]));
  return schedule.meetings.flatMap(({ facts }) => {
    const section = sections.get(facts.section);
    const rooms = facts.where.filter((venue) => !venue.online).map(roomOf);
    const people = facts.staff.map((name) => ({ key: keyOfPerson(course, name), name }));
    if (!section || facts.status === 'cancelled' || (rooms.length === 0 && people.length === 0)) return [];
    const together = [
      ...section.with.map((id) => `${course.key}/${id}`),
      ...section.listed.map((other) => `${course.term}/${other.course}/${other.section}`),
    ];
    const { start, end } = facts;
    const use = { section: `${course.key}/${section.id}`, name: `${course.code} ${section.id}`, together, start, end };
    return [{ ...use, when: whenOf(facts), rooms, people, at: section.at }];
  });
}

function roomOf({ text }: VenueFacts): { readonly key: string; readonly name: string } {
  return { key: foldPlace(text), name: text };
}

/** A full name is one person everywhere; initials and single words are one person within their course. */
function keyOfPerson(course: Course, name: string): string {
  const full = name.includes(' ') && /\p{L}{3}/u.test(name);
  return full ? name.toLowerCase() : `${course.key} ${name}`;
}

function whenOf({ date, startTime }: MeetingFacts): string {
  return `${sayDate(date)}, ${sayTime(startTime)}`;
}
