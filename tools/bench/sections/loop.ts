/** The longest time that the server's event loop is blocked. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { courseId, TERM, writeCatalogue } from '../catalogue/folder.ts';
import type { Child } from '../child.ts';
import type { LoopReport } from '../children/loop-watch.ts';
import { type Figure, judge } from '../figure.ts';
import { type Call, mixCalls } from '../load/calls.ts';
import { openAsker, type RehearsedCall, rehearse } from '../load/rehearsal.ts';
import { runWrk, type Strictness, writeScript } from '../load/wrk.ts';
import { sayNumber } from '../report/wording.ts';
import { startBelltower } from '../servers/belltower.ts';
import { type LoopWatch, watchLoop } from '../servers/loop.ts';
import { BARE, startBare } from '../servers/node-servers.ts';
import { makeToken, openStaff, type Staff } from '../servers/staff.ts';
import { storeFeeds } from '../servers/stored.ts';
import { median } from '../statistics.ts';
import type { Workbench } from '../workbench.ts';
import { UNIVERSITY } from './change.ts';

const ALLOWED_MS = 10;
/** Courses whose feeds the load asks for. */
const ASKED = 250;
const PATIENCE_MS = 60_000;
const ROUNDS = 5;

interface Watched {
  readonly child: Child;
  readonly watch: LoopWatch;
}

interface Scene extends Watched {
  readonly staff: Staff;
  readonly rules: string;
  readonly courses: number;
  /** Puts load on a server while other work runs, and waits for both. */
  readonly load: (on: Watched, strictness: Strictness, work: () => Promise<void>) => Promise<void>;
}

interface Phase {
  readonly task: string;
  readonly work: (scene: Scene, round: number) => Promise<void>;
}

const PHASES: readonly Phase[] = [
  { task: 'single changes', work: makeSingleChanges },
  { task: 'a change of the whole term', work: changeTerm },
  { task: 'a file of rules saved', work: saveRules },
];

export async function measureLoop(bench: Workbench): Promise<readonly Figure[]> {
  const folder = path.join(bench.folder, 'loop');
  const rules = path.join(folder, 'data');
  const state = path.join(folder, 'state');
  const courses = bench.quick ? 100 : UNIVERSITY;
  const feeds = await writeCatalogue(rules, courses);
  const watch = watchLoop(folder, 'belltower');
  const child = await startBelltower({ name: 'belltower', folder, rules, state, ...watch });
  const token = await makeToken(rules, state, TERM);
  const stops = [child.stop];
  try {
    const asker = openAsker(child.port);
    const stored = await storeFeeds(asker, feeds.slice(0, ASKED).flat()).finally(() => asker.close());
    const bareWatch = watchLoop(folder, 'bare');
    const bare = (await startBare(folder, stored, bareWatch)).child;
    stops.push(bare.stop);
    const calls = mixCalls(
      stored.map((feed) => feed.path),
      (own) => own.replace(/\/[^/]*\.ics/, '/NOWHERE.ics'),
    );
    const load = await openLoad(bench, folder, calls);
    const staff = openStaff(child.port, token);
    return await measure(bench, { child, watch, staff, rules, courses, load }, { child: bare, watch: bareWatch });
  } finally {
    for (const stop of stops) await stop();
  }
}

async function measure(bench: Workbench, scene: Scene, bare: Watched): Promise<readonly Figure[]> {
  const held = new Map<string, LoopReport[]>();
  const note = async (task: string, on: Watched, strictness: Strictness, work: () => Promise<void>): Promise<void> => {
    await on.watch.read(on.child);
    await scene.load(on, strictness, work);
    const report = await on.watch.read(on.child);
    held.set(task, [...(held.get(task) ?? []), report]);
    bench.say(`    ${task}: held for ${report.held.toFixed(1)} ms at most (by the clock ${report.passed.toFixed(1)})`);
    on.child.clearLog();
  };
  const nothing = async (): Promise<void> => undefined;
  // Warm-up: the first second is not representative.
  for (const on of [scene, bare]) await scene.load(on, 'same answers', nothing);
  const tasks: string[] = [];
  for (let round = 0; round < Math.min(ROUNDS, bench.rounds); round += 1) {
    bench.say(`  round ${round + 1}`);
    if (round === 0) tasks.push('load alone', BARE);
    await note('load alone', scene, 'same statuses', nothing);
    await note(BARE, bare, 'same answers', nothing);
    for (const { task, work } of PHASES) {
      const named = `${task} under load`;
      if (round === 0) tasks.push(named);
      await note(named, scene, 'same statuses', () => work(scene, round));
    }
  }
  return tasks.map((task) => {
    const reports = held.get(task) ?? [];
    const isBare = task === BARE;
    return judge(
      {
        section: 'loop',
        task: `Longest time that the event loop is held: ${isBare ? 'load alone' : task}`,
        subject: isBare ? BARE : 'Belltower',
        peer: `the ${ALLOWED_MS} ms allowed`,
        unit: 'ms',
        target: isBare ? null : { bound: 'at most', ratio: 1 },
        note: `${sayNumber(median(reports.map(({ passed }) => passed)))} ms by the clock`,
      },
      reports.map((report) => report.held),
      ALLOWED_MS,
    );
  });
}

async function openLoad(bench: Workbench, folder: string, calls: readonly Call[]): Promise<Scene['load']> {
  const scripts = new Map<number, { readonly script: string; readonly rehearsed: readonly RehearsedCall[] }>();
  return async ({ child: { port } }, strictness, work) => {
    let known = scripts.get(port);
    if (!known) {
      const rehearsed = await rehearse(port, calls, () => undefined, PATIENCE_MS);
      known = { script: path.join(folder, `loop-${port}.lua`), rehearsed };
      await writeScript(known.script, rehearsed);
      scripts.set(port, known);
    }
    const { script, rehearsed } = known;
    let working = true;
    // Repeated, so that the load lasts as long as the work.
    const loaded = (async () => {
      do await runWrk(port, script, bench.seconds + 1, rehearsed, strictness);
      while (working);
    })();
    // A rejection is handled when both are done.
    loaded.catch(() => undefined);
    await sleep(200);
    try {
      await work();
    } finally {
      working = false;
    }
    await loaded;
  };
}

const WEEK = { from: '2026-09-14', until: '2026-09-18' } as const;

async function makeSingleChanges({ staff, courses }: Scene, round: number): Promise<void> {
  for (let index = 0; index < 10; index += 1) {
    const course = `${TERM}/${courseId((round * 10 + index * 7) % courses)}`;
    const id = await staff.change(course, { sections: 'L01', ...WEEK, note: `Bring paper ${index}` });
    await staff.undo(course, id);
  }
}

/** A note on every meeting of a week, in every course. */
async function changeTerm({ staff }: Scene, round: number): Promise<void> {
  await staff.change(TERM, { ...WEEK, note: `Wear a scarf in week ${round}` });
}

async function saveRules({ rules, child }: Scene, round: number): Promise<void> {
  const file = path.join(rules, 'courses', TERM, `${courseId(0)}.yaml`);
  const text = await readFile(file, 'utf8');
  const title = `Distributed Systems ${round}`;
  await writeFile(file, text.replace(/^title: .*$/m, `title: ${title}`));
  const asker = openAsker(child.port);
  const until = performance.now() + PATIENCE_MS;
  try {
    while (performance.now() < until) {
      const { body } = await asker.ask(`/${TERM}/${courseId(0)}/L01.ics`, {});
      if (body.includes(title)) return;
      await sleep(20);
    }
  } finally {
    asker.close();
  }
  throw new Error('a saved file was never read');
}
