/** The store's errors as an edge says them: what happened, and whether to try again. */
import { StoreError, StoreFullError, StoreReadOnlyError } from '../../store/errors.ts';

/** Null: this is no trouble of the store but a bug. @returns seconds after which to try again; null where waiting won't help */
export function describeTrouble(error: unknown): { readonly why: string; readonly retryAfter: number | null } | null {
  if (!(error instanceof StoreError)) return null;
  const lasting = error instanceof StoreReadOnlyError || error instanceof StoreFullError;
  const why = lasting
    ? 'Changes cannot be saved on this machine at the moment. Nothing was changed; feeds go on as they were.'
    : 'The database cannot be reached at the moment. Nothing is known to have changed; feeds go on as they were.';
  return { why, retryAfter: lasting ? null : 5 };
}
