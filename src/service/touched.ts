/** The meetings that a publication changes visibly, as they were and as they are. */
import type { PublishedMeeting } from '../domain/published.ts';
import type { CourseDelta } from '../publication/delta.ts';
import type { CoursePlan } from './plan.ts';

export interface Touched {
  /** Null: it was not there before. */
  readonly before: PublishedMeeting | null;
  readonly after: PublishedMeeting;
  /** What subscribers read about it; null: nothing is announced. */
  readonly line: string | null;
}

export function listTouched({ before, next, delta }: CoursePlan): Touched[] {
  const lines = linesOf(delta);
  // Of a term's two thousand courses few are touched, and looking into a course unpacks it.
  if (lines.size === 0) return [];
  const was = new Map(before?.meetings.map((meeting) => [meeting.identity, meeting]));
  return next.meetings.flatMap((after): Touched[] => {
    const line = lines.get(after.identity);
    return line === undefined ? [] : [{ before: was.get(after.identity) ?? null, after, line }];
  });
}

/** How many there are, without looking into the course. */
export function countTouched({ delta }: CoursePlan): number {
  return linesOf(delta).size;
}

function linesOf(delta: CourseDelta): Map<string, string | null> {
  const lists = [delta.added, delta.cancelled, delta.reinstated, delta.moved, delta.rooms, delta.people, delta.revised];
  return new Map(lists.flat().map(({ identity, line }) => [identity, line]));
}
