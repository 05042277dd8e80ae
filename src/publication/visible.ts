/**
 * What counts as visible: decided on facts, never on rendered bytes, so that a release that words things
 * differently raises no SEQUENCE.
 */
import type { PublishedMeeting } from '../domain/published.ts';
import type { CourseFacts, MeetingFacts, SectionFacts } from '../domain/schedule.ts';
import { sameJson } from './same.ts';

/**
 * What a meeting's event says besides the meeting's own facts, as a comparable text. An event may print these facts of
 * its section and course and no others (the id stands in the page's address). Other codes of the course are shown by
 * feeds of their own, where the course's are not raised; another zone is seen where it gives other instants.
 */
export function surroundingsOf(course: CourseFacts, section: SectionFacts | undefined): string {
  return JSON.stringify([
    [course.id, course.code, course.title, course.url, course.note],
    course.links.map((link) => [link.title, link.url]),
    section ? [section.kind, section.title, section.note, section.url] : null,
  ]);
}

/** What a meeting's event says of the course's settings: only a cancelled one shows how cancelled ones look. */
export function settingsOf(course: CourseFacts, { facts, taken }: Pick<PublishedMeeting, 'facts' | 'taken'>): string {
  if (facts.status !== 'cancelled') return '';
  if (taken === undefined) return course.cancelled;
  // STATUS:CANCELLED, unless cancelled ones are left out.
  return course.cancelled === 'removed' ? 'removed' : 'taken';
}

export function sameFacts(a: MeetingFacts, b: MeetingFacts): boolean {
  return sameJson(a, b);
}

/**
 * Whether two courses' facts print the same feeds: breaks and the weekend are for pages, a draft is a matter of who may
 * read. Another code that comes or goes has feeds of its own.
 */
export function sameInFeeds(a: CourseFacts, b: CourseFacts): boolean {
  const pages = { breaks: [], weekend: [], draft: false };
  return sameJson({ ...a, ...pages, crossListed: listShared(a, b) }, { ...b, ...pages, crossListed: listShared(b, a) });
}

function listShared(course: CourseFacts, other: CourseFacts): CourseFacts['crossListed'] {
  const ids = new Set(other.crossListed.map(({ id }) => id));
  return course.crossListed.filter(({ id }) => ids.has(id));
}
