/** Injected faults that the kill test must detect, to prove that it is effective. */
import type { NoticeWrites } from '../../src/store/notices.ts';
import type { Store, StoreTransaction } from '../../src/store/store.ts';

export const NOTICE_FAULTS = ['unmarked', 'forgotten'] as const;
/**
 * - `unmarked`: the message is not recorded before it is sent, so that after a crash it is sent under another key;
 * - `forgotten`: it is recorded as delivered before it is sent, so that a crash loses it.
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

/** Delegates everything else to the original, including getters. */
function replaceMethods<T extends object>(original: T, methods: Partial<T>): T {
  return Object.defineProperties(
    Object.create(original) as T,
    Object.getOwnPropertyDescriptors(methods) as PropertyDescriptorMap,
  );
}
