/** Counts past meetings that an edit rewrites: such an edit is usually meant for future meetings only. */
import type { PublishedCourse, PublishedMeeting } from '../domain/published.ts';
import type { CourseSchedule, MeetingFacts } from '../domain/schedule.ts';
import { pairChanged } from './pairs.ts';
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
  const isToCome = ({ facts }: PublishedMeeting): boolean => facts.status === 'confirmed' && facts.start >= now;
  const named = new Set(withdrawn);
  const rewritten = pairChanged(last.meetings, next.meetings).filter(({ was, now: after }) => {
    if (!was || changed.has(was.identity) || named.has(was.identity)) return false;
    const isOver = was.facts.status === 'confirmed' && (was.facts.end ?? was.facts.start) <= now;
    return isOver && isRewritten(was.facts, after?.facts);
  });
  return rewritten.length > 0 && (last.meetings.some(isToCome) || next.meetings.some(isToCome)) ? rewritten.length : 0;
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
