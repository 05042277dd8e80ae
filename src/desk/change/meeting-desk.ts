/** The data of a meeting's page: its facts, earlier changes, and suggestions for fields. */

import { isWithin, type LocalDate } from '../../domain/date.ts';
import type { CourseKey } from '../../domain/model.ts';
import type { PublishedCourse, PublishedMeeting } from '../../domain/published.ts';
import { localTimeIn } from '../../domain/zone.ts';
import type { DeskChange } from '../../store/store.ts';
import type { DeskContext } from '../desk-context.ts';
import { summariseChange } from './change-summary.ts';
import { type Suggestion, suggestDays } from './suggestions.ts';

export interface MeetingDesk extends ChangeChoices {
  readonly meeting: PublishedMeeting;
  readonly days: readonly Suggestion[];
  /** Whether it is over. */
  readonly over: boolean;
  /** The section's next meeting. */
  readonly next: PublishedMeeting | null;
  readonly today: LocalDate;
  /** The desk's changes in force that concern it, newest first. */
  readonly changes: readonly {
    readonly id: string;
    readonly subject: string;
    readonly summary: string;
    readonly by: string;
    readonly at: number;
  }[];
}

/** Suggestions for the fields of a change. */
export interface ChangeChoices {
  readonly published: PublishedCourse;
  /** Names of places. */
  readonly places: readonly string[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** Null: no such course is published. */
export async function openChoices(context: DeskContext, key: CourseKey): Promise<ChangeChoices | null> {
  const published = context.courses.get(key);
  if (!published) return null;
  const catalog = (await context.rules(key))?.catalog;
  const used = published.meetings.flatMap(({ facts }) =>
    facts.where.filter(({ online }) => !online).map(({ text }) => text),
  );
  const named = catalog?.site.places.map(({ name }) => name) ?? [];
  return {
    published,
    // The course's rooms first, because a university has thousands.
    places: [...new Set([...used, ...named])].slice(0, 300),
    people: catalog?.courses.get(key)?.staff.map(({ id, name }) => ({ id, name })) ?? [],
  };
}

/** Null: no such course, or it has no such meeting. */
export async function openMeeting(context: DeskContext, key: CourseKey, uid: string): Promise<MeetingDesk | null> {
  const choices = await openChoices(context, key);
  const meeting = choices?.published.meetings.find((one) => one.uid === uid);
  if (!choices || !meeting) return null;
  const { published } = choices;
  const made = await context.store.deskChanges(key, published.course.term);
  const changes = made.filter((change) => change.undoneAt === null && concerns(change, published, meeting));
  return {
    ...choices,
    meeting,
    over: isOver(meeting, context.clock()),
    next: findNext(published, meeting, context.clock()),
    today: localTimeIn(published.course.zone, context.clock()).date,
    days: meeting.facts.deadline ? [] : await suggestDays(context, published, meeting, context.clock()),
    changes: changes.toReversed().map(({ id, subject, change, madeBy, madeAt }) => ({
      id,
      subject,
      summary: summariseChange(change),
      by: madeBy,
      at: madeAt,
    })),
  };
}

/** The section's next meeting, if this one is over. */
export function findNextMeeting({ courses, clock }: DeskContext, key: CourseKey, uid: string): PublishedMeeting | null {
  const published = courses.get(key);
  const meeting = published?.meetings.find((one) => one.uid === uid);
  return published && meeting && isOver(meeting, clock()) ? findNext(published, meeting, clock()) : null;
}

function isOver({ facts }: PublishedMeeting, now: number): boolean {
  return (facts.end ?? facts.start) <= now;
}

function findNext({ meetings }: PublishedCourse, { facts }: PublishedMeeting, now: number): PublishedMeeting | null {
  const coming = meetings.filter(
    (one) => one.facts.section === facts.section && one.facts.status === 'confirmed' && one.facts.start > now,
  );
  return coming.sort((a, b) => a.facts.start - b.facts.start)[0] ?? null;
}

function concerns({ change }: DeskChange, published: PublishedCourse, meeting: PublishedMeeting): boolean {
  const { scope, effect } = change;
  const section = published.sections.find(({ id }) => id === meeting.facts.section);
  if (effect.extra) return change.id === meeting.pattern;
  if (scope.sections !== null && !scope.sections.includes(meeting.facts.section)) return false;
  if (scope.kinds !== null && (!section || !scope.kinds.includes(section.kind))) return false;
  if (scope.pattern !== null && scope.pattern !== meeting.pattern) return false;
  // A deadline is named by its id alone.
  if (scope.dates === null) return meeting.facts.deadline !== undefined && scope.pattern !== null;
  return meeting.facts.deadline === undefined && isWithin(meeting.originalDate, scope.dates);
}
