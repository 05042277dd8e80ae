/**
 * The permanent identity of a meeting, from which its UID is made.
 *
 * An identity is a readable key made only of what never changes about a meeting: the first ids of its term,
 * course and section, its pattern's id and its original date. Never a time, room, title or number. The UID in
 * feeds is a digest of it (RFC 7986 §5.3: opaque), short regardless of the ids' length.
 */
import { hash } from 'node:crypto';
import { type LocalDate, sortWeekdays, type Weekday } from './date.ts';
import { DEADLINES } from './id.ts';

/** `term/course/section` by their first ids. */
export interface SectionIdentity {
  readonly term: string;
  readonly course: string;
  readonly section: string;
}

function sectionKey(section: SectionIdentity): string {
  return `${section.term}/${section.course}/${section.section}`;
}

/** The identity of a meeting that a weekly or dated pattern gives on its original date. */
export function identifyMeeting(section: SectionIdentity, pattern: string, originalDate: LocalDate): string {
  return identifyMeetings(section, pattern)(originalDate);
}

/** The same of all meetings of a pattern, by their original dates. */
export function identifyMeetings(section: SectionIdentity, pattern: string): (originalDate: LocalDate) => string {
  const prefix = `${sectionKey(section)}/${pattern}/`;
  return (originalDate) => prefix + originalDate;
}

/** The identity of a meeting relative to another: its own section and pattern with the base meeting's identity. */
export function identifyRelativeMeeting(section: SectionIdentity, pattern: string, base: string): string {
  return `${sectionKey(section)}/${pattern}/by/${base}`;
}

/** The identity of an extra meeting, in a separate namespace: the change's own id and its first date. */
export function identifyExtraMeeting(section: SectionIdentity, change: string, date: LocalDate): string {
  return `${sectionKey(section)}/extra/${change}/${date}`;
}

/** The identity of a deadline: its own id, never its date. */
export function identifyDeadline(term: string, course: string, id: string): string {
  return `${term}/${course}/${DEADLINES}/${id}`;
}

/** The identity of a series in a downloaded file. */
export function identifySeries(section: SectionIdentity, pattern: string, weekdays: Iterable<Weekday>): string {
  return `${sectionKey(section)}/${pattern}/series/${sortWeekdays(weekdays).join('+')}`;
}

/** The identity of a break or closed day by its first date. @param part what else there can be on that date */
export function identifyHoliday(term: string, date: LocalDate, part: string | null): string {
  return `${term}/holidays/${date}${part === null ? '' : `/${part}`}`;
}

/** The UID: 128 bits of the identity's SHA-256 in hexadecimal, at the site's domain (at most 191 characters). */
export function makeUid(identity: string, uidDomain: string): string {
  return `${hash('sha256', identity, 'hex').slice(0, 32)}@${uidDomain}`;
}
