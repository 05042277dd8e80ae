/** Withdrawn meetings, which should never have been published. */
import { identifyExtraMeeting, identifyMeeting } from '../domain/identity.ts';
import type { Course } from '../domain/model.ts';
import { type Draft, sectionIdentityOf } from './draft.ts';
import { findSection, isNamed } from './section-lookup.ts';

/** The drafts that the course withdraws, and those that stay. */
export function splitWithdrawn(
  course: Course,
  drafts: readonly Draft[],
): { readonly withdrawn: readonly Draft[]; readonly left: readonly Draft[] } {
  if (course.withdrawn.length === 0) return { withdrawn: [], left: drafts };
  const { withdrawn = [], left = [] } = Object.groupBy(drafts, (draft) =>
    isWithdrawn(course, draft) ? 'withdrawn' : 'left',
  );
  return { withdrawn, left };
}

/** Whether the course withdraws the draft: by section, original date and, if given, pattern. */
function isWithdrawn(course: Course, draft: Draft): boolean {
  return course.withdrawn.some(
    ({ section, date, pattern }) =>
      date === draft.originalDate && isNamed(draft.section, section) && (pattern === null || pattern === draft.pattern),
  );
}

/**
 * The identities of everything withdrawn, sorted: those of drafts, and those of references whose meeting the rules
 * no longer give (the wrong date was removed from the rules as well).
 */
export function listWithdrawn(course: Course, drafts: readonly Draft[]): string[] {
  const identities = new Set(drafts.map(({ identity }) => identity));
  for (const { section: id, date, pattern } of course.withdrawn) {
    const section = findSection(course, id);
    if (!section) continue;
    const identity = sectionIdentityOf(course, section);
    identities.add(identifyMeeting(identity, pattern ?? '', date));
    if (pattern !== null) identities.add(identifyExtraMeeting(identity, pattern, date));
  }
  return [...identities].sort();
}
