/** A long pure computation that can be paused: a generator that yields between its steps and returns the result. */
export type Steps<T> = Generator<void, T, void>;

/** Runs synchronously, without pauses. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
