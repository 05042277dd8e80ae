/** Counts past meetings that an edit rewrites: such an edit is usually meant for future meetings only. */
import type { PublishedCourse } from '../domain/published.ts';
import type { CourseSchedule, MeetingFacts } from '../domain/schedule.ts';
import { sameJson } from './same.ts';

/**
 * The number of past meetings that an edit removes, or gives another time, room or staff. Does not count drafts (nobody
 * has seen them), courses that are over as a whole (no date could separate past from future), or meetings named by
 * a change or a withdrawal (these are deliberate).
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

/** Filling in missing facts does not count. */
function isRewritten(was: MeetingFacts, now: MeetingFacts | undefined): boolean {
  if (!now || now.status === 'cancelled' || was.start !== now.start || was.end !== now.end) return true;
  const rooms = (facts: MeetingFacts): string[] => facts.where.map(({ text }) => text);
  return differ(rooms(was), rooms(now)) || differ(was.staff, now.staff);
}

function differ(was: readonly string[], now: readonly string[]): boolean {
  return was.length > 0 && now.length > 0 && !sameJson(was, now);
}
