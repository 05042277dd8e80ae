/** One thing after the other: a transaction of this process waits for the one before it. */

export interface Queue {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when everything that was asked for until now has ended. */
  idle(): Promise<void>;
}

export function createQueue(): Queue {
  let tail: Promise<unknown> = Promise.resolve();
  return {
    run(work) {
      const result = tail.then(work);
      tail = result.catch(() => undefined);
      return result;
    },
    async idle() {
      await tail;
    },
  };
}
