/** One message to one subscriber: which deliveries it combines, and its content. */
import { dayOfFacts } from '../domain/due.ts';
import type { CourseKey } from '../domain/model.ts';
import type { PublishedChange } from '../domain/published.ts';
import { sayMeetingChanges } from '../publication/changes.ts';
import { sayVerdict } from '../publication/words.ts';
import type { Delivery, DeliveryKind, Notice, NoticeSubscription } from '../store/notices.ts';
import { sayChanged } from '../timetable/changed-meetings.ts';
import { say } from '../words/say.ts';
import { inVoice, type Voice, voiceOf } from '../words/voice.ts';
import { sayList, sayTime, sayTimesOf } from '../words/wording.ts';
import {
  differenceOf,
  joinMeetings,
  lastOf,
  type NoticeContent,
  selectMeetings,
  soonestOf,
  type ToldMeeting,
} from './content.ts';
import { nameMessage } from './secrets.ts';

/** Deliveries that are sent together. */
export interface Parcel {
  readonly key: string;
  readonly kind: DeliveryKind;
  readonly deliveries: readonly Delivery[];
}

export interface CourseNews {
  readonly code: string;
  readonly title: string;
  /** Path of its page on this site. */
  readonly path: string;
  /** One sentence each: 'P02, Friday 12 October, 11 am: cancelled' */
  readonly lines: readonly string[];
}

export interface Message {
  readonly key: string;
  readonly kind: DeliveryKind;
  /** Of its first course; the lines about another are in that one's. */
  readonly voice: Voice;
  readonly subject: string;
  readonly courses: readonly CourseNews[];
  /** Start of its earliest meeting; null: no meetings. */
  readonly soonest: number | null;
  /** Obsolete after this instant (epoch ms). */
  readonly expires: number | null;
}

/** Limit on lines; the course's page has the rest. */
const MOST_LINES = 12;

/**
 * Groups a subscription's next deliveries into a parcel; null: nothing is due. Deliveries that may have been sent are
 * repeated with the same key; otherwise all waiting ones are combined, including failed ones.
 * @param notices must include those of the deliveries
 */
export function packParcel(
  deliveries: readonly Delivery[],
  notices: ReadonlyMap<number, Notice>,
  now: number,
): Parcel | null {
  const due = deliveries.filter(({ dueAt }) => dueAt <= now);
  const repeated = due.find(({ message }) => message !== null);
  if (repeated) {
    const same = deliveries.filter(({ message }) => message === repeated.message);
    return { key: repeated.message as string, kind: repeated.kind, deliveries: same };
  }
  const [first] = due.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  if (!first) return null;
  if (first.notice === null) {
    return {
      key: nameMessage(`${first.subscription} ${first.kind} ${first.number}`),
      kind: first.kind,
      deliveries: [first],
    };
  }
  const together = deliveries.filter(
    ({ kind, message, dueAt }) => kind === first.kind && message === null && (kind === 'now' || dueAt <= now),
  );
  const key = nameMessage(`${first.subscription} ${first.kind} ${listCovered(together, notices).join(' ')}`);
  return { key, kind: first.kind, deliveries: together };
}

/**
 * The last revision per course, sorted. A change of a term has one revision for all its courses, but the courses may be
 * notified at different times.
 */
function listCovered(deliveries: readonly Delivery[], notices: ReadonlyMap<number, Notice>): readonly string[] {
  const last = new Map<CourseKey, number>();
  for (const { notice: number } of deliveries) {
    const notice = notices.get(number ?? 0);
    if (notice) last.set(notice.course, Math.max(notice.revision, last.get(notice.course) ?? 0));
  }
  return [...last].map(([course, revision]) => `${course}@${revision}`).sort();
}

const ORDER: readonly DeliveryKind[] = ['confirm', 'test', 'now', 'digest'];

/** The message about a parcel's notices; null: obsolete, because undone or its meetings have begun. */
export function composeNews(
  parcel: Parcel,
  subscription: NoticeSubscription,
  notices: ReadonlyMap<number, Notice>,
  now: number,
): Message | null {
  const told = listTold(parcel, subscription, notices, now);
  const meetings = told.flatMap((one) => one.meetings);
  const [first] = told;
  if (!first || meetings.length === 0) return null;
  const voice = voiceOf(first.content);
  return {
    key: parcel.key,
    kind: parcel.kind,
    voice,
    subject: inVoice(voice, () => saySubject(parcel.kind, told)),
    courses: told.map(({ content, meetings: some }) => ({
      ...{ code: content.code, title: content.title, path: content.path },
      lines: inVoice(content, () => sayLines(some, now)),
    })),
    soonest: Math.min(...meetings.map((meeting) => soonestOf(meeting, now))),
    expires: Math.max(...meetings.map(lastOf)),
  };
}

interface Told {
  readonly content: NoticeContent;
  readonly meetings: readonly ToldMeeting[];
}

function listTold(
  { deliveries }: Parcel,
  { choices }: NoticeSubscription,
  notices: ReadonlyMap<number, Notice>,
  now: number,
): Told[] {
  const parts = deliveries.flatMap(({ notice: number, part }) => {
    const notice = notices.get(number ?? 0);
    const choice = choices.find(({ course }) => course === notice?.course);
    if (!notice || !choice) return [];
    const content = notice.content as NoticeContent;
    const meetings = selectMeetings(content, { sections: choice.sections, part, at: notice.at });
    return [{ content, meetings, revision: notice.revision }];
  });
  parts.sort((a, b) => a.revision - b.revision);
  return [...Map.groupBy(parts, ({ content }) => content.course).values()]
    .map((group) => ({
      content: (group.at(-1) as (typeof group)[number]).content,
      meetings: joinMeetings(
        group.map(({ meetings }) => meetings),
        now,
      ),
    }))
    .filter(({ meetings }) => meetings.length > 0);
}

function sayLines(meetings: readonly ToldMeeting[], now: number): string[] {
  const known = new Map(meetings.map((meeting) => [meeting.identity, meeting]));
  const changes = sayMeetingChanges(meetings.map(differenceOf), now);
  const lines = changes.slice(0, MOST_LINES).map((change) => sayLine(change, known.get(change.identity)));
  const more = changes.length - lines.length;
  return more > 0 ? [...lines, say('notices.more', { count: more })] : lines;
}

function sayLine(change: PublishedChange, meeting: ToldMeeting | undefined): string {
  const facts = meeting?.after ?? meeting?.before;
  const { section } = change;
  // Notes may span several lines; a notice has one line per change.
  const line = change.line.replaceAll(/\s+/g, ' ');
  // It says what is due, and when.
  if (facts?.deadline) return line;
  const when = sayChanged(change);
  if (change.meetings !== undefined || !facts) return say('notices.line', { section, when, line });
  const time = facts.days === undefined ? sayTime(facts.startTime) : sayTimesOf(facts);
  return say('notices.lineAt', { section, when, time, line });
}

function saySubject(kind: DeliveryKind, told: readonly Told[]): string {
  const codes = sayList(told.map(({ content }) => content.code));
  if (kind === 'digest') return say('notices.digestSubject', { codes });
  const [only, another] = told.flatMap(({ meetings }) => meetings);
  const facts = only && (only.after ?? only.before);
  if (!only || !facts || another) {
    return say('notices.subjectOfSeveral', { codes, count: told.flatMap(({ meetings }) => meetings).length });
  }
  const when = sayChanged({
    date: dayOfFacts(facts),
    at: 0,
    identity: only.identity,
    section: facts.section,
    line: '',
  });
  return say('notices.subjectOfOne', {
    codes,
    section: facts.deadline?.title ?? facts.section,
    verdict: sayVerdict(differenceOf(only)),
    when,
  });
}
