/** The list for changes.atom: the changes of each publication, newest first, equal ones combined. */
import { dayOfFacts } from '../domain/due.ts';
import { foldId } from '../domain/id.ts';
import type { PublishedChange, PublishedCourse } from '../domain/published.ts';
import type { CourseFacts, MeetingFacts } from '../domain/schedule.ts';
import { toLocal } from '../domain/zone.ts';
import type { PublishedDifference } from './delta.ts';
import { likenessOf, type MeetingDifference } from './difference.ts';
import type { UnstampedSection } from './sections.ts';
import { offsetsOf } from './series-membership.ts';
import { sayCourseChange, saySectionChange } from './wholes.ts';
import { sayAlike, sayNamedDifference } from './words.ts';

/** The number of changes kept for a course, and the number of further cancellations and moves. */
export const CHANGES_KEPT = 300;

interface Revised {
  readonly course: CourseFacts;
  readonly sections: readonly UnstampedSection[];
  readonly presentIds: ReadonlyMap<string, string>;
  readonly differences: readonly PublishedDifference[];
}

/** Prepends the next publication's changes to the list. A first publication announces nothing. */
export function listChanges(last: PublishedCourse | null, next: Revised, instant: number): readonly PublishedChange[] {
  if (!last) return [];
  const fresh = [...listCourseChanges(last, next, instant), ...listMeetingChanges(next.differences, instant)];
  if (fresh.length === 0) return last.changes;
  const [urgent, others] = [fresh.filter(isUrgent), fresh.filter((change) => !isUrgent(change))];
  return keepNewest([...urgent, ...others, ...last.changes], CHANGES_KEPT);
}

/**
 * The newest `most` changes, rounded up to a whole publication, and up to `most` older cancellations and moves, so
 * that a mass edit does not push out important changes.
 * @param changes newest first
 */
export function keepNewest(changes: readonly PublishedChange[], most: number): readonly PublishedChange[] {
  return keepNewestOf(changes, most, (change) => change);
}

/** The same of things that have a change each. */
export function keepNewestOf<T>(all: readonly T[], most: number, changeOf: (one: T) => PublishedChange): readonly T[] {
  const last = all[most - 1];
  if (last === undefined) return all;
  const edge = changeOf(last).at;
  let urgent = 0;
  return all.filter((one) => {
    const change = changeOf(one);
    if (change.at >= edge) return true;
    if (!isUrgent(change)) return false;
    urgent += 1;
    return urgent <= most;
  });
}

function isUrgent({ urgent }: PublishedChange): boolean {
  return urgent === true;
}

function listCourseChanges(last: PublishedCourse, next: Revised, at: number): PublishedChange[] {
  const { key } = next.course;
  const announce = (identity: string, section: string, line: string): PublishedChange => {
    return { at, identity, section, date: toLocal(offsetsOf(next.course), at).date, line };
  };
  const changes: PublishedChange[] = [];
  const courseLine = sayCourseChange(last.course, next.course);
  if (courseLine !== null) changes.push(announce(key, 'all', courseLine));
  const heirs = new Map<string, UnstampedSection>();
  for (const section of last.sections) {
    const id = next.presentIds.get(foldId(section.id)) ?? section.id;
    // Of several merged sections, the one that already had the id is the predecessor.
    if (!heirs.has(id) || section.id === id) heirs.set(id, section);
  }
  for (const section of next.sections) {
    const was = heirs.get(section.id);
    const line = saySectionChange(was, section);
    if (line === null) continue;
    const change = announce(`${key}/${section.id}`, section.id, line);
    changes.push(was && was.gone !== section.gone ? { ...change, urgent: true } : change);
  }
  return changes;
}

function listMeetingChanges(differences: readonly PublishedDifference[], at: number): PublishedChange[] {
  return sayMeetingChanges(
    differences.filter(({ now }) => now === null || now.history.at(-1)?.at === at),
    at,
  );
}

/** The differences in words: alike ones together, cancellations first, then moves, then the others; within each by date. */
export function sayMeetingChanges(differences: readonly MeetingDifference[], at: number): PublishedChange[] {
  const groups = Map.groupBy(differences, (one) => `${factsOf(one).section} ${likenessOf(one)}`);
  return [...groups.values()]
    .map((group) => ({ rank: rankOf(group[0] as MeetingDifference), change: sayGroup(group, at) }))
    .sort((a, b) => a.rank - b.rank || (keyOf(a.change) < keyOf(b.change) ? -1 : 1))
    .map(({ change }) => change);
}

function sayGroup(group: MeetingDifference[], at: number): PublishedChange {
  group.sort((a, b) => (dateKeyOf(a) < dateKeyOf(b) ? -1 : 1));
  const first = group[0] as MeetingDifference;
  const { section } = factsOf(first);
  const date = dayOfFacts(factsOf(first));
  const said = {
    at,
    identity: first.identity,
    section,
    date,
    line: (group.length === 1 ? sayNamedDifference(first) : sayAlike(first)) ?? '',
    ...(rankOf(first) < OTHERS ? { urgent: true } : {}),
  };
  return group.length === 1
    ? said
    : { ...said, meetings: group.length, until: factsOf(group.at(-1) as MeetingDifference).date };
}

const OTHERS = 2;

function rankOf({ parts }: MeetingDifference): number {
  if (parts.some(({ type }) => type === 'cancelled')) return 0;
  return parts.some(({ type }) => type === 'moved' || type === 'due' || type === 'reinstated') ? 1 : OTHERS;
}

/** As it is now; as it was where it is withdrawn. */
function factsOf({ before, after }: MeetingDifference): MeetingFacts {
  return (after ?? before) as MeetingFacts;
}

function dateKeyOf(difference: MeetingDifference): string {
  return `${factsOf(difference).date} ${difference.identity}`;
}

function keyOf({ date, identity }: PublishedChange): string {
  return `${date} ${identity}`;
}
