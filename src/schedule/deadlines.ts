/** A course's deadlines, as a section of their own: changes, publications and feeds then treat them as meetings. */

import type { Change } from '../domain/change.ts';
import type { LocalDate } from '../domain/date.ts';
import { DEADLINES } from '../domain/id.ts';
import { identifyDeadline } from '../domain/identity.ts';
import type { Course, Deadline, Section } from '../domain/model.ts';
import { foldChanges } from './change-folding.ts';
import { type Draft, UNCHANGED } from './draft.ts';
import type { SectionMeetings } from './section-meetings.ts';
import { splitWithdrawn } from './withdrawals.ts';

/** Breaks and closed hours do not touch them; only changes that name them do. Null: the course has none. */
export function settleDeadlines(course: Course, changes: readonly Change[]): SectionMeetings | null {
  if (course.deadlines.length === 0) return null;
  const section = makeSection(course);
  const drafts = course.deadlines.map((deadline) => draftDeadline(course, section, deadline));
  const changed = foldChanges(course, section, drafts, changes, () => []);
  const { withdrawn, left } = splitWithdrawn(course, changed);
  return { section, final: left, withdrawn, clashes: [] };
}

function makeSection({ at }: Course): Section {
  return {
    id: DEADLINES,
    firstId: DEADLINES,
    formerly: [],
    also: [],
    listed: [],
    kind: 'deadline',
    campus: null,
    title: null,
    note: null,
    url: null,
    with: [],
    patterns: [],
    where: [],
    staff: [],
    toBeAnnounced: false,
    arrangements: [],
    ended: null,
    topics: new Map<LocalDate, string>(),
    numbered: false,
    at,
  };
}

function draftDeadline(course: Course, section: Section, deadline: Deadline): Draft {
  const { id, date, time, note, at } = deadline;
  const slot = { date, start: time, end: null };
  return {
    identity: identifyDeadline(course.term, course.firstId, id),
    section,
    pattern: id,
    originalDate: date,
    series: null,
    given: slot,
    slot,
    where: [],
    staff: [],
    copies: 1,
    notes: note === null ? [] : [note],
    cancelled: false,
    reason: null,
    at,
    deadline,
    ...UNCHANGED,
  };
}
