/** Lays out overlapping meetings of a day side by side. */
import type { ShownMeeting } from './shown-meeting.ts';

export interface Placed {
  readonly meeting: ShownMeeting;
  readonly lane: number;
  /** 1, 2 or 3. */
  readonly lanes: number;
  /** Number of further meetings hidden behind this one. */
  readonly more: number;
}

/** More columns would be too narrow to read. */
const MOST_LANES = 3;

/** @param meetings sorted by start */
export function layLanes(meetings: readonly ShownMeeting[]): Placed[] {
  const clusters: ShownMeeting[][] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const meeting of meetings) {
    if (meeting.start >= until) clusters.push([]);
    clusters.at(-1)?.push(meeting);
    until = Math.max(until, endOf(meeting));
  }
  return clusters.flatMap(layCluster);
}

function layCluster(meetings: readonly ShownMeeting[]): Placed[] {
  const ends: number[] = [];
  const lanes = meetings.map((meeting) => {
    const free = ends.findIndex((end) => end <= meeting.start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = endOf(meeting);
    return lane;
  });
  const width = Math.min(ends.length, MOST_LANES);
  const hidden = lanes.filter((lane) => lane >= MOST_LANES).length;
  const placed: Placed[] = [];
  let told = false;
  for (const [index, meeting] of meetings.entries()) {
    const lane = lanes[index] as number;
    if (lane >= MOST_LANES) continue;
    const last = hidden > 0 && lane === MOST_LANES - 1 && !told;
    if (last) told = true;
    placed.push({ meeting, lane, lanes: width, more: last ? hidden : 0 });
  }
  return placed;
}

function endOf(meeting: ShownMeeting): number {
  return Math.max(meeting.end ?? 0, meeting.start + 25 * 60_000);
}
