/** Start, memory and answers by size of the catalogue, with targets for a whole university. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { courseId, TERM, writeCatalogue } from '../catalogue/folder.ts';
import type { Child } from '../child.ts';
import { compare, type Figure, judge, ONE_COURSE } from '../figure.ts';
import { CLIENT_HEADERS, mixCalls } from '../load/calls.ts';
import { type Asker, openAsker, rehearse } from '../load/rehearsal.ts';
import { runWrk, writeScript } from '../load/wrk.ts';
import { readMemory } from '../memory.ts';
import { PROGRAM } from '../program.ts';
import { rotate } from '../rounds.ts';
import { startBelltower } from '../servers/belltower.ts';
import type { Workbench } from '../workbench.ts';
import { UNIVERSITY } from './change.ts';

const SIZES = [1, 10, 100, 1000, UNIVERSITY, 10_000];
const QUICK_SIZES = [1, 10, 100];
/** Sizes without a target take long and are measured once. */
const ONCE: ReadonlySet<number> = new Set([1000, 10_000]);
const ROUNDS = 2;
const MIX_FEEDS = 1500;
const PATIENCE_MS = 20_000;

const MEASURES = {
  cold: { task: 'Start without store or cache, to the first feed', unit: 's', allowed: 3 },
  warm: { task: 'Start with a store, to the first feed', unit: 's', allowed: 1 },
  started: { task: 'Memory after the start', unit: 'MB', allowed: null },
  asked: { task: 'Memory after every feed was asked for', unit: 'MB', allowed: 400 },
  mix: { task: 'The mix of a day', unit: 'requests/s', allowed: null },
  check: { task: 'belltower check', unit: 's', allowed: 5 },
} as const;
type Measure = keyof typeof MEASURES;
type Measured = Readonly<Record<Measure, number>>;

export async function measureGrowth(bench: Workbench): Promise<readonly Figure[]> {
  const sizes = bench.quick ? QUICK_SIZES : SIZES;
  const rules = (courses: number): string => path.join(bench.folder, `growth-${courses}`, 'data');
  const feeds = new Map<number, readonly string[]>();
  for (const courses of sizes) feeds.set(courses, (await writeCatalogue(rules(courses), courses)).flat());
  const measured = new Map<number, Measured[]>(sizes.map((courses) => [courses, []]));
  for (let round = 0; round < Math.min(ROUNDS, bench.rounds); round += 1) {
    for (const courses of rotate(sizes, round)) {
      if (round > 0 && ONCE.has(courses)) continue;
      const figures = await measureCatalogue(bench, rules(courses), courses, feeds.get(courses) ?? []);
      measured.get(courses)?.push(figures);
      const shown = Object.entries(figures).map(([name, value]) => `${name} ${value.toPrecision(3)}`);
      bench.say(`    ${courses} courses: ${shown.join(', ')}`);
    }
  }
  const grown = (Object.keys(MEASURES) as Measure[]).flatMap((measure) => describe(measure, sizes, measured));
  return [...grown, measureBuild(bench, rules(1))];
}

function describe(measure: Measure, sizes: readonly number[], measured: ReadonlyMap<number, Measured[]>): Figure[] {
  const { task, unit, allowed } = MEASURES[measure];
  const valuesOf = (courses: number): number[] => (measured.get(courses) ?? []).map((round) => round[measure]);
  const common = (courses: number) =>
    ({ section: 'growth', task, subject: `${courses.toLocaleString('en')} courses`, unit }) as const;
  const grown = sizes.slice(1).map((courses) => {
    const own = valuesOf(courses);
    return compare({ ...common(courses), peer: ONE_COURSE }, own, valuesOf(1).slice(0, own.length));
  });
  if (allowed === null || !sizes.includes(UNIVERSITY)) return grown;
  const fields = { ...common(UNIVERSITY), peer: `the ${allowed} ${unit} allowed` };
  return [...grown, judge({ ...fields, target: { bound: 'at most', ratio: 1 } }, valuesOf(UNIVERSITY), allowed)];
}

async function measureCatalogue(
  bench: Workbench,
  rules: string,
  courses: number,
  feeds: readonly string[],
): Promise<Measured> {
  const folder = path.dirname(rules);
  const state = path.join(folder, 'state');
  await rm(state, { recursive: true, force: true });
  const options = { name: 'belltower', folder, rules, state };
  // Without any cache, including Node's compile cache.
  const cold = await timeStart({ ...options, environment: { NODE_DISABLE_COMPILE_CACHE: '1' } }, courses);
  let started: number;
  let asked: number;
  let mix: number;
  try {
    started = readMemory(cold.child.pid);
    await askEverything(cold.child, feeds);
    asked = readMemory(cold.child.pid);
    mix = await loadMix(bench, folder, cold.child, feeds);
  } finally {
    await cold.child.stop();
  }
  const warm = await timeStart(options, courses);
  await warm.child.stop();
  return { cold: cold.seconds, warm: warm.seconds, started, asked, mix, check: timeCommand('check', rules) };
}

/** From the command to the last course's feed, when the whole catalogue is loaded. */
async function timeStart(options: Parameters<typeof startBelltower>[0], courses: number) {
  const began = performance.now();
  const child = await startBelltower(options);
  const asker = openAsker(child.port);
  try {
    const feed = `/${TERM}/${courseId(courses - 1)}/L01.ics`;
    const { status } = await asker.ask(feed);
    if (status !== 200) throw new Error(`the first feed answered ${status}`);
    return { child, seconds: (performance.now() - began) / 1000 };
  } catch (error) {
    await child.stop();
    throw error;
  } finally {
    asker.close();
  }
}

/** Requests every feed once in both forms, over a few connections. */
async function askEverything(child: Child, subscriptions: readonly string[]): Promise<void> {
  const feeds = subscriptions.flatMap((feed) => [feed, feed.replace(/\.ics$/, '.download.ics')]);
  const askers = Array.from({ length: 4 }, () => openAsker(child.port));
  try {
    let next = 0;
    const work = async (asker: Asker): Promise<void> => {
      for (let at = next++; at < feeds.length; at = next++) {
        const { status } = await asker.ask(feeds[at] as string, CLIENT_HEADERS);
        if (status !== 200) throw new Error(`${feeds[at]} answered ${status}`);
      }
    };
    await Promise.all(askers.map(work));
  } finally {
    for (const asker of askers) asker.close();
    child.clearLog();
  }
}

async function loadMix(bench: Workbench, folder: string, child: Child, feeds: readonly string[]): Promise<number> {
  // Some of them, spread over the catalogue.
  const step = Math.max(1, Math.floor(feeds.length / MIX_FEEDS));
  const paths = feeds.filter((_, index) => index % step === 0);
  const calls = mixCalls(paths, (own) => own.replace(/\/[^/]*\.ics/, '/NOWHERE.ics'));
  const rehearsed = await rehearse(child.port, calls, () => undefined, PATIENCE_MS);
  const script = path.join(folder, 'mix.lua');
  await writeScript(script, rehearsed);
  await runWrk(child.port, script, 1, rehearsed);
  const { perSecond } = await runWrk(child.port, script, bench.seconds, rehearsed);
  child.clearLog();
  return perSecond;
}

/** A whole site of one course, into an empty folder each time, as somebody builds it who has no server. */
function measureBuild(bench: Workbench, rules: string): Figure {
  const out = path.join(path.dirname(rules), 'site');
  // The first one fills Node's compile cache.
  const [, ...seconds] = Array.from({ length: bench.rounds + 1 }, () => {
    rmSync(out, { recursive: true, force: true });
    return timeCommand(
      'build',
      '--data',
      rules,
      '--out',
      out,
      '--first',
      '--public-url',
      'https://calendar.example.edu',
    );
  });
  const common = { section: 'growth', task: 'belltower build', subject: 'one course', unit: 's' } as const;
  return judge({ ...common, peer: 'the 1 s allowed', target: { bound: 'at most', ratio: 1 } }, seconds, 1);
}

function timeCommand(...argv: string[]): number {
  const began = performance.now();
  execFileSync(process.execPath, [PROGRAM, ...argv], { cwd: tmpdir(), stdio: 'ignore' });
  return (performance.now() - began) / 1000;
}
