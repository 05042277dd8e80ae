/** Long work in slices, so that requests are answered meanwhile. */
import { setImmediate } from 'node:timers/promises';

const SLICE_MS = 6;

/** Lets the loop turn whenever the work since the last turn has taken its slice. */
export type Pace = () => Promise<void>;

export function createPace(): Pace {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await setImmediate();
    since = performance.now();
  };
}
