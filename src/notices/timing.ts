/** When notices are sent: after a quiet period, at once or with the weekly digest, and again after a failure. */
import { dateOfDay, dayNumber } from '../domain/date.ts';
import { findOffsets, toInstant, toLocal } from '../domain/zone.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** What happens within this time of the first change is told together. */
const QUIET = 2 * MINUTE;
const LEAST_QUIET = 10 * SECOND;

/**
 * When to tell about changes of which the first was published at `since`: a second later for each minute that is left
 * until the meeting, so that a cancelled precept is known before people set out.
 * @param soonest when the first of the meetings concerned begins
 */
export function endOfQuiet(since: number, soonest: number): number {
  return since + Math.min(QUIET, Math.max(LEAST_QUIET, (soonest - since) / 60));
}

/** Sunday 5 pm: before the week that it is about. */
const DIGEST_TIME = '17:00';
/** 1 January 1970 was a Thursday. */
const FIRST_SUNDAY = 3;

/** The next weekly digest after an instant, in the course's zone. */
export function nextDigest(now: number, zone: string): number {
  const around = new Date(now).toISOString().slice(0, 10);
  const offsets = findOffsets(zone, around, around);
  const today = dayNumber(toLocal(offsets, now).date);
  const sunday = today + ((((FIRST_SUNDAY - today) % 7) + 7) % 7);
  const next = toInstant(offsets, dateOfDay(sunday), DIGEST_TIME);
  return next > now ? next : toInstant(offsets, dateOfDay(sunday + 7), DIGEST_TIME);
}

const FIRST_RETRY = 30 * SECOND;
const LAST_RETRY = 4 * 60 * MINUTE;

/** How long to wait after so many failed attempts: doubled each time, up to four hours. */
export function backoff(attempts: number): number {
  return Math.min(LAST_RETRY, FIRST_RETRY * 2 ** Math.min(attempts - 1, 16));
}
