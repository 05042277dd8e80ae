/**
 * The differences between two revisions of one meeting, as facts. Lines, verdicts, counts, announcements and notices
 * all describe this value in words (`words.ts`).
 */
import type { LocalDate, LocalTime } from '../domain/date.ts';
import type { DeadlineFacts, MeetingFacts, VenueFacts } from '../domain/schedule.ts';
import { sameJson } from './same.ts';

export interface MeetingDifference {
  readonly identity: string;
  /** Null: the meeting is new. */
  readonly before: MeetingFacts | null;
  /** Null: the meeting is gone. */
  readonly after: MeetingFacts | null;
  /** Empty: nothing worth reporting (only a number, the section's id, or the course's own facts changed). */
  readonly parts: readonly DifferencePart[];
}

export interface Moment {
  readonly date: LocalDate;
  readonly time: LocalTime;
  /** Of an item of whole days. */
  readonly allDay?: true;
}

export interface Places {
  readonly venues: readonly VenueFacts[];
  readonly toBeAnnounced: boolean;
}

export type DifferencePart =
  | { readonly type: 'added' }
  | { readonly type: 'withdrawn' }
  /** Cancelled now, or cancelled for another reason. */
  | { readonly type: 'cancelled'; readonly reason: string | null }
  | { readonly type: 'reinstated' }
  | { readonly type: 'moved'; readonly from: Moment; readonly to: Moment; readonly back: boolean }
  /** A new deadline. */
  | { readonly type: 'set'; readonly due: Moment }
  | { readonly type: 'due'; readonly from: Moment; readonly to: Moment }
  | { readonly type: 'title'; readonly from: string }
  /** A deadline is for other sections; empty: for everybody. */
  | { readonly type: 'for'; readonly to: readonly string[] }
  /** Only the end differs. */
  | { readonly type: 'end'; readonly from: LocalTime | null; readonly to: LocalTime | null }
  | { readonly type: 'place'; readonly from: Places; readonly to: Places }
  | { readonly type: 'staff'; readonly to: readonly string[] }
  | { readonly type: 'copies'; readonly to: number }
  | { readonly type: 'topic'; readonly to: string | null }
  /** No line added: one was removed. */
  | { readonly type: 'notes'; readonly added: readonly string[] };

/** The kinds of difference; a difference may be of several kinds and counts for each. */
export type DifferenceKind =
  | 'added'
  | 'cancelled'
  | 'reinstated'
  | 'moved'
  | 'rooms'
  | 'people'
  /** Any other change of SEQUENCE: a note, a topic, the course's title, a link. */
  | 'revised'
  /** Only "Lecture 7" became "Lecture 6". */
  | 'renumbered'
  | 'withdrawn';

export function compareMeeting(
  identity: string,
  before: MeetingFacts | null,
  after: MeetingFacts | null,
): MeetingDifference {
  return { identity, before, after, parts: listParts(before, after) };
}

function listParts(before: MeetingFacts | null, after: MeetingFacts | null): DifferencePart[] {
  if (!after) return [{ type: 'withdrawn' }];
  if (!before) return [after.status === 'confirmed' ? beginPart(after) : { type: 'cancelled', reason: after.reason }];
  if (after.status === 'cancelled') {
    const same = before.status === 'cancelled' && before.reason === after.reason;
    return [
      ...(same ? [] : [{ type: 'cancelled', reason: after.reason } as const]),
      ...compareNotes(before.notes, after.notes),
    ];
  }
  return [
    ...(before.status === 'cancelled' ? [{ type: 'reinstated' } as const] : []),
    ...compareTimes(before, after),
    ...compareDeadlines(before.deadline, after.deadline),
    ...comparePlaces(before, after),
    ...compareStaff(before, after),
    ...(before.copies === after.copies ? [] : [{ type: 'copies', to: after.copies } as const]),
    ...(before.topic === after.topic ? [] : [{ type: 'topic', to: after.topic } as const]),
    ...compareNotes(before.notes, after.notes),
  ];
}

function beginPart({ deadline, date, startTime }: MeetingFacts): DifferencePart {
  return deadline ? { type: 'set', due: { date, time: startTime } } : { type: 'added' };
}

function compareDeadlines(before: DeadlineFacts | undefined, after: DeadlineFacts | undefined): DifferencePart[] {
  if (!before || !after) return [];
  return [
    ...(before.title === after.title ? [] : [{ type: 'title', from: before.title } as const]),
    ...(sameJson(before.for, after.for) ? [] : [{ type: 'for', to: after.for } as const]),
  ];
}

function compareTimes(before: MeetingFacts, after: MeetingFacts): DifferencePart[] {
  if (before.start !== after.start || before.date !== after.date || before.startTime !== after.startTime) {
    const from = momentOf(before);
    const to = momentOf(after);
    if (after.deadline) return [{ type: 'due', from, to }];
    return [{ type: 'moved', from, to, back: before.movedFrom !== null && after.movedFrom === null }];
  }
  if (before.end === after.end && before.endTime === after.endTime) return [];
  return [{ type: 'end', from: before.endTime, to: after.endTime }];
}

function momentOf({ date, startTime, days }: MeetingFacts): Moment {
  return { date, time: startTime, ...(days === undefined ? {} : { allDay: true }) };
}

function comparePlaces(before: MeetingFacts, after: MeetingFacts): DifferencePart[] {
  const from = { venues: before.where, toBeAnnounced: before.whereToBeAnnounced };
  const to = { venues: after.where, toBeAnnounced: after.whereToBeAnnounced };
  return sameJson(from, to) ? [] : [{ type: 'place', from, to }];
}

/** Former staff are not named: a site that stops showing names does so on purpose. */
function compareStaff(before: MeetingFacts, after: MeetingFacts): DifferencePart[] {
  return sameJson(before.staff, after.staff) ? [] : [{ type: 'staff', to: after.staff }];
}

function compareNotes(before: readonly string[], after: readonly string[]): DifferencePart[] {
  const added = after.filter((note) => !before.includes(note));
  return added.length > 0 || before.some((note) => !after.includes(note)) ? [{ type: 'notes', added }] : [];
}

const KINDS: Readonly<Partial<Record<DifferencePart['type'], DifferenceKind>>> = {
  added: 'added',
  withdrawn: 'withdrawn',
  reinstated: 'reinstated',
  set: 'added',
  moved: 'moved',
  due: 'moved',
  end: 'moved',
  place: 'rooms',
  staff: 'people',
};

/** The kinds of a difference; never empty. */
export function kindsOf({ before, after, parts }: MeetingDifference): readonly DifferenceKind[] {
  const kinds = new Set<DifferenceKind>();
  for (const { type } of parts) {
    const kind = KINDS[type];
    if (kind) kinds.add(kind);
    // A new cancelled meeting, or a new reason for a cancellation, removes nothing.
    else if (type === 'cancelled' && before?.status === 'confirmed') kinds.add('cancelled');
  }
  if (kinds.size > 0) return [...kinds];
  return [before && after && sameButNumber(before, after) ? 'renumbered' : 'revised'];
}

function sameButNumber(a: MeetingFacts, b: MeetingFacts): boolean {
  return a.number !== b.number && sameJson({ ...a, number: null }, { ...b, number: null });
}

/** Whether subscribers see it on a remaining meeting: everything except numbers and withdrawals. */
export function isVisible(difference: MeetingDifference): boolean {
  return kindsOf(difference).every((kind) => kind !== 'renumbered' && kind !== 'withdrawn');
}

/** Equal keys mark differences that can be reported together; a deadline, and a move to another day, is always reported alone. */
export function likenessOf({ identity, before, after, parts }: MeetingDifference): string {
  if ((after ?? before)?.deadline) return identity;
  return JSON.stringify(
    parts.map((part) => {
      if (part.type !== 'moved') return part;
      const { from, to } = part;
      return from.date === to.date ? { type: 'moved', from: from.time, to: to.time } : { type: 'moved', identity };
    }),
  );
}
