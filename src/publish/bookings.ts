/** Meetings as bookings of rooms and people, for finding conflicts. */
import type { DatedUse } from '../catalog/conflicts.ts';
import type { Course } from '../domain/model.ts';
import { listRooms, personKey } from '../domain/resource.ts';
import type { CourseSchedule, SectionFacts } from '../domain/schedule.ts';
import { sayDate, sayTime } from '../words/wording.ts';

export function listUses(course: Course, schedule: CourseSchedule): DatedUse[] {
  const sections = new Map(schedule.sections.map((section) => [section.id, section]));
  const places = new Map(course.sections.map((section) => [section.id, section.at]));
  return schedule.meetings.flatMap(({ facts }) => {
    const section = sections.get(facts.section);
    const at = places.get(facts.section);
    if (!section || !at || facts.status !== 'confirmed') return [];
    return [
      {
        section: `${course.key}/${facts.section}`,
        name: `${course.code} ${facts.section}`,
        together: listTogether(course, section),
        start: facts.start,
        end: facts.end,
        when: `${sayDate(facts.date)}, ${sayTime(facts.startTime)}`,
        rooms: listRooms(facts),
        people: facts.staff.map((name) => ({ key: personKey(course.key, name), name })),
        at,
      },
    ];
  });
}

function listTogether(course: Course, section: SectionFacts): string[] {
  return [
    ...section.with.map((id) => `${course.key}/${id}`),
    ...section.listed.map((place) => `${course.term}/${place.course}/${place.section}`),
  ];
}
