/** Meetings that are over are history: an edit of the rules that rewrites them is most likely meant for those to come. */
import type { PublishedCourse } from '../domain/published.ts';
import type { CourseSchedule, MeetingFacts } from '../domain/schedule.ts';
import { sameJson } from './same.ts';

/**
 * How many meetings that are over an edit takes away, or puts at another time, in another room or into other hands.
 * None of a draft, which nobody has seen, and of a course that is over as a whole, where no date can tell the two apart;
 * nor what a change is about, or what is withdrawn, which name the meetings they mean.
 * @param now epoch ms
 */
export function countPastTouched(
  last: PublishedCourse,
  next: PublishedCourse,
  { changed, withdrawn }: Pick<CourseSchedule, 'changed' | 'withdrawn'>,
  now: number,
): number {
  if (last.course.draft) return 0;
  if (![...last.meetings, ...next.meetings].some(({ facts }) => facts.status === 'confirmed' && facts.start >= now)) {
    return 0;
  }
  const after = new Map(next.meetings.map((meeting) => [meeting.identity, meeting.facts]));
  const named = new Set(withdrawn);
  return last.meetings.filter(({ identity, facts }) => {
    const isOver = facts.status === 'confirmed' && (facts.end ?? facts.start) <= now;
    return isOver && !changed.has(identity) && !named.has(identity) && isRewritten(facts, after.get(identity));
  }).length;
}

/** What was not known before may be filled in. */
function isRewritten(was: MeetingFacts, now: MeetingFacts | undefined): boolean {
  if (!now || now.status === 'cancelled' || was.start !== now.start || was.end !== now.end) return true;
  const rooms = (facts: MeetingFacts): string[] => facts.where.map(({ text }) => text);
  return differ(rooms(was), rooms(now)) || differ(was.staff, now.staff);
}

function differ(was: readonly string[], now: readonly string[]): boolean {
  return was.length > 0 && now.length > 0 && !sameJson(was, now);
}
