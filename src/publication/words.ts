/**
 * Describes the differences between two revisions of a meeting. Every text about a difference is made of these
 * clauses: the line in its event, the entry in Atom and on pages, announcements.
 */
import type { LocalTime } from '../domain/date.ts';
import { say } from '../words/say.ts';
import { sayDay, sayDue, sayList, sayTime, sayVenue } from '../words/wording.ts';
import type { DifferencePart, MeetingDifference, Moment, Places } from './difference.ts';

/**
 * The text for subscribers: "room CS 104 instead of Bowen 222; now with Zhenyu Song". Null if nothing is worth
 * reporting. Callers put the publication's date before it.
 */
export function sayDifference({ parts }: Pick<MeetingDifference, 'parts'>): string | null {
  return parts.length === 0 ? null : joinClauses(parts.map(sayPart));
}

/** The same where several meetings' texts stand together: a deadline's begins with its title. */
export function sayNamedDifference(difference: Omit<MeetingDifference, 'identity'>): string | null {
  const text = sayDifference(difference);
  const title = (difference.after ?? difference.before)?.deadline?.title;
  return text === null || title === undefined ? text : say('change.ofDeadline', { title, change: text });
}

/** One clause, without a capital letter and a full stop. */
export function sayPart(part: DifferencePart): string {
  switch (part.type) {
    case 'added':
    case 'withdrawn':
    case 'reinstated':
      return say(`change.${part.type}`);
    case 'cancelled':
      return part.reason === null ? say('change.cancelled') : say('change.cancelledBecause', { reason: part.reason });
    case 'moved': {
      const was = { day: sayDay(part.from.date, part.to.date), time: sayMoment(part.from) };
      return say(part.back ? 'change.movedBack' : 'change.moved', was);
    }
    case 'set':
      return say('change.set', { due: sayDue(part.due.date, part.due.time, part.due.date) });
    case 'due': {
      const due = sayDue(part.to.date, part.to.time, part.to.date);
      return say('change.due', { due, was: sayDue(part.from.date, part.from.time, part.to.date) });
    }
    case 'title':
      return say('change.renamed', { title: part.from });
    case 'for':
      return part.to.length === 0 ? say('change.forAll') : say('change.for', { sections: sayList(part.to) });
    case 'end':
      return sayEnd(part.from, part.to);
    case 'place':
      return sayPlaces(part.from, part.to);
    case 'staff':
      return part.to.length === 0 ? say('change.staffGone') : say('change.staff', { people: sayList(part.to) });
    case 'copies':
      return part.to === 1 ? say('change.oneCopy') : say('change.copies', { copies: part.to });
    case 'topic':
      return part.to === null ? say('change.topicGone') : say('change.topic', { topic: part.to });
    case 'notes':
      return part.added.length === 0
        ? say('change.noteGone')
        : joinClauses(part.added.map((note) => say('change.note', { note })));
  }
}

function sayMoment({ time, allDay }: Moment): string {
  return allDay ? say('time.allDay') : sayTime(time);
}

function joinClauses(clauses: readonly string[]): string {
  return clauses.reduce((first, next) => say('change.and', { first, next }));
}

function sayEnd(from: LocalTime | null, to: LocalTime | null): string {
  if (to === null) return say('change.endGone');
  const time = sayTime(to);
  // Where clocks change, the same wall time may be a different instant.
  return from === null || from === to
    ? say('change.end', { time })
    : say('change.endInstead', { time, was: sayTime(from) });
}

function sayPlaces(from: Places, to: Places): string {
  const was = nameVenues(from);
  const now = nameVenues(to);
  if (was === now && from.toBeAnnounced === to.toBeAnnounced) return say('change.placeDetails');
  if (to.venues.length === 0) return sayNoPlace(was, to);
  const stays = was === '' || was === now;
  if (isOnline(to)) return stays ? say('change.online') : say('change.onlineInstead', { was });
  return stays ? say('change.room', { room: now }) : say('change.roomInstead', { room: now, was });
}

function sayNoPlace(was: string, { toBeAnnounced }: Places): string {
  if (toBeAnnounced) return was === '' ? say('change.roomLater') : say('change.roomLaterWas', { was });
  return was === '' ? say('change.roomGone') : say('change.roomGoneWas', { was });
}

function nameVenues({ venues }: Places): string {
  return sayList(venues.map(sayVenue));
}

function isOnline({ venues }: Places): boolean {
  return venues.every(({ online }) => online);
}

/** The difference in one or two words, for titles: "cancelled", "moved", "other room". */
export function sayVerdict(difference: MeetingDifference): string {
  return say(`verdict.${judge(difference)}`);
}

function judge({ before, after, parts }: MeetingDifference) {
  if (!after) return 'withdrawn';
  if (after.status === 'cancelled') return 'cancelled';
  const [main] = parts.filter(({ type }) => type !== 'copies' && type !== 'topic' && type !== 'notes');
  switch (main?.type) {
    case 'added':
    case 'reinstated':
    case 'moved':
    case 'set':
    case 'due':
      return main.type;
    case 'end':
      return judgeEnd(before?.end ?? null, after.end);
    case 'place':
      return after.where.length > 0 && after.where.every(({ online }) => online) ? 'online' : 'otherRoom';
    case 'staff':
      return 'otherPerson';
    default:
      return 'changed';
  }
}

function judgeEnd(before: number | null, after: number | null) {
  if (!before || !after) return 'otherEnd';
  return after < before ? 'endsEarlier' : 'endsLater';
}

/** The text for several equal differences: their dates differ, so times are given without dates. */
export function sayAlike({ parts }: Pick<MeetingDifference, 'parts'>): string {
  return joinClauses(
    parts.map((part) =>
      part.type === 'moved'
        ? say('change.timeInstead', { time: sayMoment(part.to), was: sayMoment(part.from) })
        : sayPart(part),
    ),
  );
}
