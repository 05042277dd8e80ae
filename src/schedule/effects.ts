/** Applies one change to one meeting, field by field. */
import type { Change, ChangeEffect } from '../domain/change.ts';
import type { Person } from '../domain/person.ts';
import type { Venue } from '../domain/place.ts';
import type { Draft, Field } from './draft.ts';
import { lengthOf, type Slot, shiftTime } from './slot.ts';

/**
 * The draft with the change's fields set; `changeIndex` is its index. Moving a cancelled meeting reinstates
 * it, unless the same change also cancels.
 */
export function applyEffect(draft: Draft, change: Change, changeIndex: number): Draft {
  const { effect } = change;
  const setBy = new Map(draft.setBy);
  const own = (field: Field): void => void setBy.set(field, changeIndex);
  let { slot, where, staff, cancelled, reason } = draft;
  if (effect.move) {
    slot = moveSlot(slot, effect.move);
    cancelled = false;
    reason = null;
    own('status');
    if (effect.move.date !== null) own('date');
    if (effect.move.start !== null) own('start');
    if (effect.move.end !== null) own('end');
  }
  if (effect.where) {
    where = effect.where;
    own('where');
  }
  if (effect.staff) {
    staff = effect.staff;
    own('staff');
  }
  if (effect.note !== null) own('note');
  if (effect.cancel) {
    cancelled = true;
    reason = change.say;
    own('status');
  }
  return { ...draft, slot, where, staff, cancelled, reason, setBy, touched: [...draft.touched, changeIndex] };
}

/** Whether a change sets any field of the meetings in its scope, or only closes hours. */
export function touchesFields({ effect: { extra, instead, close, ...fields } }: Change): boolean {
  return Object.values(fields).some((value) => value !== null && value !== false);
}

/** Null keeps the old value; a new start alone keeps the length. */
function moveSlot(slot: Slot, move: NonNullable<ChangeEffect['move']>): Slot {
  if (slot.days !== undefined) return moveWholeDays(slot, move);
  const start = move.start ?? slot.start;
  let end = move.end ?? slot.end;
  if (move.end === null && slot.end !== null) {
    end = shiftTime(slot.date, start, lengthOf(slot.start, slot.end)).time;
  }
  return { date: move.date ?? slot.date, start, end };
}

/** To another date it keeps its days; hours make it a meeting of hours, of no known end unless that is given. */
function moveWholeDays(slot: Slot, { date, start, end }: NonNullable<ChangeEffect['move']>): Slot {
  const to = date ?? slot.date;
  return start === null && end === null ? { ...slot, date: to } : { date: to, start: start ?? slot.start, end };
}

/** The draft replaced by another one under its own identity: a move to the other's time. */
export function becomeOther(draft: Draft, other: Draft, changeIndex: number): Draft {
  const setBy = new Map(draft.setBy);
  for (const field of ['status', 'date', 'start', 'end', 'where', 'staff'] as const) setBy.set(field, changeIndex);
  return {
    ...draft,
    slot: other.slot,
    where: orKeep<Venue>(other.where, draft.where),
    staff: orKeep<Person>(other.staff, draft.staff),
    copies: other.copies,
    notes: orKeep(other.notes, draft.notes),
    cancelled: other.cancelled,
    reason: other.reason,
    setBy,
    touched: [...draft.touched, changeIndex],
  };
}

function orKeep<T>(said: readonly T[], before: readonly T[]): readonly T[] {
  return said.length > 0 ? said : before;
}
