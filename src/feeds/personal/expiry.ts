/** Deletes personal calendars that no program fetched within a month of their making. */
import type { Clock } from '../../domain/clock.ts';
import type { ServiceLog } from '../../domain/log.ts';
import type { Conditions } from '../../publish/conditions.ts';
import { StoreUnavailableError } from '../../store/errors.ts';
import type { Store } from '../../store/store.ts';

interface ExpiryContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Pick<ServiceLog, 'info'>;
  readonly conditions: Pick<Conditions, 'raise' | 'clear'>;
}

const UNFETCHED_MS = 30 * 86_400_000;
/** Subject of the condition. */
const CALENDARS = 'personal calendars';

/**
 * A failure is a condition until the next success: the next night, or the next start.
 * @throws StoreUnavailableError which is a condition of the store's own
 */
export async function expireCalendars({ store, clock, log, conditions }: ExpiryContext): Promise<void> {
  const before = clock() - UNFETCHED_MS;
  try {
    // Nothing is written if nothing is due.
    const expired = (await store.hasUnfetched(before)) ? await store.write((tx) => tx.expireUnfetched(before)) : 0;
    if (expired > 0) log.info({}, `${expired} personal calendars that no program ever fetched have expired`);
    conditions.clear('expiry-failing', CALENDARS);
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    conditions.raise('expiry-failing', CALENDARS, why, 'it is tried again the next night');
  }
}
