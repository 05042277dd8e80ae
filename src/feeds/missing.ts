/** Short answers for addresses that lead to nothing: what exists instead. */
import { foldId } from '../domain/id.ts';
import type { FeedAddress } from './address.ts';
import type { Courses, CourseView, SectionView } from './courses.ts';

function listIds(ids: readonly string[]): string {
  const shown = ids.slice(0, 20).join(', ');
  return ids.length > 20 ? `${shown}, … (${ids.length} in all)` : shown;
}

export function describeWhatExists(courses: Courses, address: FeedAddress, drafts: boolean): string {
  const terms = courses.terms();
  const term = terms.find((id) => foldId(id) === foldId(address.term));
  if (!term) return `There is no such term. There is: ${listIds(terms)}.`;
  return `There is no such course in ${term}. There is: ${listIds(courses.idsOf(term, drafts))}.`;
}

export function describeSections(courses: Courses, view: CourseView): string {
  const ids = courses.sectionsOf(view).map(({ id }) => id);
  return `${view.code} has no such section. It has: ${listIds(ids)}.`;
}

export function describeTooLarge(sections: readonly SectionView[]): string {
  const ids = sections.map(({ id }) => id);
  return `This feed would be too large for calendar programs. Subscribe to sections of their own: ${listIds(ids)}.`;
}
