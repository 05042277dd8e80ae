/** The time from a change to the first feed that shows it, in a small catalogue and in a university's. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { courseId, TERM, writeCatalogue } from '../catalogue/folder.ts';
import { seedRandom } from '../catalogue/random.ts';
import type { Child } from '../child.ts';
import { compare, type Figure, judge } from '../figure.ts';
import { type Asker, openAsker } from '../load/rehearsal.ts';
import { runRounds } from '../rounds.ts';
import { startBelltower } from '../servers/belltower.ts';
import { makeToken, openStaff, type Staff } from '../servers/staff.ts';
import { quantile } from '../statistics.ts';
import type { Workbench } from '../workbench.ts';

export const UNIVERSITY = 2087;
const ALLOWED_MS = 50;
const ROUNDS = 5;
/** In each of the rounds; the 99th percentile of so many is all but the longest. */
const CHANGES = 60;
/** A Wednesday and a Thursday, a Monday and a Tuesday: every lecture meets on two of them. */
const SPAN = { from: '2026-09-14', until: '2026-09-17' } as const;
const PATIENCE_MS = 10_000;
const POLL_MS = 1;

interface Desk {
  readonly child: Child;
  readonly staff: Staff;
  readonly courses: number;
}

export async function measureChanges(bench: Workbench): Promise<readonly Figure[]> {
  const large = bench.quick ? 100 : UNIVERSITY;
  const desks: Desk[] = [];
  try {
    for (const courses of [1, large]) desks.push(await openDesk(bench, courses));
    const [small, university] = desks as [Desk, Desk];
    const times = new Map<string, number[][]>();
    const contender = (name: string, desk: Desk, pick: () => number) => ({
      name,
      run: async () => {
        const measured = await timeChanges(desk, bench.quick ? CHANGES / 5 : CHANGES, pick);
        times.set(name, [...(times.get(name) ?? []), measured]);
        return quantile(measured, 0.5);
      },
    });
    const random = seedRandom(99);
    const one = 'one course';
    const many = `${large.toLocaleString('en')} courses`;
    const any = `${many}, any of them`;
    const contenders = [
      contender(one, small, () => 0),
      contender(many, university, () => 0),
      contender(any, university, () => random.below(large)),
    ];
    // Warm-up: otherwise only the first round would be slow.
    for (const desk of desks) await timeChanges(desk, 20, () => 0);
    await runRounds(contenders, Math.min(ROUNDS, bench.rounds), bench.say);
    const at = (name: string, share: number): number[] =>
      (times.get(name) ?? []).map((round) => quantile(round, share));
    const task = (name: string): string => `A change until its feed shows it, ${name}`;
    return [
      ...[one, many, any].map((name) =>
        judge(
          {
            section: 'change',
            task: `${task(name)}: 99th percentile`,
            peer: `the ${ALLOWED_MS} ms allowed`,
            unit: 'ms',
            target: { bound: 'at most', ratio: 1 },
          },
          at(name, 0.99),
          ALLOWED_MS,
        ),
      ),
      ...[many, any].map((name) =>
        compare(
          {
            section: 'change',
            task: `${task(name)}: median`,
            peer: `with ${one}`,
            unit: 'ms',
            target: { bound: 'at most', ratio: 1.1 },
            note: 'no slower, with 10 % for the noise of the machine',
          },
          at(name, 0.5),
          at(one, 0.5),
        ),
      ),
    ];
  } finally {
    for (const { child } of desks) await child.stop();
  }
}

async function openDesk(bench: Workbench, courses: number): Promise<Desk> {
  const folder = path.join(bench.folder, `change-${courses}`);
  const rules = path.join(folder, 'data');
  const state = path.join(folder, 'state');
  await writeCatalogue(rules, courses);
  const child = await startBelltower({ name: 'belltower', folder, rules, state });
  const token = await makeToken(rules, state, TERM);
  return { child, staff: openStaff(child.port, token), courses };
}

/** Milliseconds of each change; each is undone again, so that a course does not gather hundreds. */
async function timeChanges({ child, staff }: Desk, count: number, pick: () => number): Promise<number[]> {
  const asker = openAsker(child.port);
  const times: number[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      const course = `${TERM}/${courseId(pick())}`;
      const feed = `/${course}/L01.ics`;
      const note = `Bring paper ${index} of ${Math.round(performance.now())}`;
      await asker.ask(feed, {});
      const started = performance.now();
      const sent = staff.change(course, { sections: 'L01', ...SPAN, note });
      let refused: unknown = null;
      sent.catch((error: unknown) => {
        refused = error;
      });
      while (!(await shows(asker, feed, note))) {
        // Polling without a pause would take processor time from the change.
        await sleep(POLL_MS);
        if (refused !== null) throw refused;
        if (performance.now() - started > PATIENCE_MS) throw new Error(`${feed} never showed a change`);
      }
      times.push(performance.now() - started);
      await staff.undo(course, await sent);
    }
  } finally {
    asker.close();
    child.clearLog();
  }
  return times;
}

async function shows(asker: Asker, feed: string, note: string): Promise<boolean> {
  const { status, body } = await asker.ask(feed, {});
  if (status !== 200) throw new Error(`${feed} answered ${status}`);
  // Long lines are folded (RFC 5545 §3.1).
  return body
    .toString('utf8')
    .replace(/\r\n[ \t]/g, '')
    .includes(note);
}
