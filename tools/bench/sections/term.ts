/** A change over a whole term of a university: until it is acknowledged, until feeds show it, and what others wait. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { courseId, TERM, writeCatalogue } from '../catalogue/folder.ts';
import type { Child } from '../child.ts';
import { type Figure, judge } from '../figure.ts';
import { openAsker } from '../load/rehearsal.ts';
import { startBelltower } from '../servers/belltower.ts';
import { makeToken, openStaff, type Staff } from '../servers/staff.ts';
import type { Workbench } from '../workbench.ts';
import { UNIVERSITY } from './change.ts';

const ALLOWED_MS = 2000;
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

interface Times {
  readonly acknowledged: number;
  readonly shown: number;
  /** Of a single change that was sent meanwhile. */
  readonly single: number;
}

export async function measureTermChange(bench: Workbench): Promise<readonly Figure[]> {
  const courses = bench.quick ? 100 : UNIVERSITY;
  const folder = path.join(bench.folder, 'term');
  const rules = path.join(folder, 'data');
  const state = path.join(folder, 'state');
  await writeCatalogue(rules, courses);
  const child = await startBelltower({ name: 'belltower', folder, rules, state });
  try {
    const staff = openStaff(child.port, await makeToken(rules, state, TERM));
    // Code that has not run yet is slow.
    await staff.undo(TERM, await staff.change(TERM, { ...WARM_UP, cancel: 'yes', say: 'Snow' }));
    const times: Times[] = [];
    for (let round = 0; round < Math.min(ROUNDS, bench.rounds); round += 1) {
      times.push(await timeRound(child, staff, courses, round));
      bench.say(`    round ${round + 1}: ${JSON.stringify(times.at(-1))}`);
    }
    const figure = (task: string, measure: keyof Times): Figure =>
      judge(
        {
          ...{ section: 'term', task, subject: `${courses.toLocaleString('en')} courses`, unit: 'ms' },
          ...{ peer: `the ${ALLOWED_MS} ms allowed`, target: { bound: 'at most', ratio: 1 } },
        },
        times.map((one) => one[measure]),
        ALLOWED_MS,
      );
    return [
      figure('Until it is acknowledged', 'acknowledged'),
      figure('Until the last course’s feed shows it', 'shown'),
      figure('A single change sent meanwhile, until it is acknowledged', 'single'),
    ];
  } finally {
    await child.stop();
  }
}

async function timeRound(child: Child, staff: Staff, courses: number, round: number): Promise<Times> {
  const span = SPANS[round % SPANS.length] as (typeof SPANS)[number];
  const say = `Snow ${round}`;
  const began = performance.now();
  const sent = staff.change(TERM, { ...span, cancel: 'yes', say }).then((id) => ({ id, at: performance.now() }));
  await sleep(LATER_MS);
  const singleBegan = performance.now();
  const course = `${TERM}/${courseId(0)}`;
  const single = staff
    .change(course, { sections: 'L01', from: '2026-11-09', until: '2026-11-13', note: say })
    .then((id) => ({ id, at: performance.now() }));
  const shown = await waitUntilShown(child, `/${TERM}/${courseId(courses - 1)}/all.ics`, say);
  const whole = await sent;
  const one = await single;
  await staff.undo(course, one.id);
  await staff.undo(TERM, whole.id);
  return { acknowledged: whole.at - began, shown: shown - began, single: one.at - singleBegan };
}

async function waitUntilShown(child: Child, feed: string, text: string): Promise<number> {
  const asker = openAsker(child.port);
  const until = performance.now() + PATIENCE_MS;
  try {
    for (;;) {
      const { body } = await asker.ask(feed, {});
      if (body.toString('utf8').includes(text)) return performance.now();
      if (performance.now() > until) throw new Error(`${feed} never showed “${text}”`);
      await sleep(5);
    }
  } finally {
    asker.close();
  }
}
