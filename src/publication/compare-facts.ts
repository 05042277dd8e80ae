/**
 * Decides what counts as a visible change, from facts and never from rendered bytes: a release that changes wording
 * raises no SEQUENCE.
 */
import type { PublishedMeeting } from '../domain/published.ts';
import type { CourseFacts, MeetingFacts, SectionFacts } from '../domain/schedule.ts';
import { sameJson } from './same.ts';

/**
 * Whether the section and course facts that a meeting's event prints are the same. Events may print these facts and no
 * others (the id is part of the page's address), but for the name of a swapped day: it says of the whole day what its
 * meetings' dates say already, so it raises none of them. Other codes of the course have feeds of their own, for which the
 * course's meetings are not raised; another zone matters only if it gives other instants.
 */
export function sameSurroundings(a: Surroundings, b: Surroundings): boolean {
  return sameOfCourse(a.course, b.course) && sameOfSection(a.section, b.section);
}

interface Surroundings {
  readonly course: CourseFacts;
  readonly section: SectionFacts | undefined;
}

function sameOfCourse(a: CourseFacts, b: CourseFacts): boolean {
  if (a === b) return true;
  return (
    a.id === b.id &&
    a.code === b.code &&
    a.title === b.title &&
    a.url === b.url &&
    a.note === b.note &&
    a.language === b.language &&
    a.links.length === b.links.length &&
    a.links.every(({ title, url }, index) => title === b.links[index]?.title && url === b.links[index]?.url)
  );
}

function sameOfSection(a: SectionFacts | undefined, b: SectionFacts | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  return a.kind === b.kind && a.title === b.title && a.note === b.note && a.url === b.url;
}

type Settled = Pick<PublishedMeeting, 'facts' | 'taken'>;

/** Whether the course settings that an event prints are the same: how cancellations are shown, and the hour cycle. */
export function sameSettings(last: CourseFacts, was: Settled, course: CourseFacts, now: Settled): boolean {
  return (
    cancelledStyleOf(last, was) === cancelledStyleOf(course, now) && hourCycleOf(last, was) === hourCycleOf(course, now)
  );
}

/** Events say times only of meetings that moved and of deadlines. */
function hourCycleOf({ clock }: CourseFacts, { facts }: Settled): CourseFacts['clock'] {
  return facts.movedFrom === null && facts.deadline === undefined ? undefined : clock;
}

function cancelledStyleOf(course: CourseFacts, { facts, taken }: Settled): string {
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
  return a.namesakes === b.namesakes || sameJson(a.namesakes ?? [], b.namesakes ?? []);
}

/**
 * Whether two courses' facts print the same feeds: breaks, the weekend and the language of titles appear only on pages,
 * `draft` and `people` only control access. An added or removed cross-listed code has feeds of its own.
 */
export function sameInFeeds(a: CourseFacts, b: CourseFacts): boolean {
  if (a === b) return true;
  const pages = { breaks: [], partialBreaks: [], weekend: [], titleLanguage: '', people: [], draft: false };
  return sameJson({ ...a, ...pages, crossListed: listShared(a, b) }, { ...b, ...pages, crossListed: listShared(b, a) });
}

function listShared(course: CourseFacts, other: CourseFacts): CourseFacts['crossListed'] {
  const ids = new Set(other.crossListed.map(({ id }) => id));
  return course.crossListed.filter(({ id }) => ids.has(id));
}
