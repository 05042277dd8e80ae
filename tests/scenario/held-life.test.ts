/**
 * Random sequences of changes, undos and edits, some held or broken, in two processes on one store with clocks
 * ten minutes apart. After each step the publication must equal a naive computation from the agreed rules and the
 * changes, in the order in which they were made.
 */
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type ChangeText, makeChange, undoChange } from '../../src/publish/changing.ts';
import { publish } from '../../src/publish/publisher.ts';
import { type Rules, readRules } from '../../src/publish/rules.ts';
import type { Store } from '../../src/store/store.ts';
import { datesOf, type OracleMeeting, type OracleSection, TermLife } from '../oracle/term-life.ts';
import { createPostgresPlaces, createSqlitePlaces, type Places } from '../store/places.ts';
import { exportState, restoreState } from '../store/state-text.ts';

const KEY = 'fall-2018/cos1';
const TERM =
  'title: Fall 2018\nzone: America/New_York\nclasses: 2018-09-12 to 2018-12-14\n' +
  'breaks:\n  - {name: Fall, dates: 2018-10-27 to 2018-11-04}\n  - {name: Thanksgiving, dates: 2018-11-21 to 2018-11-25}\n';
const START = Date.parse('2018-09-03T12:00:00Z');
const MINUTE = 60_000;

/** More in longer runs: HELD_LIFE_RUNS=200. */
const RUNS = Number(process.env.HELD_LIFE_RUNS ?? 2);

const step = fc.record({
  kind: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('place', 'move') },
    { weight: 1, arbitrary: fc.constantFrom('cancel', 'extra', 'undo', 'carry') },
    { weight: 2, arbitrary: fc.constantFrom('cut', 'break', 'back', 'agree', 'room') },
  ),
  process: fc.constantFrom(0, 1),
  pick: fc.nat(1000),
  other: fc.nat(1000),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;
const sorted = (meetings: readonly OracleMeeting[]): string[] => meetings.map((one) => JSON.stringify(one)).sort();

class Story {
  readonly life = new TermLife();
  /** Current content of the course's file: the agreed sections, other ones, or invalid. */
  private file: OracleSection[] | 'broken' = this.life.sections;
  private turn = 0;
  private readonly places: Places;
  private stores: readonly Store[];

  constructor(places: Places, stores: readonly Store[]) {
    this.places = places;
    this.stores = stores;
  }

  private clockOf(process: number): () => number {
    return () => START + this.turn * MINUTE + (process === 0 ? -5 : 5) * MINUTE;
  }

  private rules(): Rules {
    const written = new TermLife();
    if (this.file !== 'broken') written.sections = this.file;
    const text =
      this.file === 'broken' ? 'code: COS 1\nsections: {L01: {kind: lecture, meets: Mnday}}\n' : written.yaml();
    return readRules([
      { path: 'site.yaml', text: 'uidDomain: example.edu\nname: Test\n' },
      { path: 'terms/fall-2018.yaml', text: TERM },
      { path: `courses/${KEY}.yaml`, text },
    ]);
  }

  private async publish(process: number, isAgreed = false): Promise<void> {
    const rules = this.rules();
    const edits = new Map(isAgreed ? [[KEY, rules.digests.get(KEY) ?? '']] : []);
    const { plans } = await publish(at(this.stores, process), this.clockOf(process), rules, {
      agreement: { edits, by: 'owner' },
    });
    const isDrastic = this.file !== 'broken' && this.file.length < this.life.sections.length;
    expect(plans.some(({ held }) => held)).toBe(isDrastic && !isAgreed);
    if (this.file !== 'broken' && (!isDrastic || isAgreed)) this.life.sections = this.file;
  }

  private async change(process: number, text: ChangeText, make: (id: string) => TermLife['changes'][number]) {
    const context = { store: at(this.stores, process), clock: this.clockOf(process), rules: this.rules() };
    const asked = { subject: KEY, text, by: 'ta', idempotencyKey: null };
    const outcome = await makeChange(context, asked, true);
    // A change without effect is refused, so the oracle skips it too.
    if (outcome.type === 'done') this.life.changes.push(make(outcome.change.id));
    else expect(outcome).toMatchObject({ type: 'refused', problems: [], why: expect.stringContaining('touches no') });
  }

  async begin(): Promise<void> {
    expect(this.rules().problems).toEqual([]);
    await this.publish(0);
  }

  async take({ kind, process, pick, other }: Step): Promise<void> {
    this.turn += 1;
    const section = at(this.life.sections, pick);
    const { id } = section;
    // One of each section, so that changes overlap.
    const date = at(datesOf(section).slice(0, 1), other);
    const hour = 8 + (other % 3);
    // A distinct minute per step: meetings that differ only in UID are merged, which the oracle does not do.
    const minute = String(this.turn % 60).padStart(2, '0');
    const [start, end] = [hour, hour + 1].map((one) => `${String(one).padStart(2, '0')}:${minute}`) as [string, string];
    const to = `2018-12-${String(3 + (pick % 10)).padStart(2, '0')}`;
    switch (kind) {
      case 'cancel':
        return this.change(process, { sections: id, on: date, cancel: 'yes', say: 'Ill' }, (change) => ({
          ...{ id: change, type: 'cancel', section: id, date },
        }));
      case 'move':
        return this.change(process, { sections: id, on: date, move: `${to} ${start}am-${end}am` }, (change) => ({
          ...{ id: change, type: 'move', section: id, date, to, start, end },
        }));
      case 'place':
        return this.change(process, { sections: id, on: date, where: `Hall ${pick}` }, (change) => ({
          ...{ id: change, type: 'place', section: id, date, place: `Hall ${pick}` },
        }));
      case 'extra':
        return this.change(process, { sections: id, extra: `${to} ${start}am-${end}am` }, (change) => ({
          ...{ id: change, type: 'extra', section: id, date: to, start, end },
        }));
      case 'undo': {
        if (this.life.changes.length === 0) return;
        const undone = at(this.life.changes, pick);
        const context = { store: at(this.stores, process), clock: this.clockOf(process), rules: this.rules() };
        const outcome = await undoChange(context, { subject: KEY, id: undone.id, by: 'ta' }, true);
        expect(outcome.type).toBe('done');
        this.life.changes = this.life.changes.filter((one) => one !== undone);
        return;
      }
      case 'carry': {
        const text = await exportState(at(this.stores, process));
        const place = await this.places.create();
        const stores = [await this.places.open(place), await this.places.open(place)];
        expect(await restoreState(at(stores, 0), text, { overwrite: false, now: START })).toMatchObject({
          restored: true,
        });
        this.stores = stores;
        return;
      }
      case 'cut':
        if (this.life.sections.length === 1) return;
        this.file = this.life.sections.filter((_, index) => index !== 1 + (pick % (this.life.sections.length - 1)));
        break;
      case 'break':
        this.file = 'broken';
        break;
      case 'back':
        this.file = this.life.sections;
        break;
      case 'room':
        this.file = this.life.sections.map((one) => (one === section ? { ...one, place: `Room ${other}` } : one));
        break;
      case 'agree':
        return this.publish(process, true);
    }
    return this.publish(process);
  }

  async published(process: number): Promise<OracleMeeting[]> {
    const course = await at(this.stores, process).loadCourse(KEY);
    return (course?.published.meetings ?? []).map(({ facts }) => ({
      section: facts.section,
      start: facts.start,
      end: facts.end ?? 0,
      place: facts.where.map(({ text }) => text).join(', '),
      cancelled: facts.status === 'cancelled',
    }));
  }
}

describe.each([createSqlitePlaces({ isTemporary: true }), createPostgresPlaces()])('on $name', (places) => {
  afterEach(() => places.closeAll());
  afterAll(() => places.remove());

  test('what is published is the agreed rules with the changes in their order', {
    timeout: 150_000 * RUNS,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 24 }), async (steps) => {
        const place = await places.create();
        const story = new Story(places, [await places.open(place), await places.open(place)]);
        await story.begin();
        for (const one of steps) {
          await story.take(one);
          const expected = sorted(story.life.settle());
          for (const process of [0, 1]) expect(sorted(await story.published(process)), one.kind).toEqual(expected);
        }
        await places.closeAll();
      }),
      { numRuns: RUNS },
    );
  });
});
