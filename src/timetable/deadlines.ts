/** A course's deadlines as its page shows them. */

import type { LocalDate, LocalTime } from '../domain/date.ts';
import { dayOfDue } from '../domain/due.ts';
import type { PublishedMeeting } from '../domain/published.ts';
import type { DeadlineFacts } from '../domain/schedule.ts';
import type { CourseView } from '../feeds/courses.ts';
import { isFor } from '../ical/selection.ts';
import type { OfferedSection } from './offered-sections.ts';

export interface ShownDeadline extends DeadlineFacts {
  readonly uid: string;
  /** Epoch ms. */
  readonly start: number;
  readonly date: LocalDate;
  readonly time: LocalTime;
  /** The day that people see it on: the day before, where it is due at 12:00 am. */
  readonly day: LocalDate;
  readonly cancelled: boolean;
  readonly reason: string | null;
  readonly notes: readonly string[];
  /** Its latest change. */
  readonly changed: { readonly at: number; readonly line: string } | null;
}

/** By instant: those for everybody, and those for the chosen sections; with none chosen, all. */
export function listDeadlines({ published }: CourseView, chosen: readonly OfferedSection[]): ShownDeadline[] {
  const sections = chosen.filter(({ view }) => view.published === published).map(({ section }) => section);
  return published.meetings
    .filter(({ taken, facts }) => taken === undefined && isFor(facts, sections))
    .flatMap((meeting) => showDeadline(meeting))
    .sort((a, b) => a.start - b.start || (a.title < b.title ? -1 : 1));
}

function showDeadline({ uid, facts, history }: PublishedMeeting): ShownDeadline[] {
  const { deadline, start, date, startTime, status, reason, notes } = facts;
  if (!deadline) return [];
  const due = { start, date, time: startTime, day: dayOfDue(date, startTime).day };
  const changes = { cancelled: status === 'cancelled', reason, notes, changed: history.at(-1) ?? null };
  return [{ ...deadline, uid, ...due, ...changes }];
}

/** The next one that is due. */
export function findNextDue(deadlines: readonly ShownDeadline[], now: number | null): ShownDeadline | null {
  if (now === null) return null;
  return deadlines.find(({ start, cancelled }) => !cancelled && start > now) ?? null;
}
