/** Runs long work without blocking the event loop, so that requests are answered meanwhile. */
import type { Steps } from './steps.ts';

const SLICE_MS = 3;

/** Yields to the event loop once the work since the last yield has used its time slice. */
export type Pace = () => Promise<void>;

export function createPace(): Pace {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}

/** Runs all steps of a long computation, yielding to the event loop between time slices. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  const pace = createPace();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pace();
  }
}
