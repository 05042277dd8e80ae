/** Faults that the kill test must find: it would be worthless if it passed with one of them built in. */
import type { NoticeWrites } from '../../src/store/notices.ts';
import type { Store, StoreTransaction } from '../../src/store/store.ts';

export const NOTICE_FAULTS = ['unmarked', 'forgotten'] as const;
/**
 * - `unmarked`: what is about to be sent is not recorded first, so that after a crash it goes out in another message;
 * - `forgotten`: it is recorded as delivered before it is sent, so that after a crash it is lost.
 */
export type NoticeFault = (typeof NOTICE_FAULTS)[number];

export function isNoticeFault(text: string): text is NoticeFault {
  return NOTICE_FAULTS.some((fault) => fault === text);
}

/** The store with a fault in its transactions. */
export function breakStore(store: Store, fault: NoticeFault): Store {
  return replaceMethods(store, {
    write: (work) => store.write((tx) => work(breakTransaction(tx, fault))),
  });
}

function breakTransaction(tx: StoreTransaction, fault: NoticeFault): StoreTransaction {
  const updateDeliveries: NoticeWrites['updateDeliveries'] = (numbers, outcome) => {
    if (outcome.message === null) return tx.updateDeliveries(numbers, outcome);
    return fault === 'forgotten'
      ? tx.dropDeliveries(numbers)
      : tx.updateDeliveries(numbers, { ...outcome, message: null });
  };
  return replaceMethods(tx, { updateDeliveries });
}

/** Everything else is the original's, getters included. */
function replaceMethods<T extends object>(original: T, methods: Partial<T>): T {
  return Object.defineProperties(
    Object.create(original) as T,
    Object.getOwnPropertyDescriptors(methods) as PropertyDescriptorMap,
  );
}
