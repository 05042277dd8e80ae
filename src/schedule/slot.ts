/** A date with wall times, and arithmetic on it. Lengths are minutes of wall time. */
import { addDays, type LocalDate, type LocalTime, minutesOf, timeOfMinutes } from '../domain/date.ts';
import type { TermCalendar } from './term-calendar.ts';

export interface Slot {
  /** The date on which it starts. */
  readonly date: LocalDate;
  readonly start: LocalTime;
  /** At or before `start`: on the next day. Null: unknown. */
  readonly end: LocalTime | null;
  /** Whole days, from midnight to midnight: so many. */
  readonly days?: number;
}

/** Minutes from start to end in wall time; an end at or before the start is on the next day. */
export function lengthOf(start: LocalTime, end: LocalTime): number {
  const minutes = minutesOf(end) - minutesOf(start);
  return minutes > 0 ? minutes : minutes + 1440;
}

/** The wall time some minutes after (or, if negative, before) another, with the number of days between. */
export function shiftTime(date: LocalDate, time: LocalTime, minutes: number): { date: LocalDate; time: LocalTime } {
  const shifted = timeOfMinutes(minutesOf(time) + minutes);
  return { date: addDays(date, shifted.days), time: shifted.time };
}

type EndingSlot = Slot & { readonly end: LocalTime };

export function hasEnd(slot: Slot): slot is EndingSlot {
  return slot.end !== null;
}

/** The date on which a slot ends. */
export function endDateOf(slot: EndingSlot): LocalDate {
  return slot.end > slot.start ? slot.date : addDays(slot.date, slot.days ?? 1);
}

/**
 * A slot's instants (epoch ms). If a clock change leaves no time between them, the end is the slot's wall-time length
 * after the start.
 */
export function instantsOf(
  slot: Slot,
  calendar: TermCalendar,
): { readonly start: number; readonly end: number | null } {
  const start = calendar.instantOf(slot.date, slot.start);
  if (!hasEnd(slot)) return { start, end: null };
  const end = calendar.instantOf(endDateOf(slot), slot.end);
  return { start, end: end > start ? end : start + lengthOf(slot.start, slot.end) * 60_000 };
}
