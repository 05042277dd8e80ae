/** Long work in slices, so that requests are answered meanwhile. */
import type { Steps } from './steps.ts';

const SLICE_MS = 3;

/** Lets the loop turn whenever the work since the last turn has taken its slice. */
export type Pace = () => Promise<void>;

export function createPace(): Pace {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    since = performance.now();
  };
}

/** All steps of a long work, slice by slice. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  const pace = createPace();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pace();
  }
}
