/**
 * Decides what counts as a visible change, from facts and never from rendered bytes: a release that changes wording
 * raises no SEQUENCE.
 */
import type { PublishedMeeting } from '../domain/published.ts';
import type { CourseFacts, MeetingFacts, SectionFacts } from '../domain/schedule.ts';
import { sameJson } from './same.ts';

/**
 * The section and course facts that a meeting's event prints, as a comparable text. Events may print these facts and no
 * others (the id is part of the page's address), but for the name of a swapped day: it says of the whole day what its
 * meetings' dates say already, so it raises none of them. Other codes of the course have feeds of their own, for which the
 * course's meetings are not raised; another zone matters only if it gives other instants.
 */
export function surroundingsOf(course: CourseFacts, section: SectionFacts | undefined): string {
  return JSON.stringify([
    [course.id, course.code, course.title, course.url, course.note, course.language],
    course.links.map((link) => [link.title, link.url]),
    section ? [section.kind, section.title, section.note, section.url] : null,
  ]);
}

/** The course settings that an event prints: how cancellations are shown, and the hour cycle by which it says times. */
export function settingsOf(course: CourseFacts, meeting: Pick<PublishedMeeting, 'facts' | 'taken'>): string {
  const { movedFrom, deadline } = meeting.facts;
  const hourCycle = movedFrom === null && deadline === undefined ? undefined : course.clock;
  return `${cancelledStyleOf(course, meeting)}${hourCycle ?? ''}`;
}

function cancelledStyleOf(course: CourseFacts, { facts, taken }: Pick<PublishedMeeting, 'facts' | 'taken'>): string {
  if (facts.status !== 'cancelled') return '';
  if (taken === undefined) return course.cancelled;
  // STATUS:CANCELLED, unless cancelled meetings are left out.
  return course.cancelled === 'removed' ? 'removed' : 'taken';
}

/** Whether events print the same of two meetings. */
export function sameFacts(a: MeetingFacts, b: MeetingFacts): boolean {
  if (sameNamesakes(a, b)) return sameJson(a, b);
  return sameJson({ ...a, namesakes: [] }, { ...b, namesakes: [] });
}

/** Whether the same persons hold them where names do not tell: only feeds of persons depend on it. */
export function sameNamesakes(a: MeetingFacts, b: MeetingFacts): boolean {
  return sameJson(a.namesakes ?? [], b.namesakes ?? []);
}

/**
 * Whether two courses' facts print the same feeds: breaks, the weekend and the language of titles appear only on pages,
 * `draft` and `people` only control access. An added or removed cross-listed code has feeds of its own.
 */
export function sameInFeeds(a: CourseFacts, b: CourseFacts): boolean {
  const pages = { breaks: [], partialBreaks: [], weekend: [], titleLanguage: '', people: [], draft: false };
  return sameJson({ ...a, ...pages, crossListed: listShared(a, b) }, { ...b, ...pages, crossListed: listShared(b, a) });
}

function listShared(course: CourseFacts, other: CourseFacts): CourseFacts['crossListed'] {
  const ids = new Set(other.crossListed.map(({ id }) => id));
  return course.crossListed.filter(({ id }) => ids.has(id));
}
