/** Failures of the store as pages and the API report them: what happened, and whether to try again. */
import type { Response } from 'express';
import {
  StoreDamagedError,
  StoreError,
  StoreFullError,
  StoreReadOnlyError,
  StoreReplacedError,
} from '../store/errors.ts';
import { UnreadableCourseError } from '../store/unreadable-course.ts';
import { say } from '../words/say.ts';

/**
 * Runs an act. A failure of the store is answered.
 * @param send the answer, with status 503
 * @throws whatever else fails: a bug, for the application's own answer
 */
export async function answerTrouble(
  response: Response,
  act: () => Promise<void>,
  send: (why: string) => void,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    const trouble = describeTrouble(error);
    if (!trouble || response.headersSent) throw error;
    if (trouble.retryAfter !== null) response.setHeader('Retry-After', String(trouble.retryAfter));
    send(trouble.why);
  }
}

/** @returns null: no failure of the store. `retryAfter`: seconds; null where waiting won't help */
function describeTrouble(error: unknown): { readonly why: string; readonly retryAfter: number | null } | null {
  if (error instanceof UnreadableCourseError || error instanceof StoreDamagedError) {
    return { why: say('deskAccess.damaged'), retryAfter: null };
  }
  if (!(error instanceof StoreError)) return null;
  const lasting =
    error instanceof StoreReadOnlyError || error instanceof StoreFullError || error instanceof StoreReplacedError;
  const why = lasting ? say('deskAccess.unwritable') : say('deskAccess.unreachable');
  return { why, retryAfter: lasting ? null : 5 };
}
