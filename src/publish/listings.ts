/** Sections that the rules list in other courses: by `listed:`, and all sections under a cross-listed code. */
import { foldId } from '../domain/id.ts';
import { type Catalog, type Course, type CourseKey, courseKey } from '../domain/model.ts';
import type { PublishedCourse, PublishedSection } from '../domain/published.ts';

/** A section listed in another course. */
export interface Listing {
  readonly host: CourseKey;
  readonly section: string;
}

export interface Listings {
  /** The course that lists a section at another course's address; null: none. */
  find(key: CourseKey, section: string): Listing | null;
  /** Whether the course lists anything elsewhere. */
  isHost(key: CourseKey): boolean;
}

export function openListings({ courses }: Catalog): Listings {
  const bySection = new Map<string, Listing>();
  const byCourse = new Map<string, Course>();
  const hosts = new Set<CourseKey>();
  for (const course of courses.values()) {
    for (const { id } of course.crossListed) byCourse.set(foldId(courseKey(course.term, id)), course);
    if (course.crossListed.length > 0) hosts.add(course.key);
    for (const { id, listed } of course.sections) {
      for (const place of listed) {
        bySection.set(foldId(`${course.term}/${place.course}/${place.section}`), { host: course.key, section: id });
        hosts.add(course.key);
      }
    }
  }
  const findInHost = (host: Course | undefined, section: string): Listing | null => {
    const found = host?.sections.find(({ id }) => foldId(id) === foldId(section));
    return host && found ? { host: host.key, section: found.id } : null;
  };
  return {
    find: (key, section) =>
      bySection.get(foldId(`${key}/${section}`)) ?? findInHost(byCourse.get(foldId(key)), section),
    isHost: (key) => hosts.has(key),
  };
}

/** The same in a publication: the section at another course's address; null: none. */
export function findListed(host: PublishedCourse, course: string, section: string): PublishedSection | null {
  const present = host.sections.filter(({ gone }) => !gone);
  const isOther = host.course.crossListed.some(({ id }) => foldId(id) === foldId(course));
  const found = present.find(
    ({ id, listed }) =>
      (isOther && foldId(id) === foldId(section)) ||
      listed.some((place) => foldId(place.course) === foldId(course) && foldId(place.section) === foldId(section)),
  );
  return found ?? null;
}
