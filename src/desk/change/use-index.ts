/** Who uses which room and needs which person, over all courses: a clash is looked for among those uses alone. */

import type { CourseKey } from '../../domain/model.ts';
import type { PublishedCourse } from '../../domain/published.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import { listRooms, personKey } from '../../publish/uses.ts';

/** What a meeting takes up, and nothing more: a university's meetings are all held at once. */
export interface Use {
  readonly course: PublishedCourse;
  readonly section: string;
  /** Epoch ms. */
  readonly start: number;
  readonly end: number;
}

export interface UseIndex {
  /** Takes in a course's confirmed meetings in place of those it had; null takes them out. Free when it has them. */
  put(key: CourseKey, course: PublishedCourse | null): void;
  has(key: CourseKey): boolean;
  /** All uses of a room or a person, at any time. */
  usesOf(resource: string): readonly Use[];
}

interface Entry {
  readonly course: PublishedCourse;
  readonly resources: ReadonlySet<string>;
}

export function createUseIndex(): UseIndex {
  const uses = new Map<string, Use[]>();
  const entries = new Map<CourseKey, Entry>();

  const remove = (key: CourseKey, { course, resources }: Entry): void => {
    for (const resource of resources) {
      const rest = (uses.get(resource) ?? []).filter((use) => use.course !== course);
      if (rest.length > 0) uses.set(resource, rest);
      else uses.delete(resource);
    }
    entries.delete(key);
  };

  const add = (key: CourseKey, course: PublishedCourse): void => {
    const resources = new Set<string>();
    for (const { facts } of course.meetings) {
      if (facts.status !== 'confirmed') continue;
      const use: Use = { course, section: facts.section, start: facts.start, end: endOf(facts) };
      for (const resource of listResources(key, facts)) {
        resources.add(resource);
        const known = uses.get(resource);
        if (known) known.push(use);
        else uses.set(resource, [use]);
      }
    }
    entries.set(key, { course, resources });
  };

  return {
    put(key, course) {
      const before = entries.get(key);
      if (before?.course === course) return;
      if (before) remove(key, before);
      if (course) add(key, course);
    },
    has: (key) => entries.has(key),
    usesOf: (resource) => uses.get(resource) ?? [],
  };
}

function listResources(course: CourseKey, facts: MeetingFacts): ReadonlySet<string> {
  return new Set([
    ...listRooms(facts).map(({ key }) => roomResource(key)),
    ...facts.staff.map((person) => personResource(course, person)),
  ]);
}

export function roomResource(key: string): string {
  return `room ${key}`;
}

export function personResource(course: CourseKey, name: string): string {
  return `person ${personKey(course, name)}`;
}

/** A meeting without an end is at its start only. */
export function endOf({ start, end }: MeetingFacts): number {
  return end ?? start + 1;
}
