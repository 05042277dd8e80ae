/**
 * Delivers what waits. One process at a time, by a lease in the store: parcels are marked with the message that they
 * go into before it is sent, so that after a crash the same message is sent again, recognisable by its key, rather than
 * lost.
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../domain/clock.ts';
import type { ServiceLog } from '../domain/log.ts';
import { createPace } from '../domain/pace.ts';
import { StoreError } from '../store/errors.ts';
import type { Notice } from '../store/notices.ts';
import type { Store } from '../store/store.ts';
import { type Attempt, type AttemptParts, attempt, attemptsOf, numbersOf } from './attempts.ts';
import { packParcel } from './message.ts';
import { createOutbox } from './outbox.ts';

export interface DelivererParts extends AttemptParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: ServiceLog;
}

export interface Deliverer {
  /** Looks whether something is due. @returns when that is done */
  wake(): Promise<void>;
  /** Ends what is under way. */
  stop(): Promise<void>;
}

/** Marked in one transaction and sent together: what a crash may repeat. */
const PARCELS_AT_ONCE = 20;
/** Longer than a batch takes where every service is slow (ms). */
const LEASE_MS = 60_000;
/** Another process has the lease, or the store failed: try again (ms). */
const RETRY_MS = 5000;
/** At least this often (ms): for what another process left, and for what is to be deleted. */
const LONGEST_WAIT_MS = 10 * 60_000;
/** A confirmation that nobody opened (ms). */
const UNCONFIRMED_MS = 48 * 60 * 60_000;

export function startDeliverer(parts: DelivererParts): Deliverer {
  const { store, clock, log } = parts;
  const holder = randomUUID();
  const outbox = createOutbox(store, clock);
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let isHolder = false;
  let forgottenAt = 0;

  const prepare = async (ids: readonly string[], now: number): Promise<Attempt[]> => {
    const pace = createPace();
    const attempts: Attempt[] = [];
    for (const id of ids) {
      await pace();
      const deliveries = await store.noticeDeliveries(id);
      const wanted = new Set(deliveries.flatMap(({ notice }) => (notice === null ? [] : [notice])));
      const notices = new Map<number, Notice>((await store.notices([...wanted])).map((one) => [one.number, one]));
      const parcel = packParcel(deliveries, (notice) => notices.get(notice)?.revision ?? 0, now);
      if (parcel) attempts.push({ subscription: await store.noticeSubscription(id), parcel, notices });
    }
    return attempts;
  };

  /** @returns false where another process delivers */
  const mark = (attempts: readonly Attempt[]): Promise<boolean> =>
    store.write(async (tx) => {
      const now = clock();
      if (!(await tx.takeNoticeLease(holder, now, now + LEASE_MS))) return false;
      for (const { parcel } of attempts) {
        const marked = { attempts: attemptsOf(parcel), message: parcel.key, error: null, dueAt: now };
        await tx.updateDeliveries(numbersOf(parcel), marked);
      }
      return true;
    });

  const deliverDue = async (): Promise<number | null> => {
    for (;;) {
      const now = clock();
      const ids = stopped ? [] : await store.dueSubscriptions(now, PARCELS_AT_ONCE);
      if (ids.length === 0) return await store.nextDelivery();
      const attempts = await prepare(ids, now);
      isHolder = await mark(attempts);
      if (!isHolder) return clock() + RETRY_MS;
      const settles = await Promise.all(attempts.map((one) => attempt(one, parts)));
      await store.write(async (tx) => {
        for (const settle of settles) await settle(tx);
      });
    }
  };

  const release = async (): Promise<void> => {
    if (!isHolder) return;
    isHolder = false;
    await store.write((tx) => tx.releaseNoticeLease(holder));
  };

  const forget = async (): Promise<void> => {
    const now = clock();
    if (now - forgottenAt < LONGEST_WAIT_MS || !store.writable) return;
    forgottenAt = now;
    await store.write((tx) => tx.forgetNoticeSubscriptions(now, now - UNCONFIRMED_MS));
  };

  /** @returns when to look again */
  const look = async (): Promise<number> => {
    try {
      const changes = await outbox.settle();
      const deliveries = await deliverDue();
      await release();
      await forget();
      return Math.min(changes ?? Infinity, deliveries ?? Infinity, clock() + LONGEST_WAIT_MS);
    } catch (error) {
      // A store that refuses is registered as a condition by who wraps it; anything else is a fault of the program.
      if (!(error instanceof StoreError)) log.error({ error: String(error) }, 'notices could not be delivered');
      return clock() + RETRY_MS;
    }
  };

  const run = async (): Promise<void> => {
    let next: number;
    do {
      again = false;
      next = await look();
    } while (again && !stopped);
    turn = null;
    if (stopped) return;
    timer = setTimeout(() => void wake(), Math.max(0, next - clock()));
    timer.unref();
  };
  const wake = async (): Promise<void> => {
    clearTimeout(timer);
    if (stopped) return;
    again = true;
    turn ??= run();
    await turn;
  };

  const unwatch = store.watch(() => void wake());
  void wake();
  return {
    wake,
    async stop() {
      stopped = true;
      unwatch();
      clearTimeout(timer);
      await turn;
      await release().catch((error: unknown) => {
        log.warn({}, `another process can deliver notices in a minute: ${String(error)}`);
      });
    },
  };
}
