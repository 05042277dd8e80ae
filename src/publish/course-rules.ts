/**
 * The checked rules of one course with those of its term and site: everything that its meetings are computed from,
 * except desk changes.
 */
import type { Catalog, Course, CourseKey, Site, Term } from '../domain/model.ts';
import type { Rules } from './rules.ts';

export interface CourseRules {
  readonly course: Course;
  readonly term: Term;
  readonly site: Site;
  /** As in Rules.digests. */
  readonly digest: string;
}

/** Null: there is no such course, or it cannot be read. */
export function findCourseRules({ catalog, digests }: Rules, key: CourseKey): CourseRules | null {
  const course = catalog.courses.get(key);
  const term = course && catalog.terms.get(course.term);
  return course && term ? { course, term, site: catalog.site, digest: digests.get(key) ?? '' } : null;
}

/** A catalog with this course alone. */
export function catalogOf({ course, term, site }: CourseRules): Catalog {
  return { site, terms: new Map([[term.id, term]]), courses: new Map([[course.key, course]]), broken: new Set() };
}
