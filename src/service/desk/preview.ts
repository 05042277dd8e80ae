/** What a change will do, or did, for the people who decide on it: read from the very plans of its publication. */
import type { PublishedCourse } from '../../domain/published.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import { summariseDelta } from '../../publication/summary.ts';
import type { CoursePlan } from '../plan.ts';
import { type DeskClash, findClashes } from './clashes.ts';
import type { DeskParts } from './parts.ts';
import { countReaders } from './readers.ts';

export interface TouchedMeeting {
  readonly course: string;
  readonly code: string;
  readonly identity: string;
  readonly section: string;
  /** Null: it was not there before. */
  readonly before: MeetingFacts | null;
  readonly after: MeetingFacts;
  readonly sequenceBefore: number | null;
  /** What subscribers read about it; null: nothing is announced. */
  readonly line: string | null;
  /** Clashes that the change brings. */
  readonly clashes: readonly DeskClash[];
  /** It was to begin, or now begins, within 24 hours: most calendars will not show the change in time. */
  readonly soon: boolean;
  readonly over: boolean;
}

export interface Preview {
  readonly courses: readonly {
    readonly key: string;
    readonly code: string;
    readonly summary: string;
    /** Sections whose feeds change. */
    readonly sections: readonly string[];
  }[];
  /** By start. */
  readonly meetings: readonly TouchedMeeting[];
  /** Personal feeds that hold one of the sections. */
  readonly personalFeeds: number;
  /** Touched meetings that were there before, as preconditions for publishing just this. */
  readonly expected: Readonly<Record<string, number>>;
  /** What the schedule finds odd about the outcome. */
  readonly problems: readonly string[];
}

const DAY = 86_400_000;

export async function describePlans(parts: DeskParts, plans: readonly CoursePlan[]): Promise<Preview> {
  const now = parts.clock();
  const planned = new Map(plans.map((plan) => [plan.key, plan.next]));
  const scope = { courses: parts.courses, planned };
  const meetings = plans.flatMap((plan) =>
    listTouched(plan, now, (course, identity, facts) => findClashes(scope, course, identity, facts)),
  );
  const expected: Record<string, number> = {};
  for (const { identity, sequenceBefore } of meetings) if (sequenceBefore !== null) expected[identity] = sequenceBefore;
  const touched = plans.filter(({ delta }) => delta.feeds.length > 0);
  return {
    courses: touched.map(({ key, next, delta }) => ({
      key,
      code: next.course.code,
      summary: summariseDelta(delta),
      sections: delta.feeds,
    })),
    meetings: meetings.sort((a, b) => a.after.start - b.after.start || (a.identity < b.identity ? -1 : 1)),
    personalFeeds: await countReaders(
      parts.store,
      touched.map(({ next, delta }) => ({ course: next.course, sections: delta.feeds })),
    ),
    expected,
    problems: [...new Set(plans.flatMap(({ problems }) => problems.map(({ message }) => message)))],
  };
}

type Clashes = (course: PublishedCourse, identity: string, facts: MeetingFacts) => DeskClash[];

function listTouched({ before, next, delta }: CoursePlan, now: number, clashesOf: Clashes): TouchedMeeting[] {
  const lines = new Map<string, string | null>();
  const lists = [delta.added, delta.cancelled, delta.reinstated, delta.moved, delta.rooms, delta.people, delta.revised];
  for (const list of lists) for (const { identity, line } of list) lines.set(identity, line);
  const was = new Map(before?.meetings.map((meeting) => [meeting.identity, meeting]));
  return next.meetings.flatMap((meeting): TouchedMeeting[] => {
    const line = lines.get(meeting.identity);
    if (line === undefined) return [];
    const old = was.get(meeting.identity) ?? null;
    const starts = [meeting.facts.start, ...(old ? [old.facts.start] : [])].filter((start) => start > now);
    // What clashed before clashes without this change too.
    const known = new Set(old ? clashesOf(before ?? next, meeting.identity, old.facts).map(({ key }) => key) : []);
    return [
      {
        course: next.course.key,
        code: next.course.code,
        identity: meeting.identity,
        section: meeting.facts.section,
        before: old?.facts ?? null,
        after: meeting.facts,
        sequenceBefore: old?.sequence ?? null,
        line,
        clashes: clashesOf(next, meeting.identity, meeting.facts).filter(({ key }) => !known.has(key)),
        soon: starts.some((start) => start - now < DAY),
        over: starts.length === 0,
      },
    ];
  });
}
