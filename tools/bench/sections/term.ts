/**
 * A change over a whole term of a university, its undoing and a move, on each database: until it is acknowledged, until
 * feeds show it, what a single change waits meanwhile, and how long the loop is held while feeds are asked for.
 */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../../../tests/store/postgres-server.ts';
import { courseId, TERM, writeCatalogue } from '../catalogue/folder.ts';
import type { Child } from '../child.ts';
import { type Figure, judge } from '../figure.ts';
import { openAsker } from '../load/rehearsal.ts';
import { startBelltower } from '../servers/belltower.ts';
import { type LoopWatch, watchLoop } from '../servers/loop.ts';
import { makeToken, openStaff, type Staff } from '../servers/staff.ts';
import type { Workbench } from '../workbench.ts';
import { UNIVERSITY } from './change.ts';

const ALLOWED_MS = 2000;
const ALLOWED_HOLD_MS = 10;
const ROUNDS = 3;
/** Mondays and Tuesdays: every lecture meets on one of the two. */
const SPANS = [
  { from: '2026-09-14', until: '2026-09-15' },
  { from: '2026-09-21', until: '2026-09-22' },
  { from: '2026-09-28', until: '2026-09-29' },
  { from: '2026-10-05', until: '2026-10-06' },
] as const;
const WARM_UP = { from: '2026-11-02', until: '2026-11-03' } as const;
const PATIENCE_MS = 300_000;
/** Into the change, a single one is sent. */
const LATER_MS = 100;

const KINDS = ['cancelled', 'undone', 'moved'] as const;
type Kind = (typeof KINDS)[number];

const TASKS = {
  acknowledged: 'until it is acknowledged',
  shown: 'until the last course’s feed shows it',
  single: 'a single change sent meanwhile, until it is acknowledged',
  held: 'longest time that the event loop is held, while feeds are asked for',
} as const;
type Times = Readonly<Record<keyof typeof TASKS, number>>;

interface Scene {
  readonly child: Child;
  readonly staff: Staff;
  readonly watch: LoopWatch;
  readonly courses: number;
}

export async function measureTermChange(bench: Workbench): Promise<readonly Figure[]> {
  const sqlite = await measureOn(bench, 'SQLite', {});
  const measure = (url: string) => measureOn(bench, 'PostgreSQL', { DATABASE_URL: url });
  if (bench.database !== null) return [...sqlite, ...(await measure(bench.database))];
  const server = await startPostgres();
  try {
    return [...sqlite, ...(await measure(await server.createDatabase()))];
  } finally {
    await server.remove();
  }
}

async function measureOn(
  bench: Workbench,
  database: string,
  environment: Readonly<Record<string, string>>,
): Promise<readonly Figure[]> {
  const courses = bench.quick ? 100 : UNIVERSITY;
  const folder = path.join(bench.folder, `term-${database}`);
  const rules = path.join(folder, 'data');
  const state = path.join(folder, 'state');
  await writeCatalogue(rules, courses);
  const watch = watchLoop(folder, 'belltower');
  const options = { name: 'belltower', folder, rules, state, nodeOptions: watch.nodeOptions, options: ['--publish'] };
  const child = await startBelltower({ ...options, environment: { ...watch.environment, ...environment } });
  const times = new Map<Kind, Times[]>(KINDS.map((kind) => [kind, []]));
  try {
    await waitForFeed(child, courses - 1, () => true);
    const scene = {
      child,
      staff: openStaff(child.port, await makeToken(rules, state, TERM, environment)),
      watch,
      courses,
    };
    // Warm-up.
    await scene.staff.undo(TERM, await scene.staff.change(TERM, { ...WARM_UP, cancel: 'yes', say: 'Snow' }));
    for (let round = 0; round < Math.min(ROUNDS, bench.rounds); round += 1) {
      for (const [kind, measured] of await timeRound(scene, round)) {
        times.get(kind)?.push(measured);
        bench.say(`    ${database}, ${kind}, round ${round + 1}: ${JSON.stringify(measured)}`);
      }
    }
  } finally {
    await child.stop();
  }
  return KINDS.flatMap((kind) => describe(database, kind, courses, times.get(kind) ?? []));
}

function describe(database: string, kind: Kind, courses: number, times: readonly Times[]): Figure[] {
  return (Object.keys(TASKS) as (keyof Times)[]).map((measure) => {
    const allowed = measure === 'held' ? ALLOWED_HOLD_MS : ALLOWED_MS;
    return judge(
      {
        ...{ section: 'term', task: `A day is ${kind}: ${TASKS[measure]}`, unit: 'ms' },
        subject: `${courses.toLocaleString('en')} courses, ${database}`,
        ...{ peer: `the ${allowed} ms allowed`, target: { bound: 'at most', ratio: 1 } },
      },
      times.map((one) => one[measure]),
      allowed,
    );
  });
}

async function timeRound(scene: Scene, round: number): Promise<readonly (readonly [Kind, Times])[]> {
  const span = SPANS[round % SPANS.length] as (typeof SPANS)[number];
  const { staff } = scene;
  const say = `Snow ${round}`;
  let id = '';
  const cancelled = await time(
    scene,
    `c${round}`,
    (text) => text.includes(say),
    async () => {
      id = await staff.change(TERM, { ...span, cancel: 'yes', say });
    },
  );
  const undone = await time(
    scene,
    `u${round}`,
    (text) => !text.includes('CANCELLED'),
    () => staff.undo(TERM, id),
  );
  const later = `Later ${round}`;
  const moved = await time(
    scene,
    `m${round}`,
    (text) => text.includes(later),
    async () => {
      id = await staff.change(TERM, { ...span, move: '6pm', say: later });
    },
  );
  await staff.undo(TERM, id);
  return [
    ['cancelled', cancelled],
    ['undone', undone],
    ['moved', moved],
  ];
}

/** @param isShown whether the last course's feed shows what `work` does */
async function time(
  { child, staff, watch, courses }: Scene,
  name: string,
  isShown: (text: string) => boolean,
  work: () => Promise<void>,
): Promise<Times> {
  await watch.read(child);
  const began = performance.now();
  const sent = work().then(() => performance.now() - began);
  await sleep(LATER_MS);
  const singleBegan = performance.now();
  const course = `${TERM}/${courseId(0)}`;
  const single = staff
    .change(course, { sections: 'L01', from: '2026-11-09', until: '2026-11-13', note: `Note ${name}` })
    .then((id) => ({ id, took: performance.now() - singleBegan }));
  const shown = (await waitForFeed(child, courses - 1, isShown)) - began;
  const acknowledged = await sent;
  const one = await single;
  const { held } = await watch.read(child);
  await staff.undo(course, one.id);
  return { acknowledged, shown, single: one.took, held };
}

/** Asks for other feeds in between, as calendar programs do. */
async function waitForFeed(child: Child, index: number, isShown: (text: string) => boolean): Promise<number> {
  const asker = openAsker(child.port);
  const until = performance.now() + PATIENCE_MS;
  try {
    for (let turn = 0; performance.now() < until; turn += 1) {
      const { status, body } = await asker.ask(`/${TERM}/${courseId(index)}/all.ics`, {});
      if (status === 200 && isShown(body.toString('utf8'))) return performance.now();
      await asker.ask(`/${TERM}/${courseId(turn % (index + 1))}/all.ics`, {});
      await sleep(5);
    }
    throw new Error('the last course’s feed never showed the change');
  } finally {
    asker.close();
  }
}
