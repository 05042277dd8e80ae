/** DATE values (RFC 5545 §3.3.4), and DATE-TIME values (§3.3.5) in their two forms that are not floating. */
import { addDays, type LocalDate, type LocalTime } from '../domain/date.ts';

/** An instant (epoch ms, years 0 to 9999) in the UTC form; fractions of a second are dropped. */
export function formatUtc(instant: number): string {
  const date = new Date(instant);
  const day = date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  const time = date.getUTCHours() * 10_000 + date.getUTCMinutes() * 100 + date.getUTCSeconds();
  return `${String(day).padStart(8, '0')}T${String(time).padStart(6, '0')}Z`;
}

/** A wall time in the local form; callers add the TZID. */
export function formatWallTime(date: LocalDate, time: LocalTime): string {
  return `${date.replaceAll('-', '')}T${time.replace(':', '')}00`;
}

/** A whole day, or one some days after it. */
export function formatDate(date: LocalDate, days = 0): string {
  return addDays(date, days).replaceAll('-', '');
}
