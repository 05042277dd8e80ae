/**
 * Closed hours: meetings that start in them do not take place, those running when they begin end then. Each meeting is
 * judged by its own current start, whatever set it.
 *
 * A term's closing is applied first: meetings in it are removed, not published as cancelled. A closing announced by a
 * change cancels, with its public text. As everywhere the newest change wins: a meeting that a later change moved or
 * added is not affected.
 */

import type { Change } from '../domain/change.ts';
import { addDays, type DateSpan, isWithin, type LocalDate } from '../domain/date.ts';
import type { Section } from '../domain/model.ts';
import { say } from '../words/say.ts';
import { concernsSection } from './change-order.ts';
import type { Draft } from './draft.ts';
import { instantsOf } from './slot.ts';
import type { TermCalendar } from './term-calendar.ts';
import type { Hours } from './term-times.ts';

/** A change that closes hours of each date of its scope; `place` is its index in the order of changes. */
interface AnnouncedClosing {
  readonly change: Change;
  readonly close: NonNullable<Change['effect']['close']>;
  readonly dates: DateSpan;
  readonly changeIndex: number;
}

/** The shortest day of a clock change. */
const SHORTEST_DAY = 22 * 3_600_000;

/** Applies the closings of the term and of the changes, oldest first, to the section's drafts. */
export function applyClosings(
  section: Section,
  drafts: readonly Draft[],
  changes: readonly Change[],
  calendar: TermCalendar,
): readonly Draft[] {
  const announced = listAnnounced(section, changes);
  if (calendar.closings.length === 0 && announced.length === 0) return drafts;
  const remaining: Draft[] = [];
  for (const draft of drafts) {
    const kept = closeByTerm(draft, calendar);
    if (kept) remaining.push(announced.reduce((one, closing) => closeByChange(one, closing, calendar), kept));
  }
  return remaining;
}

function listAnnounced(section: Section, changes: readonly Change[]): AnnouncedClosing[] {
  return changes.flatMap((change, changeIndex) => {
    const { close } = change.effect;
    const { dates } = change.scope;
    return close && dates && concernsSection(change.scope, section) ? [{ change, close, dates, changeIndex }] : [];
  });
}

function judge(draft: Draft, { begin, end }: Hours, calendar: TermCalendar): 'gone' | 'cut' | 'untouched' {
  const slot = instantsOf(draft.slot, calendar);
  if (begin <= slot.start && slot.start < end)
    return draft.slot.days && end < slot.start + SHORTEST_DAY ? 'untouched' : 'gone';
  // Items of whole days go with a whole day, and are never cut.
  if (draft.slot.days) return 'untouched';
  return slot.end !== null && slot.start < begin && begin < slot.end ? 'cut' : 'untouched';
}

function closeByTerm(draft: Draft, calendar: TermCalendar): Draft | null {
  let kept = draft;
  for (const closing of calendar.closings) {
    const judgement = judge(kept, closing, calendar);
    if (judgement === 'gone') return null;
    if (judgement === 'cut') {
      kept = {
        ...kept,
        slot: cutSlot(kept, closing, calendar),
        notes: [...kept.notes, say('event.endsEarly', { name: closing.name })],
      };
    }
  }
  return kept;
}

function closeByChange(draft: Draft, closing: AnnouncedClosing, calendar: TermCalendar): Draft {
  const { pattern } = closing.change.scope;
  if (pattern !== null && pattern !== draft.pattern) return draft;
  // A meeting starts in the hours of its own date, or runs into those of the next.
  const dates = [draft.slot.date, addDays(draft.slot.date, 1)].filter((date) => isWithin(date, closing.dates));
  return dates.reduce((one, date) => closeOnDate(one, date, closing, calendar), draft);
}

function closeOnDate(draft: Draft, date: LocalDate, closing: AnnouncedClosing, calendar: TermCalendar): Draft {
  const { change, close, changeIndex } = closing;
  const hours = calendar.hoursOf(date, close.from, close.until);
  const judgement = judge(draft, hours, calendar);
  if (judgement === 'untouched' && draft.slot.date !== date) return draft;
  const touched = { ...draft, touched: [...draft.touched, changeIndex] };
  // The meeting was moved, cancelled or made by a later change.
  const isNewer = Math.max(draft.madeBy, draft.setBy.get('status') ?? -1) > changeIndex;
  if (judgement === 'untouched' || isNewer) return touched;
  const setBy: Draft['setBy'] = new Map(draft.setBy).set(judgement === 'gone' ? 'status' : 'end', changeIndex);
  if (judgement === 'gone') return { ...touched, setBy, cancelled: true, reason: change.say };
  return { ...touched, setBy, slot: cutSlot(draft, hours, calendar) };
}

function cutSlot({ slot }: Draft, { begin }: Hours, calendar: TermCalendar): Draft['slot'] {
  return { ...slot, end: calendar.localTimeOf(begin) };
}
