/** Weekly rules to dated meetings: the cost of correct wall times, beside rrule alone and rrule with luxon. */
import { compare, type Figure } from '../figure.ts';
import { runRounds } from '../rounds.ts';
import type { Workbench } from '../workbench.ts';
import { expandLuxon, expandRrule, expandSchedule, type Times } from './expanders.ts';
import {
  listCommonPatterns,
  listCoursePatterns,
  listDistinctPatterns,
  type MeasuredPattern,
  TERM,
} from './patterns.ts';

const RRULE = 'rrule alone, floating dates';
const LUXON = 'rrule and luxon for each meeting';
const COMMON = 1000;

export async function measureExpansion(bench: Workbench): Promise<readonly Figure[]> {
  const catalogues = [
    ['one course in a term of its own', listCoursePatterns()],
    ['many in a term, no two alike', listDistinctPatterns()],
    ['many in a term, alike as a catalogue has them', listCommonPatterns(COMMON)],
  ] as const;
  const figures: Figure[] = [];
  for (const [name, patterns] of catalogues) {
    compareResults(patterns);
    figures.push(...(await measure(bench, `Weekly rules to dated meetings: ${name}`, patterns)));
  }
  return figures;
}

async function measure(
  bench: Workbench,
  task: string,
  patterns: readonly MeasuredPattern[],
): Promise<readonly Figure[]> {
  const seconds = bench.quick ? 0.15 : 0.4;
  bench.say(`  ${task}`);
  const contenders = [
    { name: 'Belltower', expand: expandSchedule },
    { name: RRULE, expand: expandRrule },
    { name: LUXON, expand: expandLuxon },
  ].map(({ name, expand }) => ({ name, run: () => meetingsPerSecond(expand, patterns, seconds) }));
  for (const { run } of contenders) run();
  const measured = await runRounds(contenders, bench.rounds, bench.say);
  const own = measured.get('Belltower') ?? [];
  const figure = (peer: string, ratio: number): Figure =>
    compare(
      { section: 'expansion', task, peer, unit: 'meetings/s of processor time', target: { bound: 'at least', ratio } },
      own,
      measured.get(peer) ?? [],
    );
  return [figure(RRULE, 0.85), figure(LUXON, 8)];
}

type Expand = (patterns: readonly MeasuredPattern[]) => readonly Times[];

/** Per second of processor time, including garbage collection, which other programs affect less. */
function meetingsPerSecond(expand: Expand, patterns: readonly MeasuredPattern[], seconds: number): number {
  const began = process.cpuUsage();
  let meetings = 0;
  let taken = 0;
  while (taken < seconds) {
    meetings += expand(patterns).length;
    const { user, system } = process.cpuUsage(began);
    taken = (user + system) / 1e6;
  }
  return meetings / taken;
}

/** @throws Error unless all three find the same meetings */
function compareResults(patterns: readonly MeasuredPattern[]): void {
  const own = expandSchedule(patterns);
  const truth = expandLuxon(patterns);
  const floating = expandRrule(patterns);
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: TERM.zone, dateStyle: 'short', timeStyle: 'short' });
  if (own.length === 0 || own.length !== floating.length) throw new Error('the expansions differ in number');
  for (const [index, { start, end }] of own.entries()) {
    const other = truth[index];
    const shown = new Date(floating[index]?.start ?? 0).toISOString().slice(0, 16).replace('T', ' ');
    if (start !== other?.start || end !== other.end || wall.format(start) !== shown) {
      throw new Error(`the expansions differ at ${shown}: ${start} to ${end}, and ${other?.start} to ${other?.end}`);
    }
  }
}
