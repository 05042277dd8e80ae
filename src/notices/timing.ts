/** When notices are sent: after a quiet period, at once or in the weekly digest; retries with backoff. */
import { dateOfDay, dayNumber, utcDateOf } from '../domain/date.ts';
import { findOffsets, toInstant, toLocal } from '../domain/zone.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Maximum quiet period: changes within it are combined. */
const QUIET = 2 * MINUTE;
const LEAST_QUIET = 10 * SECOND;

/**
 * End of the quiet period that began with the first change at `since`: one second per minute left until the meeting,
 * so that a cancelled precept is announced before people set out.
 * @param soonest start of the earliest affected meeting
 */
export function endOfQuiet(since: number, soonest: number): number {
  return since + Math.min(QUIET, Math.max(LEAST_QUIET, (soonest - since) / 60));
}

/** Sunday 5 pm, before the week that the digest covers. */
const DIGEST_TIME = '17:00';
/** Day number of the first Sunday; 1 January 1970 was a Thursday. */
const FIRST_SUNDAY = 3;

/** The next weekly digest after an instant, in the course's zone. */
export function nextDigest(now: number, zone: string): number {
  const around = utcDateOf(now);
  const offsets = findOffsets(zone, around, around);
  const today = dayNumber(toLocal(offsets, now).date);
  const sunday = today + ((((FIRST_SUNDAY - today) % 7) + 7) % 7);
  const next = toInstant(offsets, dateOfDay(sunday), DIGEST_TIME);
  return next > now ? next : toInstant(offsets, dateOfDay(sunday + 7), DIGEST_TIME);
}

const FIRST_RETRY = 30 * SECOND;
const LAST_RETRY = 4 * 60 * MINUTE;

/** Exponential backoff: doubles with each failed attempt, up to four hours. */
export function backoff(attempts: number): number {
  return Math.min(LAST_RETRY, FIRST_RETRY * 2 ** Math.min(attempts - 1, 16));
}
