/** The meetings of two publications side by side. What a publication leaves as it was is the very same object in both. */
import type { PublishedMeeting } from '../domain/published.ts';

export interface MeetingPair {
  /** Null: it is new. */
  readonly was: PublishedMeeting | null;
  /** Null: it has left. */
  readonly now: PublishedMeeting | null;
}

/** The meetings that are not the same object in both, by identity; those that have left come last. */
export function pairChanged(last: readonly PublishedMeeting[], next: readonly PublishedMeeting[]): MeetingPair[] {
  // Where none is added or removed, unchanged ones have their place in both.
  const before = last.filter((meeting, index) => meeting !== next[index]);
  const after = next.filter((meeting, index) => meeting !== last[index]);
  const left = new Map(before.map((meeting) => [meeting.identity, meeting]));
  const pairs: MeetingPair[] = [];
  for (const now of after) {
    const was = left.get(now.identity) ?? null;
    left.delete(now.identity);
    if (was !== now) pairs.push({ was, now });
  }
  for (const was of left.values()) pairs.push({ was, now: null });
  return pairs;
}
