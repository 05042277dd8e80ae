/**
 * The process that is killed: makes one change per number on stdin and acknowledges each when it is
 * made. Arguments: `sqlite` or `postgresql`, the location, and `honest`, or `hasty` for a store that acknowledges
 * before it commits, which the test must detect.
 */
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgresStore } from '../../src/store/postgres.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { keepCompiled } from './compile-cache.ts';
import { makeChange } from './workload.ts';

/** Delay between acknowledgement and commit in the hasty store (ms): a kill that follows an answer comes within it. */
const HASTE_MS = 300;

function makeHasty(store: Store): Store {
  return {
    ...store,
    write: (work) =>
      new Promise((resolve, reject) => {
        const written = store.write(async (tx) => {
          resolve(await work(tx));
          await sleep(HASTE_MS);
        });
        written.catch(reject);
      }),
  };
}

const [driver, place = '', manner] = process.argv.slice(2);
const opened = driver === 'sqlite' ? await openSqliteStore(place) : openPostgresStore(place);
const store = manner === 'hasty' ? makeHasty(opened) : opened;
const { revision } = await store.head();
keepCompiled();
process.stdout.write(`${JSON.stringify({ ready: revision })}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await makeChange(store, Number(line), Date.now());
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await store.close();
