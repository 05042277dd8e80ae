/** Plans made in threads are those that are made in the main thread. */
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import { CONCERN_CODES } from '../../src/domain/concern.ts';
import { type ChangeOutcome, makeChange, undoChange } from '../../src/publish/changing.ts';
import { startPlanning } from '../../src/publish/planning.ts';
import { FEWEST_FOR_THREADS } from '../../src/publish/plans-ahead.ts';
import { publish } from '../../src/publish/publisher.ts';
import { type Rules, readRules } from '../../src/publish/rules.ts';
import { StoreReadOnlyError, StoreUnavailableError } from '../../src/store/errors.ts';
import type { Store, StoreLocation } from '../../src/store/store.ts';
import { createPostgresPlaces, createSqlitePlaces, type Places } from '../store/places.ts';

const TERM = 'fall-2026';
const clock = (): number => Date.UTC(2026, 7, 1);
const places = createSqlitePlaces({ isTemporary: true });
const databases = createPostgresPlaces();
afterAll(async () => {
  for (const each of [places, databases]) {
    await each.closeAll();
    await each.remove();
  }
});

const KINDS = [
  'sections: {L01: {kind: lecture, numbered: true, meets: Mon Wed 10am-11am, where: Hall 1, topics: {2026-09-14: Graphs}}}',
  'language: de\nsections: {L01: {kind: lecture, meets: Mon Tue 10am-11am}, P01: {kind: precept, meets: Fri 2pm-3pm}}',
  'staff: {a: {name: Ann Lee, role: Professor}}\nsections:\n  L01: {kind: lecture, meets: Mon Thu 1pm-2pm, staff: a}\n  OH: {kind: office hours, staff: a, meets: [{after: L01, for: 30 minutes, where: online}]}',
  'sections:\n  L01: {kind: lecture, meets: Mon 9am-10am}\nchanges:\n  - {sections: L01, on: 2026-09-14, announced: 2026-08-01 9am, note: Bring paper}',
];

/** Its feeds are measured: a few thousand characters in every event. */
const LARGE = `note: ${'Read the notes before class. '.repeat(60)}
sections: {L01: {kind: lecture, meets: Mon Tue Wed Thu Fri 9am-10am}}`;

function readTerm(courses: number, title = 'Trial'): Rules {
  return readRules([
    { path: 'site.yaml', text: 'uidDomain: example.edu\n' },
    {
      path: `terms/${TERM}.yaml`,
      text: 'title: F\nzone: America/New_York\nclasses: 2026-09-07 to 2026-12-11\n',
    },
    ...Array.from({ length: courses }, (_, index) => ({
      path: `courses/${TERM}/c${index}.yaml`,
      text: `code: C ${index}\ntitle: ${index === 2 ? title : 'Trial'}\n${index === 3 ? LARGE : KINDS[index % KINDS.length]}\n`,
    })),
  ]);
}

interface Site {
  readonly store: Store;
  readonly rules: Rules;
}

async function openSite(courses: number, where: Places = places): Promise<Site> {
  const store = await where.open(await where.create());
  const rules = readTerm(courses);
  expect(rules.problems).toEqual([]);
  await publish(store, clock, rules);
  return { store, rules };
}

const MAKER = { by: 'x', idempotencyKey: null, agree: CONCERN_CODES };
const change = (site: Site, text: object): Promise<ChangeOutcome> =>
  makeChange({ ...site, clock }, { subject: TERM, text: { ...text }, ...MAKER }, true);

const REST = { from: '2026-09-07', until: '2026-12-11', cancel: 'yes' };
const idOf = (outcome: ChangeOutcome): string => (outcome.type === 'done' ? outcome.change.id : outcome.type);

test('a thread is not taken to know a course that could not be sent to it', async () => {
  const { catalog } = readTerm(1);
  const [course, term] = [catalog.courses.get(`${TERM}/c0`), catalog.terms.get(TERM)];
  if (!course || !term) throw new Error('the rules were not read');
  const desks = [{ changes: [], digest: '' }];
  const { location } = await places.open(await places.create());
  const shared = { terms: [term], sites: [catalog.site], desks, instant: 0, now: 0, sequencesFrom: 0, location };
  const task = { digest: 'd', term: 0, site: 0, desk: 0 };
  const planning = startPlanning(shared);
  // Functions cannot be sent. Twice, so that each of two threads has a turn.
  const odd = { ...course, title: (() => 'odd') as never };
  for (const _ of ['one', 'other']) await expect(planning.plan([{ ...task, course: odd }])).rejects.toThrow();
  for (const _ of ['one', 'other']) expect(await planning.plan([{ ...task, course }])).not.toEqual([null]);
  // A fault of the program is no error of the store.
  await expect(planning.plan([{ ...task, course, term: 1 }])).rejects.toThrow(RangeError);
  planning.end();
});

test('says that the store cannot be read, and plans again where it can', async () => {
  const { catalog } = readTerm(1);
  const [course, term] = [catalog.courses.get(`${TERM}/c0`), catalog.terms.get(TERM)];
  if (!course || !term) throw new Error('the rules were not read');
  const { location } = await places.open(await places.create());
  const shared = { terms: [term], sites: [catalog.site], desks: [{ changes: [], digest: '' }] };
  const tasks = [{ course, digest: 'd', term: 0, site: 0, desk: 0 }];
  const plan = async (where: StoreLocation): Promise<number> => {
    const planning = startPlanning({ ...shared, instant: 0, now: 0, sequencesFrom: 0, location: where });
    try {
      return (await planning.plan(tasks)).length;
    } finally {
      planning.end();
    }
  };
  await expect(plan({ driver: 'sqlite', folder: '/nowhere' })).rejects.toThrow(StoreReadOnlyError);
  await expect(plan({ driver: 'postgresql', url: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toThrow(
    StoreUnavailableError,
  );
  // In each of two threads.
  for (const _ of ['one', 'other']) expect(await plan(location)).toBe(1);
});

test('reads the documents of both databases', async () => {
  const cancel = { from: '2026-09-14', until: '2026-09-15', cancel: 'yes', say: 'Snow' };
  const sites = [await openSite(FEWEST_FOR_THREADS), await openSite(FEWEST_FOR_THREADS, databases)];
  const documents = await Promise.all(
    sites.map(async (site) => {
      await change(site, cancel);
      await change(site, { ...cancel, cancel: undefined, where: 'Hall 9' });
      const found = await site.store.loadDocuments([1, 2, 3].map((index) => `${TERM}/c${index}`));
      return [...found.values()].map(({ text }) => JSON.parse(text).meetings);
    }),
  );
  expect(documents[0]).toHaveLength(3);
  expect(JSON.stringify(documents[0])).toContain('Hall 9');
  expect(documents[1]).toEqual(documents[0]);
});

test('gives the same documents, plans and concerns as without threads', async () => {
  // The last course is only in the second.
  const compared = FEWEST_FOR_THREADS - 1;
  const [here, threaded] = [await openSite(compared), await openSite(FEWEST_FOR_THREADS)];
  const compare = async (act: (site: Site) => Promise<ChangeOutcome>): Promise<readonly ChangeOutcome[]> => {
    const outcomes = [await act(here), await act(threaded)] as const;
    const [one, other] = outcomes.map((outcome) => {
      if (outcome.type !== 'done') throw new Error(outcome.type);
      const plans = outcome.publication.plans.filter(({ key }) => key !== `${TERM}/c${compared}`);
      return plans.map(({ key, delta, problems, drastic, held }) => ({ key, delta, problems, drastic, held }));
    });
    expect(other).toEqual(one);
    const concerns = outcomes.map((outcome) => outcome.type === 'done' && outcome.concerns);
    expect(concerns[1]).toEqual(concerns[0]);
    for (let index = 0; index < compared; index += 1) {
      const key = `${TERM}/c${index}`;
      expect(await threaded.store.loadDocument(key), key).toBe(await here.store.loadDocument(key));
      expect(await threaded.store.indexedCourse(key)).toEqual(await here.store.indexedCourse(key));
    }
    return outcomes;
  };
  const ids = new Map<Site, string>();
  await compare(async (site) => {
    const outcome = await change(site, { from: '2026-09-14', until: '2026-09-15', cancel: 'yes', say: 'Snow' });
    ids.set(site, idOf(outcome));
    return outcome;
  });
  await compare((site) => undoChange({ ...site, clock }, { subject: TERM, id: ids.get(site) ?? '', by: 'x' }, true));
  await compare((site) => change(site, { from: '2026-09-14', until: '2026-09-18', move: '6pm', say: 'Later' }));
  // The threads have the rules of before, and c5 has a change of its own.
  await compare(async (site) => {
    const rules = readTerm(site === here ? compared : FEWEST_FOR_THREADS, 'Edited');
    await publish(site.store, clock, rules);
    const context = { ...site, rules, clock };
    await makeChange(context, { subject: `${TERM}/c5`, text: { on: '2026-09-22', cancel: 'yes' }, ...MAKER }, true);
    return change(context, { on: '2026-09-21', where: 'Hall 9', note: 'The other hall' });
  });
  expect((await threaded.store.loadCourse(`${TERM}/c2`))?.published.course.title).toBe('Edited');
  expect((await threaded.store.loadCourse(`${TERM}/c1`))?.published.changes[0]?.line).toMatch(/Hall 9/);
  const rest = await compare((site) =>
    change({ ...site, rules: readTerm(site === here ? compared : FEWEST_FOR_THREADS, 'Edited') }, REST),
  );
  expect(rest[1]).toMatchObject({ concerns: [{ code: 'cancels-the-rest' }] });
});

test('a damaged document is left out, and the others are changed', async () => {
  const site = await openSite(FEWEST_FOR_THREADS);
  const damaged = `${TERM}/c7`;
  const text = (await site.store.loadDocument(damaged)) ?? '';
  const write = (published: string): void => {
    if (site.store.location.driver !== 'sqlite') throw new Error('this is no file');
    const database = new DatabaseSync(path.join(site.store.location.folder, 'belltower.sqlite'));
    database.prepare('UPDATE courses SET published = ? WHERE key = ?').run(published, damaged);
    database.close();
  };
  write('{"course":');
  const outcome = await change(site, { on: '2026-09-14', cancel: 'yes' });
  write(text);
  expect(outcome).toMatchObject({ type: 'done', publication: { unreached: [{ key: damaged }] } });
  const statusOf = async (key: string): Promise<string | undefined> =>
    (await site.store.loadCourse(key))?.published.meetings.find(({ originalDate }) => originalDate === '2026-09-14')
      ?.facts.status;
  expect([await statusOf(damaged), await statusOf(`${TERM}/c8`)]).toEqual(['confirmed', 'cancelled']);
});
