/** Limits and mail addresses, for the edges that ask. */
import { type AttemptLimit, createAttemptLimit } from './attempt-limit.ts';
import { readMail } from '../desk/access/mail-address.ts';

/** @param tries at once @param everyMs one more after this long */
export function createAttemptLimitFor(tries: number, everyMs: number): AttemptLimit {
  return createAttemptLimit(tries, everyMs);
}

/** Null: that is no mail address. */
export function readMailText(text: string): string | null {
  return readMail(text);
}
