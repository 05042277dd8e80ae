/** Long pure work that can be interrupted: a generator that yields between its steps and returns what came of it. */
export type Steps<T> = Generator<void, T, void>;

/** All steps at once, for callers that have nothing else to do meanwhile. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
