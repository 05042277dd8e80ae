/**
 * The process that is killed while it publishes and delivers. Each publication puts the lecture into another room;
 * to deliver means to append a line to a file. Arguments: `sqlite` or `postgresql`, the place, the file, the instant
 * at which the run began, `publish` or `finish`, and the fault to build in, if any.
 */
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDeliverer } from '../../src/notices/deliverer.ts';
import { openPostgresStore } from '../../src/store/postgres.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { PUBLISHED } from '../publication/schedules.ts';
import { publication, stored } from '../store/samples.ts';
import { keepCompiled } from './compile-cache.ts';
import { breakStore, isNoticeFault } from './notice-faults.ts';
import { COURSE, FAST, SENDING } from './notice-kills.ts';

const [driver, place = '', file = '', began = '', act, fault = ''] = process.argv.slice(2);
const sound = driver === 'sqlite' ? await openSqliteStore(place) : openPostgresStore(place);
const store = isNoticeFault(fault) ? breakStore(sound, fault) : sound;
/** How long the service takes to answer (ms). */
const ANSWER_MS = 25;
/** Stops where the built-in fault shows, and says so, until it is killed. */
const beKilled = async (): Promise<void> => {
  process.stdout.write(`${SENDING}\n`);
  await sleep(600_000);
};
/** The first publication of this process. */
const { promise: isPublished, resolve: notePublication } = Promise.withResolvers<void>();
const killedAt = act === 'publish' && isNoticeFault(fault) ? fault : null;
const clock = (): number => PUBLISHED + (Date.now() - Number(began)) * FAST;
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (_: object, line: string) => process.stderr.write(`${line}\n`),
};
const deliverer = startDeliverer({
  ...{ store, clock, log },
  channels: {
    async push({ id }, { key, courses }) {
      if (killedAt === 'forgotten') await beKilled();
      // Before the answer, as a service does.
      appendFileSync(file, `${JSON.stringify({ id, key, line: courses[0]?.lines[0] })}\n`);
      if (killedAt === 'unmarked') {
        // The fault shows when another room is published before the message is composed anew by the next process.
        await isPublished;
        await beKilled();
      }
      await sleep(ANSWER_MS);
      return { type: 'sent' };
    },
  },
  services: { closedUntil: () => 0, record: () => undefined },
  composeOwn: () => {
    throw new Error('nobody subscribes here');
  },
});

keepCompiled();

/** Every 20 ms, which is 20 seconds of the run's own clock. */
async function publishOn(): Promise<void> {
  for (;;) {
    const seconds = Math.floor((clock() - PUBLISHED) / 1000);
    const room = `R${seconds}`;
    await store.rehearse((tx) => tx.saveCourse(COURSE, stored({ published: publication(seconds, `never ${room}`) })));
    await store.write((tx) => tx.saveCourse(COURSE, stored({ published: publication(seconds, room) })));
    process.stdout.write(`${room}\n`);
    notePublication();
    // Not awaited: others publish while notices are being sent.
    void deliverer.wake();
    await sleep(20);
  }
}

async function finish(): Promise<void> {
  do {
    await sleep(50);
    await deliverer.wake();
  } while ((await store.noticeChanges()).length > 0 || (await store.nextDelivery()) !== null);
  await deliverer.stop();
  await store.close();
}

await (act === 'publish' ? publishOn() : finish());
