/** The cost of old terms: start, memory and search, beside a server of one course in the same run. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeYears } from '../catalogue/folder.ts';
import type { Child } from '../child.ts';
import { compare, type Figure, judge, ONE_COURSE, type Target } from '../figure.ts';
import { type Asker, openAsker } from '../load/rehearsal.ts';
import { readMemory, readPeak } from '../memory.ts';
import { rotate } from '../rounds.ts';
import { startBelltower } from '../servers/belltower.ts';
import type { Workbench } from '../workbench.ts';
import { UNIVERSITY } from './change.ts';

/** Terms, and the courses of each. The first is the peer of the others. */
interface Size {
  readonly terms: number;
  readonly courses: number;
}

const ONE: Size = { terms: 1, courses: 1 };
const QUICK_TERMS = [1, 3];
const QUICK_COURSES = 100;
const ROUNDS = 2;
/** Feeds of a day's mix, spread over all terms. */
const MIX_FEEDS = 3000;
const PATIENCE_MS = 1_200_000;

const MEASURES = {
  cold: { task: 'Cold, for each 1,000 courses, until all are published', unit: 's' },
  peak: { task: 'Most memory while it is cold', unit: 'MB' },
  warm: { task: 'Start with a store, to the first feed', unit: 's' },
  started: { task: 'Memory after that start', unit: 'MB' },
  search: { task: 'The first search', unit: 'ms' },
  mixed: { task: 'Memory after a day’s mix over all terms', unit: 'MB' },
} as const;
type Measure = keyof typeof MEASURES;
type Measured = Readonly<Record<Measure, number>>;

/** The greatest allowed ratio to one course. */
const RATIOS: Readonly<Partial<Record<number, number>>> = { 10: 1.3, 20: 1.4 };
/** The most MB above one course, after a start. */
const MORE_MB: Readonly<Partial<Record<number, number>>> = { 10: 40, 20: 60 };
const MORE_MB_MIXED = 150;
const MOST_MB_COLD = 400;
const MOST_MS_SEARCH = 100;

export async function measureYears(bench: Workbench): Promise<readonly Figure[]> {
  const courses = bench.quick ? QUICK_COURSES : UNIVERSITY;
  const sizes: readonly Size[] = [
    ONE,
    ...(bench.quick ? QUICK_TERMS : bench.terms).map((terms) => ({ terms, courses })),
  ];
  const measured = new Map<Size, Measured[]>(sizes.map((size) => [size, []]));
  for (let round = 0; round < Math.min(ROUNDS, bench.rounds); round += 1) {
    for (const size of rotate(sizes, round)) {
      const figures = await measureSize(bench, size);
      measured.get(size)?.push(figures);
      const shown = Object.entries(figures).map(([name, value]) => `${name} ${value.toPrecision(3)}`);
      bench.say(`    ${size.terms} × ${size.courses} courses: ${shown.join(', ')}`);
    }
  }
  const one = measured.get(sizes[0] ?? ONE) ?? [];
  return sizes.slice(1).flatMap((size) => describe(size, measured.get(size) ?? [], one));
}

function describe({ terms }: Size, own: readonly Measured[], one: readonly Measured[]): Figure[] {
  const subject = terms === 1 ? 'one term' : `${terms} terms`;
  const valuesOf = (rounds: readonly Measured[], measure: Measure): number[] => rounds.map((round) => round[measure]);
  const figures = (Object.keys(MEASURES) as Measure[]).map((measure): Figure => {
    const ratio = measure === 'warm' ? RATIOS[terms] : undefined;
    const target: Target | null = ratio === undefined ? null : { bound: 'at most', ratio };
    const common = { section: 'years', subject, ...MEASURES[measure], target } as const;
    return compare({ ...common, peer: ONE_COURSE }, valuesOf(own, measure), valuesOf(one, measure));
  });
  const bound = (measure: Measure, allowed: number, peer: string): Figure =>
    judge(
      { section: 'years', subject, ...MEASURES[measure], peer, target: { bound: 'at most', ratio: 1 } },
      valuesOf(own, measure),
      allowed,
    );
  const beside = (measure: Measure, more: number): Figure =>
    bound(measure, median(valuesOf(one, measure)) + more, `one course and ${more} MB`);
  const more = MORE_MB[terms];
  return [
    ...figures,
    bound('peak', MOST_MB_COLD, `the ${MOST_MB_COLD} MB allowed`),
    bound('search', MOST_MS_SEARCH, `the ${MOST_MS_SEARCH} ms allowed`),
    ...(more === undefined ? [] : [beside('started', more)]),
    beside('mixed', MORE_MB_MIXED),
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function measureSize(bench: Workbench, { terms, courses }: Size): Promise<Measured> {
  const folder = path.join(bench.folder, `years-${terms}-${courses}`);
  const rules = path.join(folder, 'data');
  const state = path.join(folder, 'state');
  await rm(folder, { recursive: true, force: true });
  const feeds = await writeYears(rules, terms, courses);
  const options = { name: 'belltower', folder, rules, state };
  const began = performance.now();
  const cold = await startBelltower(options);
  let seconds = 0;
  let peak = 0;
  try {
    // The oldest term comes last.
    await waitForFeed(cold, feeds.at(-1)?.at(-1) ?? '');
    seconds = (performance.now() - began) / 1000;
    peak = readPeak(cold.pid) ?? readMemory(cold.pid);
  } finally {
    await cold.stop();
  }
  const warm = await measureWarm(options, feeds.flat());
  await rm(folder, { recursive: true, force: true });
  return { cold: (seconds * 1000) / (terms * courses), peak, ...warm };
}

async function measureWarm(
  options: Parameters<typeof startBelltower>[0],
  feeds: readonly string[],
): Promise<Omit<Measured, 'cold' | 'peak'>> {
  const began = performance.now();
  const child = await startBelltower(options);
  const asker = openAsker(child.port);
  try {
    await ask(asker, feeds[0] as string);
    const warm = (performance.now() - began) / 1000;
    const started = readMemory(child.pid);
    const searched = performance.now();
    await ask(asker, '/?q=assistant');
    const search = performance.now() - searched;
    const step = Math.max(1, Math.floor(feeds.length / MIX_FEEDS));
    for (const feed of feeds.filter((_, index) => index % step === 0)) await askTwice(asker, feed);
    return { warm, started, search, mixed: readMemory(child.pid) };
  } finally {
    asker.close();
    await child.stop();
  }
}

async function ask(asker: Asker, address: string): Promise<void> {
  const { status } = await asker.ask(address, {});
  if (status !== 200) throw new Error(`${address} answered ${status}`);
}

async function askTwice(asker: Asker, feed: string): Promise<void> {
  const { status, headers } = await asker.ask(feed, { 'accept-encoding': 'gzip' });
  if (status !== 200) throw new Error(`${feed} answered ${status}`);
  const again = await asker.ask(feed, { 'accept-encoding': 'gzip', 'if-none-match': String(headers.etag) });
  if (again.status !== 304) throw new Error(`${feed} answered ${again.status} to its own tag`);
}

async function waitForFeed(child: Child, feed: string): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  const asker = openAsker(child.port);
  try {
    while ((await asker.ask(feed, {})).status !== 200) {
      if (performance.now() > until) throw new Error(`${feed} was never published`);
      await sleep(50);
    }
  } finally {
    asker.close();
  }
}
