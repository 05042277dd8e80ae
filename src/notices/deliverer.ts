/**
 * Delivers due notices. One process at a time, by a lease in the store. Parcels are marked with their message's key
 * before it is sent, so that after a crash the same message is sent again, recognisable as a duplicate by its key,
 * rather than lost.
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../domain/clock.ts';
import type { ServiceLog } from '../domain/log.ts';
import { createPace, type Pace } from '../domain/pace.ts';
import { StoreError } from '../store/errors.ts';
import type { Delivery, Notice } from '../store/notices.ts';
import type { Store } from '../store/store.ts';
import {
  type Attempt,
  type AttemptContext,
  attemptsOf,
  carryOut,
  compose,
  numbersOf,
  type Settlement,
  writeSettlements,
} from './attempts.ts';
import { packParcel } from './message.ts';
import { createOutbox } from './outbox.ts';

export interface DelivererContext extends AttemptContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: ServiceLog;
}

export interface Deliverer {
  /** Checks for due deliveries. @returns when done */
  wake(): Promise<void>;
  /** Finishes deliveries in progress, then stops. */
  stop(): Promise<void>;
}

/** Batch size: marked in one transaction and sent concurrently; a crash may repeat at most this many. */
const PARCELS_AT_ONCE = 20;
/** Limit on notices cached between batches. */
const MOST_AT_HAND = 100;
/** Lease duration: if this process dies, another one takes over after it (ms). */
const LEASE_MS = 60_000;
/** Retry interval if another process has the lease or the store failed (ms). */
const RETRY_MS = 5000;
/** Maximum polling interval (ms), for deliveries left by other processes and for expired data. */
const LONGEST_WAIT_MS = 10 * 60_000;
/** Expiry of unanswered confirmations (ms). */
const UNCONFIRMED_MS = 48 * 60 * 60_000;

export function startDeliverer(context: DelivererContext): Deliverer {
  const { store, clock, log } = context;
  const holder = randomUUID();
  const outbox = createOutbox(store, clock);
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let isHolder = false;
  let forgottenAt = 0;
  const atHand = new Map<number, Notice>();

  const prepare = async (ids: readonly string[], now: number): Promise<Attempt[]> => {
    const pace = createPace();
    const deliveries = Map.groupBy(await store.noticeDeliveries(ids), ({ subscription }) => subscription);
    await pace();
    const subscriptions = new Map((await store.noticeSubscriptions({ ids })).map((one) => [one.id, one]));
    const notices = await readNotices([...deliveries.values()].flat(), pace);
    return ids.flatMap((id): Attempt[] => {
      const parcel = packParcel(deliveries.get(id) ?? [], notices, now);
      return parcel ? [{ subscription: subscriptions.get(id) ?? null, parcel, notices }] : [];
    });
  };

  /** Notices are cached between batches, since many subscribers get the same ones. */
  const readNotices = async (deliveries: readonly Delivery[], pace: Pace): Promise<ReadonlyMap<number, Notice>> => {
    const wanted = new Set(deliveries.flatMap(({ notice }) => (notice === null ? [] : [notice])));
    const missing = [...wanted].filter((number) => !atHand.has(number));
    if (atHand.size + missing.length > MOST_AT_HAND) {
      for (const number of atHand.keys()) if (!wanted.has(number)) atHand.delete(number);
    }
    for (const number of missing) {
      await pace();
      for (const notice of await store.notices([number])) atHand.set(number, notice);
    }
    return atHand;
  };

  /** Composes and encrypts messages one by one, yielding to the event loop between them; sends them concurrently. */
  const attemptAll = async (attempts: readonly Attempt[]): Promise<readonly Settlement[]> => {
    const pace = createPace();
    const begun: (Settlement | Promise<Settlement>)[] = [];
    for (const one of attempts) {
      await pace();
      const composed = compose(one, context);
      await pace();
      begun.push(composed.type === 'sending' ? carryOut(composed, context) : composed);
    }
    return await Promise.all(begun);
  };

  /** Renews the lease while a batch is sent, since slow services may take longer than the lease. */
  const holdLease = async <T>(work: () => Promise<T>): Promise<T> => {
    const renew = (): void => {
      const now = clock();
      store
        .write((tx) => tx.takeNoticeLease(holder, now, now + LEASE_MS))
        .catch((error: unknown) => log.warn({ error: String(error) }, 'the lease for notices could not be renewed'));
    };
    const renewing = setInterval(renew, LEASE_MS / 3);
    try {
      return await work();
    } finally {
      clearInterval(renewing);
    }
  };

  /** @returns false if another process has the lease */
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
      if (ids.length === 0) {
        atHand.clear();
        return await store.nextDelivery();
      }
      const attempts = await prepare(ids, now);
      isHolder = await mark(attempts);
      if (!isHolder) return clock() + RETRY_MS;
      const settlements = await holdLease(() => attemptAll(attempts));
      await store.write((tx) => writeSettlements(tx, settlements, clock()));
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
      // The store's wrapper reports StoreErrors as a condition; anything else is a bug.
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
