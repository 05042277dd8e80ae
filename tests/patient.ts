/**
 * For what another process, thread or socket does in its own time, as `vi.waitFor(…, PATIENT)`: looks often, and gives up
 * only when it would never happen. A test that passes waits no longer for it; a busy machine may take ten times as long.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export const PATIENT = { timeout: 120_000, interval: 10 } as const;

/** @param what it waits for, as the failure says it */
export async function until(wanted: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + PATIENT.timeout;
  while (!(await wanted())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await sleep(PATIENT.interval);
  }
}
