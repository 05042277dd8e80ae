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
import { breakStore, isNoticeFault } from './notice-faults.ts';
import { COURSE, FAST } from './notice-kills.ts';

const [driver, place = '', file = '', began = '', act, fault = ''] = process.argv.slice(2);
const sound = driver === 'sqlite' ? await openSqliteStore(place) : openPostgresStore(place);
const store = isNoticeFault(fault) ? breakStore(sound, fault) : sound;
/** How long a message takes to the service, and its answer back (ms): kills must come where the fault is. */
const [SENDING_MS, ANSWER_MS] = fault === '' ? [0, 25] : fault === 'forgotten' ? [150, 25] : [0, 100];
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
      await sleep(SENDING_MS);
      // Before the answer, as a service does.
      appendFileSync(file, `${JSON.stringify({ id, key, line: courses[0]?.lines[0] })}\n`);
      await sleep(ANSWER_MS);
      return { type: 'sent' };
    },
  },
  services: { closedUntil: () => 0, record: () => undefined },
  composeOwn: () => {
    throw new Error('nobody subscribes here');
  },
});

/** Every 20 ms, which is 20 seconds of the run's own clock. */
async function publishOn(): Promise<void> {
  for (;;) {
    const seconds = Math.floor((clock() - PUBLISHED) / 1000);
    const room = `R${seconds}`;
    await store.rehearse((tx) => tx.saveCourse(COURSE, stored({ published: publication(seconds, `never ${room}`) })));
    await store.write((tx) => tx.saveCourse(COURSE, stored({ published: publication(seconds, room) })));
    process.stdout.write(`${room}\n`);
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
