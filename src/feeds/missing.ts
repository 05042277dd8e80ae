/** Texts of 404 answers: what exists instead. They are cached, so they never depend on who asks. */
import { foldId } from '../domain/id.ts';
import { say } from '../words/say.ts';
import { inVoice } from '../words/voice.ts';
import type { FeedAddress } from './address.ts';
import type { Courses, CourseView, SectionView } from './courses.ts';

function listIds(ids: readonly string[]): string {
  const shown = ids.slice(0, 20).join(', ');
  return ids.length > 20 ? say('missing.ids', { ids: shown, count: ids.length }) : shown;
}

export function describeWhatExists(courses: Courses, address: Pick<FeedAddress, 'term'>, drafts: boolean): string {
  return inVoice({}, () => nameWhatExists(courses, address, drafts));
}

function nameWhatExists(courses: Courses, address: Pick<FeedAddress, 'term'>, drafts: boolean): string {
  const terms = courses.terms();
  const term = terms.find((id) => foldId(id) === foldId(address.term));
  if (!term) return say('missing.term', { ids: listIds(terms) });
  return say('missing.course', { term, ids: listIds(courses.termIndex(term, drafts).ids) });
}

export function describeSections(courses: Courses, view: CourseView): string {
  const ids = courses.sectionsOf(view).map(({ id }) => id);
  return inVoice(view.published.course, () => say('missing.section', { code: view.code, ids: listIds(ids) }));
}

export function describeTooLarge(sections: readonly SectionView[]): string {
  const ids = sections.map(({ id }) => id);
  return inVoice(sections[0]?.view.published.course ?? {}, () => say('missing.tooLarge', { ids: listIds(ids) }));
}
