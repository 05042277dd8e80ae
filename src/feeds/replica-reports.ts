/** A replica's own row among the replicas of its database, for `belltower status`. */
import { StoreError } from '../store/errors.ts';
import type { Replica, ReplicaRows } from '../store/replicas.ts';

const BEAT_MS = 10_000;

/** Not seen for this long, a replica is stale: it ended without being stopped, or does not reach the database. */
export const STALE_MS = 60_000;

/** Reports now and every few seconds. @returns a function that ends it and removes the row */
export function startReplicaReports(
  rows: Pick<ReplicaRows, 'report' | 'remove'>,
  describe: () => Replica,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const report = (): void => {
    running = running.then(() => ignoreAbsence(rows.report(describe())));
  };
  report();
  const beat = setInterval(report, BEAT_MS);
  beat.unref();
  return async () => {
    clearInterval(beat);
    await running;
    await ignoreAbsence(rows.remove(describe().name));
  };
}

/** A database that is away or cannot be written is a condition of its own, and the row grows old meanwhile. */
async function ignoreAbsence(writing: Promise<void>): Promise<void> {
  try {
    await writing;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
}
