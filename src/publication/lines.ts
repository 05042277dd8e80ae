/**
 * What changed about a meeting, in a subscriber's words. The date on which it was said is printed before it by
 * whoever shows the line: "3 Oct: room changed from Bowen 222".
 */
import type { LocalDate, LocalTime } from '../domain/date.ts';
import type { MeetingFacts, VenueFacts } from '../domain/schedule.ts';
import { sayDate, sayList, sayTime } from '../domain/wording.ts';
import { sameJson } from './same.ts';

function sayMoment(date: LocalDate, time: LocalTime): string {
  return `${sayDate(date)}, ${sayTime(time)}`;
}

/** The line of a meeting that comes into a course already published. */
export function sayAdded(facts: MeetingFacts): string {
  return facts.status === 'cancelled' ? sayCancelled(facts) : 'added';
}

/**
 * The line for a change from one set of facts to another; null when nothing of it is news (a number, how the
 * section is called, where a meeting that stays put was moved from).
 */
export function sayChange(last: MeetingFacts, next: MeetingFacts): string | null {
  const parts: string[] = [];
  if (next.status === 'cancelled') {
    if (last.status !== 'cancelled' || last.reason !== next.reason) parts.push(sayCancelled(next));
    parts.push(...sayNotes(last, next));
  } else {
    if (last.status === 'cancelled') parts.push('back on');
    parts.push(...sayTimes(last, next), ...sayPlace(last, next), ...sayStaff(last, next));
    if (last.copies !== next.copies) parts.push(next.copies === 1 ? 'only one now' : `${next.copies} at once now`);
    if (last.topic !== next.topic) parts.push(next.topic === null ? 'topic taken back' : `topic: ${next.topic}`);
    parts.push(...sayNotes(last, next));
  }
  return parts.length === 0 ? null : parts.join('; ');
}

function sayCancelled(facts: MeetingFacts): string {
  return facts.reason === null ? 'cancelled' : `cancelled: ${facts.reason}`;
}

function sayTimes(last: MeetingFacts, next: MeetingFacts): string[] {
  if (last.start !== next.start || last.date !== next.date || last.startTime !== next.startTime) {
    const back = last.movedFrom !== null && next.movedFrom === null ? 'moved back from' : 'moved from';
    return [`${back} ${sayMoment(last.date, last.startTime)}`];
  }
  if (last.end === next.end && last.endTime === next.endTime) return [];
  if (next.endTime === null) return ['end no longer given'];
  const instead = last.endTime === null || last.endTime === next.endTime ? '' : ` instead of ${sayTime(last.endTime)}`;
  return [`ends at ${sayTime(next.endTime)}${instead}`];
}

function sayPlace(last: MeetingFacts, next: MeetingFacts): string[] {
  if (samePlace(last, next)) return [];
  const was = sayVenues(last.where);
  const now = sayVenues(next.where);
  if (was === now && last.whereToBeAnnounced === next.whereToBeAnnounced)
    return ['address or link of the place changed'];
  if (next.where.length === 0) {
    const gone = next.whereToBeAnnounced ? 'room to be announced' : 'room no longer given';
    return [was === '' ? gone : `${gone} (was ${was})`];
  }
  if (was === '') return [isOnline(next.where) ? 'online now' : `room: ${now}`];
  if (isOnline(next.where) && !isOnline(last.where)) return [`online instead of ${was}`];
  if (isOnline(last.where) && !isOnline(next.where)) return [`in ${now}, no longer online`];
  return [`room changed from ${was}`];
}

/** Whether two sets of facts name the same place. */
export function samePlace(last: MeetingFacts, next: MeetingFacts): boolean {
  return last.whereToBeAnnounced === next.whereToBeAnnounced && sameJson(last.where, next.where);
}

function sayVenues(venues: readonly VenueFacts[]): string {
  return sayList(venues.map((venue) => venue.text));
}

function isOnline(venues: readonly VenueFacts[]): boolean {
  return venues.every((venue) => venue.online);
}

function sayStaff(last: MeetingFacts, next: MeetingFacts): string[] {
  if (sameJson(last.staff, next.staff)) return [];
  // Who it was is not repeated: a site that stops showing names means that.
  return [next.staff.length === 0 ? 'no longer said who holds it' : `now with ${sayList(next.staff)}`];
}

function sayNotes(last: MeetingFacts, next: MeetingFacts): string[] {
  const added = next.notes.filter((note) => !last.notes.includes(note));
  if (added.length > 0) return added.map((note) => `note: ${note}`);
  return last.notes.some((note) => !next.notes.includes(note)) ? ['note taken back'] : [];
}
