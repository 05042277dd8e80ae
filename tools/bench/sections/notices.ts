/** Notifies thousands about a change of a whole term, and measures feeds while services hang. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import type { Store } from '../../../src/store/store.ts';
import { courseId, termOf, writeCatalogue } from '../catalogue/folder.ts';
import { seedRandom } from '../catalogue/random.ts';
import type { Child } from '../child.ts';
import { compare, type Figure, judge } from '../figure.ts';
import { mixCalls } from '../load/calls.ts';
import { rehearse } from '../load/rehearsal.ts';
import { type Loading, loadInTurns } from '../load/turns.ts';
import { writeScript } from '../load/wrk.ts';
import { readMemory, readPeak } from '../memory.ts';
import { startBelltower } from '../servers/belltower.ts';
import { watchLoop } from '../servers/loop.ts';
import { type PushService, startPushService } from '../servers/push-service.ts';
import type { Workbench } from '../workbench.ts';
import { UNIVERSITY } from './change.ts';

/** All of its meetings are still to come, whenever this runs. */
const YEAR = new Date().getFullYear() + 1;
const SETTINGS = { PUBLIC_URL: 'http://localhost', PRIVATE_TARGETS: 'on' };
const CHOICES_EACH = 4;
const SEED = 20;
const ALLOWED_HELD_MS = 10;
const ALLOWED_SECONDS = 120;
const ALLOWED_MEGABYTES = 100;
/** Courses, and people whose push services hang, each a service of its own. */
const FEW = 100;
const HANGING = 2000;
const PATIENCE_MS = 600_000;
const REHEARSAL_MS = 4000;
const NONE = 'none waiting';

export async function measureNotices(bench: Workbench): Promise<readonly Figure[]> {
  const folder = path.join(bench.folder, 'notices');
  const rules = path.join(folder, 'data');
  const courses = bench.quick ? 100 : UNIVERSITY;
  await writeCatalogue(rules, courses, YEAR);
  return [...(await measureTerm(bench, folder, courses)), ...(await measureHanging(bench, folder))];
}

async function measureTerm(bench: Workbench, folder: string, courses: number): Promise<readonly Figure[]> {
  const people = bench.quick ? 1000 : 10_000;
  const push = await startPushService(true);
  const watch = watchLoop(folder, 'term');
  const rules = path.join(folder, 'data');
  const state = path.join(folder, 'term-state');
  const environment = { ...watch.environment, ...SETTINGS };
  const options = { name: 'term', folder, rules, state, nodeOptions: watch.nodeOptions, environment };
  const child = await startBelltower(options);
  try {
    await addPeople(state, people, courses, push);
    // Warm-up.
    await changeRooms(state, courses, 1);
    await waitForAll(state);
    const before = readMemory(child.pid);
    await watch.read(child);
    const told = push.taken();
    const began = performance.now();
    await changeRooms(state, courses, courses);
    await waitForAll(state);
    const seconds = (performance.now() - began) / 1000;
    const { held } = await watch.read(child);
    const grown = (readPeak(child.pid) ?? readMemory(child.pid)) - before;
    const sent = push.taken() - told;
    bench.say(
      `    ${sent} notices in ${seconds.toFixed(1)} s, held for ${held.toFixed(1)} ms, ${grown.toFixed(0)} MB more`,
    );
    const subject = `${people.toLocaleString('en')} people, ${courses.toLocaleString('en')} courses`;
    const own = { section: 'notices', subject, target: { bound: 'at most', ratio: 1 } } as const;
    return [
      judge(
        {
          ...{ ...own, task: 'From the end of the quiet period to the last notice', unit: 's' },
          ...{ peer: `the ${ALLOWED_SECONDS} s allowed`, note: `${sent.toLocaleString('en')} notices` },
        },
        [seconds],
        ALLOWED_SECONDS,
      ),
      judge(
        {
          ...{ ...own, task: 'Longest time that the event loop is held meanwhile', unit: 'ms' },
          peer: `the ${ALLOWED_HELD_MS} ms allowed`,
        },
        [held],
        ALLOWED_HELD_MS,
      ),
      judge(
        {
          ...{ ...own, task: 'Memory at its most, beyond that before', unit: 'MB' },
          peer: `the ${ALLOWED_MEGABYTES} MB allowed`,
        },
        [grown],
        ALLOWED_MEGABYTES,
      ),
    ];
  } finally {
    await child.stop();
    push.stop();
  }
}

/** Two servers with the same feeds: one has nothing to deliver, the other waits for services that never answer. */
async function measureHanging(bench: Workbench, folder: string): Promise<readonly Figure[]> {
  const rules = path.join(folder, 'few');
  const asked = (await writeCatalogue(rules, FEW, YEAR)).flat();
  const push = await startPushService(false);
  const start = async (name: string): Promise<Child> =>
    startBelltower({ name, folder, rules, state: path.join(folder, `${name}-state`), environment: SETTINGS });
  const [hanging, idle] = [await start('hanging'), await start('idle')];
  try {
    const loadings = [await prepareLoad(folder, hanging, asked), await prepareLoad(folder, idle, asked)] as const;
    const state = path.join(folder, 'hanging-state');
    await addPeople(state, HANGING, FEW, push);
    await changeRooms(state, FEW, FEW);
    await until(async () => push.taken() > 0);
    const measured: (readonly [number, number])[] = [];
    // Warm-up.
    await loadInTurns([...loadings], 1);
    for (let round = 0; round < bench.rounds; round += 1) {
      const figures = await loadInTurns([...loadings], bench.quick ? 1 : 3);
      measured.push(figures);
      bench.say(`    ${figures.map((figure) => figure.toFixed(0)).join(' requests/s beside ')}`);
    }
    return [
      compare(
        {
          ...{ section: 'notices', task: 'Requests for feeds while notices wait for services that hang' },
          ...{ peer: NONE, unit: 'requests/s', target: { bound: 'at least', ratio: 0.95 } },
        },
        measured.map(([own]) => own),
        measured.map(([, other]) => other),
      ),
    ];
  } finally {
    await Promise.all([hanging.stop(), idle.stop()]);
    push.stop();
  }
}

async function prepareLoad(folder: string, { port }: Child, feeds: readonly string[]): Promise<Loading> {
  const calls = await rehearse(
    port,
    mixCalls(feeds, (own) => own.replace(/\/[^/]*\.ics/, '/NOWHERE.ics')),
    () => undefined,
    REHEARSAL_MS,
  );
  const script = path.join(folder, `notices-${port}.lua`);
  await writeScript(script, calls);
  return { port, script, calls };
}

async function withStore<T>(state: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore(state);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function addPeople(state: string, people: number, courses: number, push: PushService): Promise<void> {
  const random = seedRandom(SEED);
  const now = Date.now();
  const times = { madeAt: now, confirmedAt: now, until: now + 1000 * 86_400_000, endedAt: null, endedWhy: null };
  await withStore(state, (store) =>
    store.write(async (tx) => {
      for (let index = 0; index < people; index += 1) {
        const chosen = new Set(Array.from({ length: CHOICES_EACH }, () => random.below(courses)));
        await tx.saveNoticeSubscription({
          ...{ id: String(index).padStart(32, '0'), channel: 'push', address: push.endpointOf(index) },
          ...{ settings: push.keys, ...times },
          choices: [...chosen].map((course) => ({ course: keyOf(course), sections: [], pace: 'once' })),
        });
      }
    }),
  );
}

/**
 * Enters courses into the outbox as a publication that moved all their meetings to other rooms would have, long enough
 * ago that their quiet period is over.
 */
async function changeRooms(state: string, courses: number, changed: number): Promise<void> {
  await withStore(state, async (store) => {
    const since = Date.now() - 3_600_000;
    await store.write(async (tx) => {
      for (let index = 0; index < Math.min(changed, courses); index += 1) {
        const course = keyOf(index);
        const document = (await tx.loadDocument(course)) ?? '';
        const before = document.replaceAll('"text":"Hall ', '"text":"Old Hall ');
        await tx.saveNoticeChange({ course, since, revision: 1, before });
      }
      // Wakes the deliverer.
      await tx.raiseInstant(Date.now());
    });
  });
}

function keyOf(course: number): string {
  return `${termOf(YEAR)}/${courseId(course)}`;
}

async function waitForAll(state: string): Promise<void> {
  await withStore(state, (store) =>
    until(async () => (await store.nextDelivery()) === null && (await store.noticeChanges()).length === 0),
  );
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('the notices were not delivered');
    await sleep(50);
  }
}
