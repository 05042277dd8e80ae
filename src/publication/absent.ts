/** Events that have left the feeds: their sequences, in case they return, and their cancelled events for downloads. */
import { addDays } from '../domain/date.ts';
import { foldId } from '../domain/id.ts';
import type { AbsentEvent, PublishedCourse, PublishedMeeting, PublishedSeries } from '../domain/published.ts';
import type { CourseFacts, ScheduledSeries } from '../domain/schedule.ts';
import { findOffsets, toInstant } from '../domain/zone.ts';
import type { MeetingPair } from './pairs.ts';

interface Next {
  readonly course: CourseFacts;
  readonly meetings: readonly PublishedMeeting[];
  /** As pairChanged. */
  readonly changed: readonly MeetingPair[];
  readonly series: readonly PublishedSeries[];
  /** The rules' series, with the UIDs of their own identities. */
  readonly rules: readonly ScheduledSeries[];
  readonly presentIds: ReadonlyMap<string, string>;
}

/** The next publication's list, sorted by identity; unchanged entries are the same objects. */
export function listAbsent(last: PublishedCourse | null, next: Next, instant: number): readonly AbsentEvent[] {
  if (!last) return [];
  if (last.absent.length === 0 && !hasLeft(last, next)) return last.absent;
  const present = listPresent(next);
  const known = new Map<string, AbsentEvent>();
  for (const entry of last.absent) {
    const key = entry.uid ?? entry.identity;
    if (!present.has(key)) known.set(key, entry);
  }
  for (const { was } of next.changed) {
    if (was && !present.has(was.uid)) known.set(was.uid, leaveMeeting(was, instant));
  }
  for (const series of last.series) {
    if (!present.has(series.rule.uid)) known.set(series.rule.uid, endSeries(series, next.course.zone, instant));
  }
  const rank = ({ identity, uid = '' }: AbsentEvent): string => `${identity} ${uid}`;
  return [...known.values()].map((entry) => underPresentId(entry, next)).sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/** Whether a meeting or series has left the feeds. */
function hasLeft(last: PublishedCourse, { changed, series }: Next): boolean {
  const uids = new Set(series.map(({ rule }) => rule.uid));
  return (
    changed.some(({ was, now }) => was !== null && was.uid !== now?.uid) ||
    last.series.some(({ rule }) => !uids.has(rule.uid))
  );
}

/** The UIDs of everything in the feeds, and identities, which earlier releases stored instead. */
function listPresent({ meetings, series, rules }: Next): ReadonlySet<string> {
  const present = new Set<string>();
  for (const { uid, identity } of meetings) present.add(uid).add(identity);
  const own = new Map(rules.map(({ identity, uid }) => [identity, uid]));
  for (const { rule } of series) {
    present.add(rule.uid);
    // A series that took over another UID keeps its own UID in this list.
    if (own.get(rule.identity) === rule.uid) present.add(rule.identity);
  }
  return present;
}

function underPresentId(entry: AbsentEvent, { presentIds }: Next): AbsentEvent {
  const { shown } = entry;
  const section = shown && (presentIds.get(foldId(shown.section)) ?? shown.section);
  if (!shown || !section || section === shown.section) return entry;
  return { ...entry, shown: { ...shown, section } };
}

function leaveMeeting(meeting: PublishedMeeting, instant: number): AbsentEvent {
  const { identity, uid, sequence, standing, facts } = meeting;
  if (standing === 'inside' || standing === 'gone') return { identity, uid, sequence };
  const { section, start, end, days } = facts;
  // Downloads already had it as cancelled, unless it was a separate event.
  const stood = standing === 'apart' && meeting.taken === undefined;
  const whole = days === undefined ? {} : { days };
  const shown = { section, start, end, ...whole, lastModified: stood ? instant : meeting.lastModified };
  return { identity, uid, sequence: stood ? sequence + 1 : sequence, shown };
}

function endSeries({ rule, dates, sequence }: PublishedSeries, zone: string, instant: number): AbsentEvent {
  const { identity, uid, section, startTime, endTime } = rule;
  const [first = ''] = dates;
  const endDate = endTime !== null && endTime <= startTime ? addDays(first, 1) : first;
  const offsets = findOffsets(zone, first, endDate);
  const end = endTime === null ? null : toInstant(offsets, endDate, endTime);
  const shown = { section, start: toInstant(offsets, first, startTime), end, lastModified: instant };
  return { identity, uid, sequence: sequence + 1, shown };
}
