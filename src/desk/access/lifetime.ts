/** The lifetimes of sign-in links and sessions. */
import { say } from '../../words/say.ts';

const DAY = 86_400_000;

/** Of an invitation, which waits in a mailbox. */
export const LINK_LASTS = 7 * DAY;
/** Of a link requested just now, by mail or on a colleague's screen. */
export const RENEWAL_LASTS = 30 * 60_000;
/** How long ended sessions and links are kept, to explain old links. */
export const FORGOTTEN_AFTER = 90 * DAY;
/** Browsers keep no cookie for longer than 400 days (RFC 6265bis §5.5). */
const LONGEST = 400 * DAY;
const SHORTEST = 30 * DAY;
/** The extra time after a term's last day, for grading. */
const AFTER_TERM = 14 * DAY;

/**
 * The end of a session that begins now: some time after the person's term.
 * @param termEnds midnights of the last days of those terms
 */
export function sessionEnd(now: number, termEnds: readonly number[]): number {
  const last = Math.max(0, ...termEnds) + AFTER_TERM;
  return Math.min(now + LONGEST, Math.max(now + SHORTEST, last));
}

/** 'in 30 minutes', 'in 7 days' */
export function sayLifetime(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 120) return say('length.minutes', { count: minutes });
  const hours = Math.round(minutes / 60);
  return hours < 48 ? say('length.hours', { count: hours }) : say('length.days', { count: Math.round(hours / 24) });
}
