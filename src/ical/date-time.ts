/** DATE-TIME values (RFC 5545 §3.3.5) in their two forms that are not floating. */
import type { LocalDate, LocalTime } from '../domain/date.ts';

/** An instant (epoch ms) in the UTC form; parts of a second are dropped. */
export function formatUtc(instant: number): string {
  const iso = new Date(instant).toISOString();
  return `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 10)}T${iso.slice(11, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}Z`;
}

/** A wall time; whoever prints it adds the TZID. */
export function formatWallTime(date: LocalDate, time: LocalTime): string {
  return `${date.replaceAll('-', '')}T${time.replace(':', '')}00`;
}
