/** Why a published meeting is as it is: the rule that gives it, and the changes that concern it. For support. */

import type { Change } from '../domain/change.ts';
import { namePartialBreaks } from '../domain/course-calendar.ts';
import { isWithin, type LocalDate } from '../domain/date.ts';
import { foldId } from '../domain/id.ts';
import { type CourseKey, type Section, termOf } from '../domain/model.ts';
import type { Position } from '../domain/problem.ts';
import type { PublishedCourse, PublishedMeeting, PublishedSection } from '../domain/published.ts';
import { concernsDraft, concernsSection } from '../schedule/change-order.ts';
import { isNamed } from '../schedule/section-lookup.ts';
import type { DeskChange, StoreReads } from '../store/store.ts';
import { openAgreedRules } from './agreed-rules.ts';
import type { CourseRules } from './course-rules.ts';
import { readRules } from './rules.ts';

export interface DateExplanation {
  readonly published: PublishedCourse;
  readonly sections: readonly PublishedSection[];
  /** Those with this date, or with it as their original date; cancelled ones too. */
  readonly meetings: readonly MeetingExplanation[];
  /** Breaks on the date. */
  readonly breaks: readonly string[];
  /** The nearest meetings of the sections that do take place, before and after the date. */
  readonly nearest: { readonly before: PublishedMeeting | null; readonly after: PublishedMeeting | null };
  /** Whether the rules that the course was published from could be read; if not, no rule and no written change is known. */
  readonly rulesKnown: boolean;
}

export interface MeetingExplanation {
  readonly meeting: PublishedMeeting;
  /** Where its pattern stands, in the file as it was published; null for a meeting that a change added. */
  readonly rule: Position | null;
  /** In the order in which they are listed in the files, then as they were made at the desk; taken back ones too. */
  readonly changes: readonly ConcerningChange[];
}

export interface ConcerningChange {
  readonly change: Omit<Change, 'at'>;
  /** Where it is written; null: it was made at the desk, or by command. */
  readonly at: Position | null;
  readonly desk: DeskChange | null;
}

/**
 * @param sections ids as in a feed's address; `all` is every section
 * @returns null: the course was never published; a string: the id that is no section's
 */
export async function explainDate(
  reads: StoreReads,
  key: CourseKey,
  sections: readonly string[],
  date: LocalDate,
): Promise<DateExplanation | string | null> {
  const [summary, stored] = [await reads.findCourse(key), await reads.loadCourse(key)];
  if (!summary || !stored) return null;
  const { published } = stored;
  const chosen: PublishedSection[] = [];
  for (const id of sections) {
    const found = id === 'all' ? published.sections : published.sections.filter((one) => isCalled(one, id));
    if (found.length === 0) return id;
    chosen.push(...found);
  }
  const ids = new Set(chosen.map(({ id }) => id));
  const own = published.meetings.filter(({ facts }) => ids.has(facts.section));
  const agreed = await openAgreedRules(reads, readRules([])).read(summary);
  const desk = await reads.deskChanges(termOf(published.course.key), published.course.key);
  return {
    published,
    sections: chosen,
    meetings: own
      .filter(({ facts, originalDate }) => facts.date === date || originalDate === date)
      .toSorted((a, b) => a.facts.start - b.facts.start)
      .map((meeting) => explainMeeting(meeting, agreed, desk)),
    breaks: [
      ...published.course.breaks.filter((one) => isWithin(date, one)).map(({ name }) => name),
      ...namePartialBreaks(published.course, (one) => isWithin(date, one)),
    ],
    nearest: findNearest(own, date),
    rulesKnown: agreed !== null,
  };
}

function isCalled({ id, aliases }: PublishedSection, name: string): boolean {
  return [id, ...aliases].some((one) => foldId(one) === foldId(name));
}

function explainMeeting(
  meeting: PublishedMeeting,
  agreed: CourseRules | null,
  desk: readonly DeskChange[],
): MeetingExplanation {
  const section = agreed?.course.sections.find((one) => isNamed(one, meeting.facts.section));
  const concerns = (change: Omit<Change, 'at'>): boolean => concernsMeeting(change, meeting, section);
  const written = agreed ? [...agreed.term.changes, ...agreed.course.changes] : [];
  return {
    meeting,
    rule: section?.patterns.find(({ id }) => id === meeting.pattern)?.at ?? null,
    changes: [
      ...written.filter(concerns).map((change) => ({ change, at: change.at, desk: null })),
      ...desk.filter(({ change }) => concerns(change)).map((one) => ({ change: one.change, at: null, desk: one })),
    ],
  };
}

function concernsMeeting(
  { id, scope, effect }: Omit<Change, 'at'>,
  meeting: PublishedMeeting,
  section: Section | undefined,
): boolean {
  if (section ? !concernsSection(scope, section) : scope.sections?.includes(meeting.facts.section) === false)
    return false;
  return effect.extra ? meeting.pattern === id : concernsDraft(scope, meeting);
}

function findNearest(meetings: readonly PublishedMeeting[], date: LocalDate): DateExplanation['nearest'] {
  const confirmed = meetings
    .filter(({ facts }) => facts.status === 'confirmed')
    .toSorted((a, b) => a.facts.start - b.facts.start);
  return {
    before: confirmed.findLast(({ facts }) => facts.date < date) ?? null,
    after: confirmed.find(({ facts }) => facts.date > date) ?? null,
  };
}
