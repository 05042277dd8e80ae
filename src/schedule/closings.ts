/**
 * Closed hours: what starts in them is gone, what is running when they begin ends then. Each meeting is judged by
 * its own standing start, whatever gave it.
 */
import { dateOfDay, dayNumber } from '../domain/date.ts';
import type { Change, Section } from '../domain/model.ts';
import { concernsSection } from './change-order.ts';
import type { Draft } from './draft.ts';
import { instantsOf } from './slot.ts';
import { type ClosedHours, closedHours, type TermCalendar } from './term-calendar.ts';

/** Closed hours that a change announced; `place` is the change's in the order. */
interface AnnouncedClosing extends ClosedHours {
  readonly change: Change;
  readonly place: number;
}

type Judgement = 'gone' | 'cut' | 'untouched';

/** The section's drafts after the term's closings (what these take never existed) and those that changes announced. */
export function applyClosings(
  section: Section,
  drafts: readonly Draft[],
  changes: readonly Change[],
  calendar: TermCalendar,
): readonly Draft[] {
  const announced = listAnnounced(section, changes, calendar);
  if (calendar.closings.length === 0 && announced.length === 0) return drafts;
  const standing: Draft[] = [];
  for (const draft of drafts) {
    let kept = closeByTerm(draft, calendar);
    for (const closing of announced) if (kept) kept = closeByChange(kept, closing, calendar);
    if (kept) standing.push(kept);
  }
  return standing;
}

function listAnnounced(section: Section, changes: readonly Change[], calendar: TermCalendar): AnnouncedClosing[] {
  return changes.flatMap((change, place) => {
    const { close } = change.effect;
    const { dates } = change.scope;
    if (!close || !dates || !concernsSection(change.scope, section)) return [];
    const hours: AnnouncedClosing[] = [];
    for (let day = dayNumber(dates.from); day <= dayNumber(dates.until); day += 1) {
      const closed = closedHours(calendar.instantOf, dateOfDay(day), close.from, close.until);
      hours.push({ ...closed, name: change.id, change, place });
    }
    return hours;
  });
}

function judge(draft: Draft, closing: ClosedHours, calendar: TermCalendar): Judgement {
  const { start, end } = instantsOf(draft.slot, calendar);
  if (closing.begin <= start && start < closing.end) return 'gone';
  return end !== null && start < closing.begin && closing.begin < end ? 'cut' : 'untouched';
}

function closeByTerm(draft: Draft, calendar: TermCalendar): Draft | null {
  let kept = draft;
  for (const closing of calendar.closings) {
    const judgement = judge(kept, closing, calendar);
    if (judgement === 'gone') return null;
    if (judgement === 'cut')
      kept = { ...cut(kept, closing, calendar), notes: [...kept.notes, `Ends early: ${closing.name}`] };
  }
  return kept;
}

/** A meeting that a later change moved or made is where that change wants it; a later cancellation keeps its reason. */
function closeByChange(draft: Draft, closing: AnnouncedClosing, calendar: TermCalendar): Draft {
  const { change, place } = closing;
  if (change.scope.pattern !== null && change.scope.pattern !== draft.pattern) return draft;
  if (draft.madeBy > place || (draft.owners.get('status') ?? -1) > place) return draft;
  const judgement = judge(draft, closing, calendar);
  if (judgement === 'untouched') return draft;
  const owners = new Map(draft.owners).set(judgement === 'gone' ? 'status' : 'end', place);
  const touched = [...draft.touched, place];
  if (judgement === 'gone') return { ...draft, cancelled: true, reason: change.say, owners, touched };
  return { ...cut(draft, closing, calendar), owners, touched };
}

function cut(draft: Draft, closing: ClosedHours, calendar: TermCalendar): Draft {
  return { ...draft, slot: { ...draft.slot, end: calendar.localTimeOf(closing.begin) } };
}
