/** Dated meetings as uses of rooms and people, for finding what is in two places at once. */
import type { DatedUse } from '../catalog/conflicts.ts';
import type { Course } from '../domain/model.ts';
import type { CourseSchedule, MeetingFacts, SectionFacts } from '../domain/schedule.ts';
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

/** Rooms that a meeting takes up. */
export function listRooms(facts: MeetingFacts): DatedUse['rooms'] {
  return facts.where
    .filter(({ online }) => !online)
    .map(({ text }) => ({ key: text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ''), name: text }));
}

/** Initials mean one person within a course only; a full name means one everywhere. */
export function personKey(course: string, name: string): string {
  const full = name.split(/\s+/).filter((word) => /\p{L}{3}/u.test(word)).length > 1;
  return full ? name.toLowerCase() : `${course} ${name.toLowerCase()}`;
}
