/** The store's errors as an edge says them: what happened, and whether to try again. */
import {
  StoreDamagedError,
  StoreError,
  StoreFullError,
  StoreReadOnlyError,
  StoreReplacedError,
} from '../../store/errors.ts';
import { UnreadableCourseError } from '../../store/unreadable-course.ts';

const DAMAGED =
  'What is stored of this course is damaged, so it cannot be changed. Nothing was changed. Whoever runs this site can bring it back from a backup.';

/** Null: this is no trouble of the store but a bug. @returns seconds after which to try again; null where waiting won't help */
export function describeTrouble(error: unknown): { readonly why: string; readonly retryAfter: number | null } | null {
  if (error instanceof UnreadableCourseError || error instanceof StoreDamagedError) {
    return { why: DAMAGED, retryAfter: null };
  }
  if (!(error instanceof StoreError)) return null;
  const lasting =
    error instanceof StoreReadOnlyError || error instanceof StoreFullError || error instanceof StoreReplacedError;
  const why = lasting
    ? 'Changes cannot be saved on this machine at the moment. Nothing was changed; feeds go on as they were.'
    : 'The database cannot be reached at the moment. Nothing is known to have changed; feeds go on as they were.';
  return { why, retryAfter: lasting ? null : 5 };
}
