/** A term of random changes, undos, rule edits and restarts; after each step, subscribers' copies must be current. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CONCERN_CODES } from '../../src/domain/concern.ts';
import { openTrial, type Trial } from '../cli/terminal.ts';
import { DateSubscriber, type Fetch, SequenceSubscriber } from '../oracle/subscribers.ts';
import { datesOf, type OracleMeeting, TermLife } from '../oracle/term-life.ts';
import { openSite, type RunningSite } from '../site/site.ts';

let trial: Trial;
let site: RunningSite;
beforeEach(async () => {
  trial = await openTrial();
  await writeFile(course(), new TermLife().yaml());
  site = await openSite({ data: trial.data });
});
afterEach(async () => {
  await site.stop();
  await site.forget();
  await trial.remove();
});

/** More in nightly runs: TERM_LIFE_RUNS=100. */
const RUNS = Number(process.env.TERM_LIFE_RUNS ?? 2);

const course = (): string => path.join(trial.data, 'courses/fall-2018/cos418.yaml');
const FEED = '/fall-2018/cos418/all.ics';
const SUBJECT = 'fall-2018/cos418';

const fetchFeed: Fetch = async (headers) => {
  const { status, body, headers: answered } = await site.get(FEED, headers);
  return { status, body, lastModified: answered['last-modified'] };
};

const step = fc.record({
  kind: fc.constantFrom(
    'cancel',
    'move',
    'place',
    'extra',
    'undo',
    'room-rule',
    'time-rule',
    'day-rule',
    'restart',
    'nothing',
  ),
  pick: fc.nat(1000),
  other: fc.nat(1000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A second meeting of P02 on Friday, 7 December, and a change on that date, which then applies to both. */
const EXTRA: Step = { kind: 'extra', pick: 14, other: 0 };
const overBoth = (kind: Step['kind']): Step => ({ kind, pick: 2, other: 10 });
const EXAMPLES: [Step[]][] = [
  [[EXTRA, overBoth('cancel')]],
  [[EXTRA, overBoth('move')]],
  [[EXTRA, overBoth('place'), overBoth('move'), { kind: 'undo', pick: 1, other: 0 }]],
];

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const sorted = (meetings: readonly OracleMeeting[]): string[] => meetings.map((one) => JSON.stringify(one)).sort();

/** The term is over, so random edits of past meetings are agreed to. */
const AGREED = CONCERN_CODES.flatMap((code) => ['--agree', code]);

async function change(
  life: TermLife,
  argv: string[],
  make: (id: string) => TermLife['changes'][number],
): Promise<void> {
  const { code, out } = await trial.run('change', SUBJECT, ...argv, ...AGREED, '--state', site.state);
  const id = /change (d-[\w-]+)/.exec(out)?.[1];
  // A change without effect (already cancelled) is refused, so the oracle skips it too.
  if (code === 0 && id) life.changes.push(make(id));
}

async function take({ kind, pick, other }: Step, turn: number, life: TermLife): Promise<void> {
  const section = at(life.sections, pick);
  const date = at(datesOf(section), other);
  const target = ['--sections', section.id, '--on', date];
  const hour = 8 + (other % 10);
  // A distinct minute per step: meetings that differ only in UID are merged, which the oracle does not do.
  const minute = String(turn % 60).padStart(2, '0');
  const times = {
    start: `${String(hour).padStart(2, '0')}:${minute}`,
    end: `${String(hour + 1).padStart(2, '0')}:${minute}`,
  };
  const to = `2018-12-${String(3 + (pick % 10)).padStart(2, '0')}`;
  const when = `${to} ${times.start}-${times.end}`.replaceAll(
    /(\d\d):(\d\d)/g,
    (_, h, m) => `${Number(h) % 12 || 12}:${m}${Number(h) < 12 ? 'am' : 'pm'}`,
  );
  switch (kind) {
    case 'cancel':
      return change(life, [...target, '--cancel', '--say', 'No meeting'], (id) => ({
        id,
        type: 'cancel',
        section: section.id,
        date,
      }));
    case 'move':
      return change(life, [...target, '--move', when], (id) => ({
        id,
        type: 'move',
        section: section.id,
        date,
        to,
        ...times,
      }));
    case 'place':
      return change(life, [...target, '--where', `Elsewhere ${pick}`], (id) => ({
        id,
        type: 'place',
        section: section.id,
        date,
        place: `Elsewhere ${pick}`,
      }));
    case 'extra':
      return change(life, ['--sections', section.id, '--extra', when], (id) => ({
        id,
        type: 'extra',
        section: section.id,
        date: to,
        ...times,
      }));
    case 'undo': {
      if (life.changes.length === 0) return;
      const undone = at(life.changes, pick);
      await trial.run('change', SUBJECT, '--undo', undone.id, '--state', site.state);
      life.changes = life.changes.filter((one) => one !== undone);
      return;
    }
    case 'room-rule':
      section.place = `Room ${other}`;
      break;
    case 'time-rule':
      Object.assign(section, times);
      break;
    case 'day-rule':
      section.weekdays = [at(['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], other)];
      break;
    case 'restart': {
      const { state } = site;
      await site.stop();
      site = await openSite({ data: trial.data, state });
      return;
    }
    case 'nothing':
      return;
  }
  await writeFile(course(), life.yaml());
  await trial.run('publish', '--confirm', '--state', site.state);
}

it('keeps every subscriber’s copy equal to the schedule', { timeout: 150_000 * (RUNS + EXAMPLES.length) }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 24 }), async (steps) => {
      const life = new TermLife();
      await site.stop();
      await site.forget();
      await writeFile(course(), life.yaml());
      site = await openSite({ data: trial.data });
      const bySequence = new SequenceSubscriber();
      const byDate = new DateSubscriber();
      life.settle();
      for (const [turn, one] of [{ kind: 'nothing', pick: 0, other: 0 } as const, ...steps].entries()) {
        await take(one, turn, life);
        // Does not wait for the watcher: loads other processes' publications now.
        await site.readAgain();
        const expected = sorted(life.settle());
        await bySequence.refresh(fetchFeed);
        await byDate.refresh(fetchFeed);
        expect(sorted(bySequence.meetings()), `by SEQUENCE after ${one.kind}`).toEqual(expected);
        expect(sorted(byDate.meetings()), `by date after ${one.kind}`).toEqual(expected);
      }
    }),
    { numRuns: RUNS + EXAMPLES.length, examples: EXAMPLES },
  );
});
