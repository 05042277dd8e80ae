/**
 * What a course was last published from, as the store keeps it in one text: the digest of its rules, that of its desk
 * changes and its zone data, with dots between. A course is planned again where one of them differs.
 */
import type { Term } from '../domain/model.ts';
import type { CourseSummary } from '../store/store.ts';
import type { CourseRules } from './course-rules.ts';
import type { FindDeskChanges } from './desk-changes.ts';
import { OlderZoneDataError } from './older-zone-data-error.ts';
import { compareZoneData, describeZoneData, isOwnZoneData, sayNewerZoneData } from './zone-data.ts';

type Stored = Pick<CourseSummary, 'key' | 'rules'>;

/** The digest of a course without rules. */
export const NO_RULES = '0'.repeat(32);

/** The text for a course published from these rules today. */
export function digestOf({ course, digest, term }: CourseRules, deskChanges: FindDeskChanges): string {
  return `${digest}.${deskChanges(course).digest}.${describeZoneData(term)}`;
}

/** The digest of the rules that a course was last published from. */
export function rulesOfDigest(digest: string): string {
  return partsOf(digest).rules;
}

/** Its zone data; empty: a release that did not store it published the course. */
export function zoneDataOf(digest: string): string {
  return partsOf(digest).zoneData;
}

/** Of a course that is to be planned again, with its zone data: an older process must not revive it. */
export function withoutInput(digest: string): string {
  return `..${zoneDataOf(digest)}`;
}

/** The text for a course that ends, which keeps its zone data. */
export function digestOfEnd(digest: string): string {
  return `${NO_RULES}..${zoneDataOf(digest)}`;
}

/** Whether the course was last published without rules, so that nothing can be changed any more. */
export function hasEnded({ rules }: Pick<Stored, 'rules'>): boolean {
  return rulesOfDigest(rules) === NO_RULES;
}

/** Whether these rules and desk changes are published already, whatever the zone data. */
export function haveSameInput(digest: string, rules: string, desk: string): boolean {
  const stored = partsOf(digest);
  return stored.rules === rules && stored.desk === desk;
}

/**
 * Whether a course has to be published from these rules: they or its desk changes differ, or its zone data is older.
 * @throws OlderZoneDataError if they differ, and this process's zone data is the older one
 */
export function needsPublication(stored: Stored, fresh: CourseRules, deskChanges: FindDeskChanges): boolean {
  const zoneData = zoneDataOf(stored.rules);
  const age = compareZoneData(zoneData, fresh.term);
  const isSame = haveSameInput(stored.rules, fresh.digest, deskChanges(fresh.course).digest);
  if (age === 'newer' && !isSame) throw new OlderZoneDataError(stored.key, sayNewerZoneData(zoneData));
  return !isSame || age === 'older';
}

/** The text for a term's own calendar. @param desk the digest of the desk's changes that are part of it; empty: none */
export function digestOfCalendar(digest: string, desk: string, term: Term): string {
  return `${digest}.${desk}.${describeZoneData(term)}`;
}

/** @param readTerm asked only if the zone data is not this process's; null: the term has errors */
export function isCalendarPublished(
  stored: string,
  { digest, desk }: { readonly digest: string; readonly desk: string },
  readTerm: () => Term | null,
): boolean {
  if (!haveSameInput(stored, digest, desk)) return false;
  const zoneData = zoneDataOf(stored);
  if (isOwnZoneData(zoneData)) return true;
  const term = readTerm();
  return term !== null && compareZoneData(zoneData, term) !== 'older';
}

function partsOf(digest: string): { readonly rules: string; readonly desk: string; readonly zoneData: string } {
  const [first = '', desk, zoneData = ''] = digest.split('.');
  // Without a dot it is no digest of rules.
  return { rules: desk === undefined ? '' : first, desk: desk ?? '', zoneData };
}
