/** A change of a whole term is planned outside its transaction, so that it does not block writers; both databases. */
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { CONCERN_CODES } from '../../src/domain/concern.ts';
import type { PublishedCourse } from '../../src/domain/published.ts';
import { type ChangeOutcome, makeChange, undoChange } from '../../src/publish/changing.ts';
import { publish } from '../../src/publish/publisher.ts';
import { readRules } from '../../src/publish/rules.ts';
import type { Store } from '../../src/store/store.ts';
import { createPostgresPlaces, createSqlitePlaces } from '../store/places.ts';

const TERM = 'fall-2026';
const KEYS = Array.from({ length: 40 }, (_, index) => `${TERM}/c${index}`);
const FIRST = KEYS[0] as string;
const clock = (): number => Date.UTC(2026, 7, 1);
const rules = readRules([
  { path: 'site.yaml', text: 'uidDomain: example.edu\n' },
  { path: `terms/${TERM}.yaml`, text: 'title: F\nzone: UTC\nclasses: 2026-09-07 to 2026-12-11\n' },
  ...KEYS.map((key) => ({
    path: `courses/${key}.yaml`,
    text: `code: ${key.slice(10)}\ntitle: Trial\nsections: {L01: {kind: lecture, meets: Mon 10am-11am}}\n`,
  })),
]);

const change = (store: Store, subject: string, text: object): Promise<ChangeOutcome> =>
  makeChange(
    { store, clock, rules },
    { subject, text: { ...text }, by: 'x', idempotencyKey: null, agree: CONCERN_CODES },
    true,
  );

const load = async (store: Store, key: string): Promise<PublishedCourse> => {
  const course = (await store.loadCourse(key))?.published;
  if (!course) throw new Error(`there is no ${key}`);
  return course;
};
const meetingOf = async (store: Store, key: string, date: string) =>
  (await load(store, key)).meetings.find(({ originalDate }) => originalDate === date);

describe.each([createSqlitePlaces({ isTemporary: true }), createPostgresPlaces()])('in $name', (places) => {
  afterEach(() => places.closeAll());
  afterAll(() => places.remove());
  const openTerm = async (): Promise<Store> => {
    const store = await places.open(await places.create());
    await publish(store, clock, rules);
    return store;
  };

  /** Pauses planning of a whole term at its first documents, outside of any transaction. */
  const holdUp = (store: Store) => {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const loadDocuments: Store['loadDocuments'] = async (keys) => {
      const found = await store.loadDocuments(keys);
      reached.resolve();
      await released.promise;
      return found;
    };
    return { held: { ...store, loadDocuments }, reached: reached.promise, release: released.resolve };
  };

  test.each([TERM, FIRST])(
    'a first publication by a change of %s begins above what a lost store had',
    async (subject) => {
      const store = await places.open(await places.create());
      await store.write((tx) => tx.saveSequencesFrom(5000));
      expect(await change(store, subject, { on: '2026-09-14', cancel: 'yes' })).toMatchObject({ type: 'done' });
      const { meetings, series, sequencesFrom } = await load(store, FIRST);
      expect(Math.min(...[...meetings, ...series].map(({ sequence }) => sequence))).toBeGreaterThanOrEqual(5000);
      expect(sequencesFrom).toBe(5000);
    },
  );

  test('a single change is made meanwhile, and both are in the course', async () => {
    const store = await openTerm();
    const { held, reached, release } = holdUp(store);
    const whole = change(held, TERM, { on: '2026-09-14', cancel: 'yes', say: 'Snow' });
    await reached;
    expect(await change(store, FIRST, { on: '2026-09-21', note: 'Bring paper' })).toMatchObject({ type: 'done' });
    release();
    expect(await whole).toMatchObject({ type: 'done' });
    for (const key of KEYS) {
      expect((await meetingOf(store, key, '2026-09-14'))?.facts).toMatchObject({ status: 'cancelled', reason: 'Snow' });
    }
    expect((await meetingOf(store, FIRST, '2026-09-21'))?.facts.notes).toEqual(['Bring paper']);
    // One revision at one instant, after the single change's.
    const written = await store.listCourses();
    expect(new Set(written.map(({ revision, lastModified }) => `${revision} ${lastModified}`)).size).toBe(1);
    const [last, single] = await store.auditTrail(2);
    expect([last?.subject, single?.subject]).toEqual([TERM, FIRST]);
    expect(last?.at).toBeGreaterThan(single?.at ?? Number.POSITIVE_INFINITY);
  });

  test('what was planned under other changes of the term is planned again', async () => {
    const store = await openTerm();
    const { held, reached, release } = holdUp(store);
    const whole = change(held, TERM, { on: '2026-09-14', cancel: 'yes' });
    await reached;
    await change(store, TERM, { on: '2026-09-21', cancel: 'yes' });
    release();
    await whole;
    for (const key of KEYS) {
      const days = ['2026-09-14', '2026-09-21', '2026-09-28'];
      const states = await Promise.all(days.map(async (day) => (await meetingOf(store, key, day))?.facts.status));
      expect(states).toEqual(['cancelled', 'cancelled', 'confirmed']);
    }
  });

  /** The store, and the courses whose documents its transactions have read: those that were planned in them. */
  const watchReads = (store: Store): { readonly watched: Store; readonly read: string[] } => {
    const read: string[] = [];
    const write: Store['write'] = (work) =>
      store.write((tx) => {
        const loadDocuments: Store['loadDocuments'] = (keys) => {
          read.push(...keys);
          return tx.loadDocuments(keys);
        };
        return work({ ...tx, loadDocuments });
      });
    return { watched: { ...store, write }, read };
  };

  test('reads no document again in its transaction, also when it is undone', async () => {
    const store = await openTerm();
    const { watched, read } = watchReads(store);
    const made = await change(watched, TERM, { on: '2026-09-14', cancel: 'yes' });
    const id = made.type === 'done' ? made.change.id : '';
    const undone = await undoChange({ store: watched, clock, rules }, { subject: TERM, id, by: 'x' }, true);
    expect(undone).toMatchObject({ type: 'done' });
    expect(await meetingOf(store, FIRST, '2026-09-14')).toMatchObject({ sequence: 2, facts: { status: 'confirmed' } });
    expect(read).toEqual([]);
  });

  test('only the courses of single changes made meanwhile are planned again, and instants increase', async () => {
    const store = await openTerm();
    const { watched, read } = watchReads(store);
    const instants: number[] = [(await store.head()).instant];
    // More publications than the clock has seconds, between two changes of the whole term and while they are planned.
    for (const [round, day] of ['2026-09-14', '2026-09-21', '2026-09-28'].entries()) {
      const { held, reached, release } = holdUp(watched);
      const whole = change(held, TERM, { on: day, cancel: 'yes' });
      await reached;
      for (const one of [0, 1, 2, 3]) {
        const single = await change(store, FIRST, { on: day, note: `Bring ${one}` });
        instants.push(single.type === 'done' ? single.publication.instant : 0);
      }
      release();
      const made = await whole;
      instants.push(made.type === 'done' ? made.publication.instant : 0);
      expect(read, day).toEqual(Array.from({ length: round + 1 }, () => FIRST));
    }
    expect(instants).toEqual(Array.from(instants, (_, index) => (instants[0] ?? 0) + index * 1000));
    for (const key of KEYS) {
      const { lastModified, meetings } = await load(store, key);
      expect(lastModified).toBe(instants.at(-1));
      for (const meeting of meetings) expect(instants).toContain(meeting.lastModified);
    }
  });
});
