/**
 * The words for what differs between two revisions of a meeting. Every text that says a difference is made of these
 * clauses: the line in its event, the entry in Atom and on pages, announcements.
 */
import type { LocalTime } from '../domain/date.ts';
import { sayDay, sayList, sayTime } from '../words/wording.ts';
import type { DifferencePart, MeetingDifference, Places } from './difference.ts';

/**
 * What a subscriber reads about it: "room CS 104 instead of Bowen 222; now with Zhenyu Song". Null when nothing of it
 * is news. Whoever shows the line puts the date on which it was said before it.
 */
export function sayDifference({ parts }: Pick<MeetingDifference, 'parts'>): string | null {
  return parts.length === 0 ? null : parts.map(sayPart).join('; ');
}

/** One clause, without a capital and a full stop. */
export function sayPart(part: DifferencePart): string {
  switch (part.type) {
    case 'added':
      return 'added';
    case 'withdrawn':
      return 'withdrawn: it was listed by mistake';
    case 'cancelled':
      return part.reason === null ? 'cancelled' : `cancelled: ${part.reason}`;
    case 'reinstated':
      return 'back on';
    case 'moved':
      return `${part.back ? 'moved back from' : 'moved from'} ${sayDay(part.from.date, part.to.date)}, ${sayTime(part.from.time)}`;
    case 'end':
      return sayEnd(part.from, part.to);
    case 'place':
      return sayPlaces(part.from, part.to);
    case 'staff':
      return part.to.length === 0 ? 'no longer said who holds it' : `now with ${sayList(part.to)}`;
    case 'copies':
      return part.to === 1 ? 'only one now' : `${part.to} at once now`;
    case 'topic':
      return part.to === null ? 'topic taken back' : `topic: ${part.to}`;
    case 'notes':
      return part.added.length === 0 ? 'note taken back' : part.added.map((note) => `note: ${note}`).join('; ');
  }
}

function sayEnd(from: LocalTime | null, to: LocalTime | null): string {
  if (to === null) return 'end no longer given';
  // The same wall time may be another instant where clocks change.
  return from === null || from === to ? `ends at ${sayTime(to)}` : `ends at ${sayTime(to)} instead of ${sayTime(from)}`;
}

function sayPlaces(from: Places, to: Places): string {
  const was = nameVenues(from);
  const now = nameVenues(to);
  if (was === now && from.toBeAnnounced === to.toBeAnnounced) return 'address or link of the place changed';
  if (to.venues.length === 0) {
    const gone = to.toBeAnnounced ? 'room to be announced' : 'room no longer given';
    return was === '' ? gone : `${gone} (was ${was})`;
  }
  const instead = was === '' || was === now ? '' : ` instead of ${was}`;
  if (!isOnline(to)) return `room ${now}${instead}`;
  return instead === '' ? 'online now' : `online${instead}`;
}

function nameVenues({ venues }: Places): string {
  return sayList(venues.map(({ text }) => text));
}

function isOnline({ venues }: Places): boolean {
  return venues.every(({ online }) => online);
}

/** The difference in a word or two, for titles: "cancelled", "moved", "other room". */
export function sayVerdict({ before, after, parts }: MeetingDifference): string {
  if (!after) return 'withdrawn';
  if (after.status === 'cancelled') return 'cancelled';
  const [main] = parts.filter(({ type }) => type !== 'copies' && type !== 'topic' && type !== 'notes');
  switch (main?.type) {
    case 'added':
      return 'extra meeting';
    case 'reinstated':
      return 'takes place after all';
    case 'moved':
      return 'moved';
    case 'end':
      return before?.end && after.end ? (after.end < before.end ? 'ends earlier' : 'ends later') : 'other end';
    case 'place':
      return after.where.length > 0 && after.where.every(({ online }) => online) ? 'online' : 'other room';
    case 'staff':
      return 'other person';
    default:
      return 'changed';
  }
}

/** What several alike differences have in common: their dates differ, so a time stands without one. */
export function sayAlike({ parts }: Pick<MeetingDifference, 'parts'>): string {
  return parts
    .map((part) =>
      part.type === 'moved' ? `${sayTime(part.to.time)} instead of ${sayTime(part.from.time)}` : sayPart(part),
    )
    .join('; ');
}
