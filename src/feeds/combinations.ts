/** The feeds of a course that a static host can offer: each section, all, and the combinations that students choose. */
import type { Kind } from '../domain/kind.ts';
import type { FeedAddress, FeedForm } from './address.ts';
import type { Courses, CourseView, SectionView } from './courses.ts';

type Group = 'lecture' | 'small' | 'office hours' | 'deadlines';

const GROUPS: Readonly<Record<Kind, Group | null>> = {
  lecture: 'lecture',
  class: 'lecture',
  seminar: 'lecture',
  studio: 'lecture',
  precept: 'small',
  recitation: 'small',
  discussion: 'small',
  tutorial: 'small',
  lab: 'small',
  practical: 'small',
  exercise: 'small',
  'office hours': 'office hours',
  review: null,
  exam: null,
  other: null,
  deadline: 'deadlines',
};

export interface StaticFeeds {
  readonly addresses: readonly FeedAddress[];
  /** The number of combinations beyond the limit. */
  readonly leftOut: number;
}

/**
 * Every address of a course's feeds, in both forms: each section by its own and its other ids, all, with deadlines too,
 * and joined feeds of at most one lecture, one small section, one (or all) of the office hours and the deadlines; at most
 * `limit` of these.
 */
export function listStaticFeeds(courses: Courses, view: CourseView, limit: number): StaticFeeds {
  const sections = courses.sectionsOf(view);
  const choices = combine(sections);
  const kept = choices.slice(0, limit);
  const single = sections.flatMap(({ id, view: owner, section }) => [
    [id],
    ...(owner === view ? section.aliases : []).map((alias) => [alias]),
  ]);
  const due = sections.filter(({ section }) => section.kind === 'deadline').map(({ id }) => ['all', id]);
  const addresses = [...single, ['all'], ...due, ...kept].flatMap((parts) => {
    const { term } = view.published.course;
    return (['subscription', 'download'] as FeedForm[]).map((form) => ({ term, course: view.id, parts, form }));
  });
  return { addresses, leftOut: choices.length - kept.length };
}

/** Choices of two or more sections, in the order of the course's page. */
function combine(sections: readonly SectionView[]): string[][] {
  const idsOf = (group: Group): string[] =>
    sections.filter(({ section }) => !section.gone && GROUPS[section.kind] === group).map(({ id }) => id);
  const one = (ids: readonly string[]): string[][] => [[], ...ids.map((id) => [id])];
  const hours = idsOf('office hours');
  const office = hours.length > 1 ? [...one(hours), hours] : one(hours);
  const groups = [one(idsOf('lecture')), one(idsOf('small')), office, one(idsOf('deadlines'))];
  const order = new Map(sections.map(({ id }, index) => [id, index]));
  // The last group varies first.
  const choices = groups.reduce<string[][]>(
    (chosen, group) => chosen.flatMap((parts) => group.map((more) => [...parts, ...more])),
    [[]],
  );
  return choices
    .filter((parts) => parts.length > 1)
    .map((parts) => parts.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)));
}
