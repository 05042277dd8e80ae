/** The differences that a publication makes in a course, for those who decide on it and for the audit trail. */
import { minutesOf } from '../domain/date.ts';
import { createPace } from '../domain/pace.ts';
import type { PublishedCourse, PublishedMeeting } from '../domain/published.ts';
import type { MeetingFacts } from '../domain/schedule.ts';
import { listDifferences, type PublishedDifference } from '../publication/delta.ts';
import { compareMeeting, isVisible, type MeetingDifference } from '../publication/difference.ts';
import type { CourseRevision } from '../publication/revise.ts';
import { compressMeetings, type MeetingRow, restoreMeetings } from '../store/document.ts';

/** A difference with the code of its course. */
export interface CourseDifference extends MeetingDifference {
  readonly code: string;
}

/** A difference of a meeting that still exists. */
export interface VisibleDifference extends PublishedDifference {
  readonly after: NonNullable<PublishedDifference['after']>;
  readonly now: NonNullable<PublishedDifference['now']>;
}

/** Few differences are kept with a plan; many are computed again. */
const MOST_KEPT = 12;

/** A plan's differences that subscribers will see; null: they are too many to be kept. */
export type KeptDifferences = readonly VisibleDifference[] | PackedDifferences | null;

/** Differences from another thread, or to be stamped: those of a whole term are too many objects to be kept. */
export interface PackedDifferences {
  /** Of each, whether its meeting is new. */
  readonly added: readonly boolean[];
  /** JSON of their meetings, before and after, in UTF-8. */
  readonly meetings: Uint8Array<ArrayBuffer>;
}

/** What a plan has of its differences. */
interface Differing extends Pick<CourseRevision, 'next' | 'delta'> {
  readonly code: string;
  readonly before: PublishedCourse | null;
  readonly visible: KeptDifferences;
}

/** What subscribers will see. */
export function listVisible({ before, next, delta, visible }: Omit<Differing, 'code'>): readonly VisibleDifference[] {
  if (delta.visible === 0) return [];
  if (visible === null) return findVisible(listDifferences(before, next));
  return isPacked(visible) ? unpackVisible(visible) : visible;
}

/** @param differences all of a plan */
export function keepVisible(differences: readonly PublishedDifference[]): KeptDifferences {
  const found = findVisible(differences);
  return found.length > MOST_KEPT ? null : found;
}

function findVisible(differences: readonly PublishedDifference[]): VisibleDifference[] {
  return differences.filter((one): one is VisibleDifference => one.after !== null && isVisible(one));
}

function isPacked(kept: NonNullable<KeptDifferences>): kept is PackedDifferences {
  return 'added' in kept;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function packVisible(kept: KeptDifferences): PackedDifferences | null {
  if (kept === null || isPacked(kept)) return kept;
  const meetings = kept.flatMap(({ was, now }) => (was ? [was, now] : [now]));
  const text = JSON.stringify(compressMeetings(meetings));
  return { added: kept.map(({ was }) => was === null), meetings: encoder.encode(text) };
}

function unpackVisible({ added, meetings: text }: PackedDifferences): VisibleDifference[] {
  const meetings = restoreMeetings(JSON.parse(decoder.decode(text)) as MeetingRow[]).values();
  const take = (): PublishedMeeting => meetings.next().value as PublishedMeeting;
  return added.map((isNew) => {
    const was = isNew ? null : take();
    const now = take();
    const difference = compareMeeting(now.identity, was?.facts ?? null, now.facts);
    return { ...difference, after: now.facts, was, now };
  });
}

/** As the audit trail stores them. */
export interface RecordedDifferences {
  readonly turns: readonly RecordedDifference[];
  /** The number of those not recorded. */
  readonly more: number;
}

interface RecordedDifference {
  readonly code: string;
  readonly identity: string;
  readonly before: MeetingFacts | null;
  readonly after: MeetingFacts;
}

/** Only the first 100 meetings are recorded: a snow day has thousands. */
const MOST_RECORDED = 100;

export async function recordDifferences(plans: readonly Differing[]): Promise<RecordedDifferences> {
  const pace = createPace();
  const turns: RecordedDifference[] = [];
  let all = 0;
  for (const plan of plans) {
    all += plan.delta.visible;
    await pace();
    if (turns.length >= MOST_RECORDED) continue;
    for (const { identity, before, after } of listVisible(plan).slice(0, MOST_RECORDED - turns.length)) {
      turns.push({ code: plan.code, identity, before, after });
    }
  }
  return { turns, more: all - turns.length };
}

/** The differences recorded in an audit entry; none in entries about people. */
export function readRecorded(value: unknown): {
  readonly differences: readonly CourseDifference[];
  readonly more: number;
} {
  const { turns, more } = (value ?? {}) as { turns?: unknown; more?: unknown };
  const recorded = Array.isArray(turns) ? (turns as RecordedDifference[]) : [];
  return {
    differences: recorded.map(({ code, identity, before, after }) => ({
      code,
      ...compareMeeting(identity, before && readFacts(before), readFacts(after)),
    })),
    more: typeof more === 'number' ? more : 0,
  };
}

/** Release 0.1's record of a meeting. */
interface BriefFacts {
  readonly section: string;
  readonly date: string;
  readonly start: string;
  readonly end: string | null;
  readonly startsAt: number;
  readonly where: readonly string[];
  readonly online: boolean;
  readonly staff: readonly string[];
  readonly notes: readonly string[];
  readonly cancelled: boolean;
  readonly reason: string | null;
}

const MINUTE = 60_000;
const DAY_MINUTES = 1440;

function readFacts(recorded: MeetingFacts | BriefFacts): MeetingFacts {
  if (!('startsAt' in recorded)) return recorded;
  const { section, date, start, end, startsAt, where, online, staff, notes, cancelled, reason } = recorded;
  const minutes = end === null ? null : (minutesOf(end) - minutesOf(start) + DAY_MINUTES) % DAY_MINUTES;
  return {
    section,
    start: startsAt,
    end: minutes === null ? null : startsAt + (minutes || DAY_MINUTES) * MINUTE,
    date,
    startTime: start,
    endTime: end,
    where: where.map((text) => ({ text, address: null, url: null, online })),
    whereToBeAnnounced: false,
    staff,
    copies: 1,
    notes,
    topic: null,
    number: null,
    status: cancelled ? 'cancelled' : 'confirmed',
    reason,
    movedFrom: null,
  };
}
