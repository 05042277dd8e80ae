/** Contract of every store: one suite, run on both databases. */
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import type { Head, Store } from '../../src/store/store.ts';
import { PATIENT } from '../patient.ts';
import { PUBLISHED } from '../publication/schedules.ts';
import { createPostgresPlaces, createSqlitePlaces } from './places.ts';
import { auditEntry, awkward, deskChange, personalFeed, publication, stored } from './samples.ts';

const KEY = 'fall-2018/cos418';

describe.each([createSqlitePlaces(), createPostgresPlaces()])('a store in $name', (places) => {
  afterEach(() => places.closeAll());
  afterAll(() => places.remove());

  const openNew = async (): Promise<Store> => await places.open(await places.create());
  /** Two stores on the same data, as in two processes. */
  const openTwice = async (): Promise<[Store, Store]> => {
    const place = await places.create();
    return [await places.open(place), await places.open(place)];
  };

  test('begins empty', async () => {
    const store = await openNew();
    expect(await store.head()).toEqual({ revision: 0, instant: 0 });
    expect(await store.listCourses()).toEqual([]);
    expect(await store.loadCourses()).toEqual(new Map());
    expect(await store.loadCourse(KEY)).toBeNull();
    expect(await store.latestRules()).toBeNull();
    expect(await store.rulesNumber()).toBe(0);
    expect(await store.personalFeed('nobody')).toBeNull();
  });

  test('gives back a course exactly as it was saved, after a restart too', async () => {
    const place = await places.create();
    const first = await places.open(place);
    const course = stored({ published: awkward() });
    await first.write((tx) => tx.saveCourse(KEY, course));
    await first.close();
    const second = await places.open(place);
    expect(await second.loadCourse(KEY)).toEqual(course);
    expect(await second.loadCourses()).toEqual(new Map([[KEY, course]]));
    expect(await second.listCourses()).toEqual([
      { key: KEY, rules: 'rules-1', retired: false, revision: 1, lastModified: PUBLISHED },
    ]);
    expect(await second.head()).toEqual({ revision: 1, instant: PUBLISHED });
  });

  test('numbers a transaction over many courses once, and one that changes nothing not at all', async () => {
    const store = await openNew();
    await store.write(async (tx) => {
      for (const id of ['c', 'a', 'b']) await tx.saveCourse(`t/${id}`, stored());
    });
    await store.write((tx) => tx.loadCourse('t/a'));
    await store.write((tx) => tx.saveCourse('t/b', stored({ published: publication(5), retired: true })));
    expect(await store.head()).toEqual({ revision: 2, instant: PUBLISHED + 5000 });
    expect(await store.changedSince(0)).toEqual([
      { revision: 1, key: 't/a' },
      { revision: 1, key: 't/c' },
      { revision: 2, key: 't/b' },
    ]);
    expect(await store.changedSince(1)).toEqual([{ revision: 2, key: 't/b' }]);
    expect(await store.changedSince(2)).toEqual([]);
    expect((await store.listCourses()).map(({ key, retired }) => [key, retired])).toEqual([
      ['t/a', false],
      ['t/b', true],
      ['t/c', false],
    ]);
  });

  test('lists each of a thousand courses once, in one order, whatever letters their keys have', async () => {
    const store = await openNew();
    const keys = Array.from({ length: 1000 }, (_, index) => `t/${['a', 'B', '_', 'z-'][index % 4]}${index}`);
    await store.write(async (tx) => {
      for (const key of keys) await tx.saveCourse(key, stored());
    });
    expect((await store.listCourses()).map(({ key }) => key)).toEqual(keys.toSorted());
    expect(await store.write(async (tx) => (await tx.listCourses()).length)).toBe(1000);
    expect(await store.changedSince(0)).toEqual(keys.toSorted().map((key) => ({ revision: 1, key })));
    await store.write((tx) => tx.saveCourse('t/a0', stored()));
    expect(await store.changedSince(0)).toHaveLength(1000);
    expect(await store.changedSince(1)).toEqual([{ revision: 2, key: 't/a0' }]);
  });

  test('deletes the texts that none of a thousand courses refers to, and no other', async () => {
    const store = await openNew();
    const keys = Array.from({ length: 1000 }, (_, index) => `t/${['a', 'B', '_', 'z-'][index % 4]}${index}`);
    await store.write(async (tx) => {
      await tx.saveAgreedTexts(['unused', 'term', ...keys].map((digest) => ({ digest, text: digest })));
      await tx.saveAgreedRules(keys.map((key) => ({ key, files: { 'terms/t.yaml': 'term', [key]: key } })));
      await tx.dropUnusedTexts();
    });
    expect(await store.agreedDigests()).toEqual(['term', ...keys].toSorted());
    expect((await store.allAgreedRules()).map(({ key }) => key)).toEqual(keys.toSorted());
  });

  test('never lets its instant go back', async () => {
    const store = await openNew();
    await store.write((tx) => tx.saveCourse(KEY, stored({ published: publication(60) })));
    await store.write((tx) => tx.saveCourse('t/older', stored()));
    await store.write((tx) => tx.raiseInstant(PUBLISHED));
    expect((await store.head()).instant).toBe(PUBLISHED + 60_000);
    await store.write((tx) => tx.raiseInstant(PUBLISHED + 61_000));
    expect((await store.head()).instant).toBe(PUBLISHED + 61_000);
  });

  test('gives writes of one transaction one revision, and the latest instant, however many are under way at once', async () => {
    const store = await openNew();
    await store.write(async (tx) => {
      const saves = [3, 9, 5].map((second) => tx.saveCourse(`t/${second}`, stored({ published: publication(second) })));
      await Promise.all(saves);
    });
    expect(await store.head()).toEqual({ revision: 1, instant: PUBLISHED + 9000 });
    expect(await store.changedSince(0)).toEqual(['t/3', 't/5', 't/9'].map((key) => ({ revision: 1, key })));
  });

  test('undoes all of a transaction that throws, and throws what it threw', async () => {
    const store = await openNew();
    await store.write((tx) => tx.saveCourse(KEY, stored()));
    const failure = new Error('on purpose');
    const failing = store.write(async (tx) => {
      await tx.saveCourse(KEY, stored({ published: publication(5) }));
      await tx.addDeskChange(deskChange());
      await tx.addAudit(auditEntry('change'));
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    expect(await store.head()).toEqual({ revision: 1, instant: PUBLISHED });
    expect(await store.loadCourse(KEY)).toEqual(stored());
    expect(await store.deskChanges()).toEqual([]);
    expect(await store.auditTrail(10)).toEqual([]);
    await store.write((tx) => tx.addAudit(auditEntry('later')));
    expect((await store.head()).revision).toBe(2);
  });

  test('undoes a statement that the database refuses with everything before it', async () => {
    const store = await openNew();
    const twice = store.write(async (tx) => {
      await tx.saveCourse(KEY, stored());
      await tx.addDeskChange(deskChange());
      await tx.addDeskChange(deskChange());
    });
    await expect(twice).rejects.toThrow(/UNIQUE|unique/);
    expect(await store.head()).toEqual({ revision: 0, instant: 0 });
    expect(await store.listCourses()).toEqual([]);
  });

  test('rehearses the very same work and keeps nothing of it', async () => {
    const store = await openNew();
    const work = await store.rehearse(async (tx) => {
      await tx.saveCourse(KEY, stored());
      return { head: await tx.head(), course: await tx.loadCourse(KEY) };
    });
    expect(work).toEqual({ head: { revision: 1, instant: PUBLISHED }, course: stored() });
    expect(await store.head()).toEqual({ revision: 0, instant: 0 });
    expect(await store.loadCourse(KEY)).toBeNull();
  });

  test('shows nobody a transaction half done', async () => {
    const [store, other] = await openTwice();
    await store.write((tx) => tx.saveCourse(KEY, stored()));
    await store.write(async (tx) => {
      await tx.saveCourse(KEY, stored({ published: publication(5) }));
      for (const reader of [store, other]) {
        expect((await reader.head()).revision).toBe(1);
        expect(await reader.loadCourse(KEY)).toEqual(stored());
      }
      expect(await tx.loadCourse(KEY)).toEqual(stored({ published: publication(5) }));
    });
    for (const reader of [store, other]) expect((await reader.head()).revision).toBe(2);
  });

  test('lets writers of two processes in one after the other, and loses none', async () => {
    const [one, two] = await openTwice();
    const add = (store: Store): Promise<void> =>
      store.write(async (tx) => {
        const { instant } = await tx.head();
        await new Promise((resolve) => setImmediate(resolve));
        await tx.raiseInstant(instant + 1);
      });
    await Promise.all(Array.from({ length: 40 }, (_, index) => add(index % 2 === 0 ? one : two)));
    expect(await one.head()).toEqual({ revision: 40, instant: 40 });
    expect(await two.head()).toEqual({ revision: 40, instant: 40 });
  });

  test('forgets a removed course, and lets others learn of it', async () => {
    const store = await openNew();
    await store.write((tx) => tx.saveCourse(KEY, stored()));
    await store.write((tx) => tx.removeCourse(KEY));
    expect(await store.loadCourse(KEY)).toBeNull();
    expect(await store.listCourses()).toEqual([]);
    expect(await store.loadCourses()).toEqual(new Map());
    expect(await store.changedSince(1)).toEqual([{ revision: 2, key: KEY }]);
    await store.write((tx) => tx.saveCourse(KEY, stored()));
    expect(await store.loadCourse(KEY)).toEqual(stored());
  });

  test('keeps desk changes in their order, and undoes each once', async () => {
    const store = await openNew();
    const term = deskChange({ subject: 'fall-2018', id: 'a' });
    await store.write(async (tx) => {
      for (const change of [deskChange({ id: 'z' }), term, deskChange({ id: 'b' })]) await tx.addDeskChange(change);
    });
    expect((await store.deskChanges()).map(({ id }) => id)).toEqual(['z', 'a', 'b']);
    expect(await store.deskChanges('fall-2018')).toEqual([term]);
    const undone = { ...deskChange({ id: 'z' }), undoneAt: PUBLISHED + 1000, undoneBy: 'dean' };
    const undo = (id: string): Promise<unknown> =>
      store.write((tx) => tx.undoDeskChange(KEY, id, PUBLISHED + 1000, 'dean'));
    expect(await undo('z')).toEqual(undone);
    expect(await undo('z')).toBeNull();
    expect(await undo('nothing')).toBeNull();
    expect(await store.deskChanges(KEY)).toEqual([undone, deskChange({ id: 'b' })]);
    expect((await store.head()).revision).toBe(2);
  });

  test('takes the same change from the same person once', async () => {
    const store = await openNew();
    const first = deskChange({ id: 'c1', idempotencyKey: 'k' });
    const add = (change: typeof first): Promise<unknown> => store.write((tx) => tx.addDeskChange(change));
    expect(await add(first)).toEqual({ change: first, repeated: false });
    expect(await add(deskChange({ id: 'c2', idempotencyKey: 'k' }))).toEqual({ change: first, repeated: true });
    const elsewhere = deskChange({ id: 'c3', idempotencyKey: 'k', madeBy: 'dean' });
    expect(await add(elsewhere)).toEqual({ change: elsewhere, repeated: false });
    const other = deskChange({ id: 'c4', subject: 'fall-2018/other', idempotencyKey: 'k' });
    expect(await add(other)).toEqual({ change: other, repeated: false });
    expect(await store.deskChanges()).toEqual([first, elsewhere, other]);
    expect((await store.head()).revision).toBe(3);
  });

  test('keeps personal feeds, and tells which were written since', async () => {
    const store = await openNew();
    await store.write((tx) => tx.savePersonalFeed(personalFeed('a')));
    await store.write((tx) => tx.savePersonalFeed(personalFeed('b')));
    const edited = personalFeed('a', { edits: 1, instant: PUBLISHED + 1000, revokedAt: PUBLISHED + 1000 });
    await store.write((tx) => tx.savePersonalFeed(edited));
    expect(await store.personalFeed('a')).toEqual(edited);
    expect(await store.personalFeeds()).toEqual([personalFeed('b'), edited]);
    expect(await store.personalFeeds(2)).toEqual([edited]);
    expect((await store.head()).instant).toBe(PUBLISHED + 1000);
  });

  test('numbers published rules, and the same rules once', async () => {
    const store = await openNew();
    const publish = (files: Record<string, string>, at: number): Promise<number> =>
      store.write((tx) => tx.publishRules(files, at));
    expect(await publish({ 'site.yaml': 'name: A\n', 'terms/t.yaml': '' }, 1000)).toBe(1);
    expect(await publish({ 'terms/t.yaml': '', 'site.yaml': 'name: A\n' }, 2000)).toBe(1);
    expect(await publish({ 'site.yaml': 'name: B\n' }, 3000)).toBe(2);
    expect(await store.latestRules()).toEqual({ number: 2, at: 3000, files: { 'site.yaml': 'name: B\n' } });
    expect(await store.rulesNumber()).toBe(2);
    expect(await store.rulesNumbers()).toEqual([1, 2]);
    expect((await store.head()).revision).toBe(2);
  });

  test('finds a file of the latest rules, whatever is in the others', async () => {
    const store = await openNew();
    const publish = (files: Record<string, string>): Promise<number> =>
      store.write((tx) => tx.publishRules(files, 1000));
    const find = () => store.latestRulesFile(['site.yaml', 'site.yml']);
    expect(await find()).toBeNull();
    await publish({ 'site.yaml': 'name: A\n', 'courses/t/site.yaml': 'a: b\n' });
    expect(await find()).toBe('name: A\n');
    await publish({ 'courses/t/a.yaml': 'a: \0', 'Site.yml': `name: "Ä '?$1"\n` });
    expect(await find()).toBe(`name: "Ä '?$1"\n`);
    await publish({ 'courses/t/site.yaml': 'a: b\n' });
    expect(await find()).toBeNull();
  });

  test('shows the audit trail newest first', async () => {
    const store = await openNew();
    await store.write(async (tx) => {
      await tx.addAudit(auditEntry('one'));
      await tx.addAudit(auditEntry('two', { subject: 'fall-2018', before: 'x', after: undefined }));
    });
    await store.write((tx) => tx.addAudit(auditEntry('three')));
    expect((await store.auditTrail(2)).map(({ what }) => what)).toEqual(['three', 'two']);
    expect((await store.auditTrail(9, KEY)).map(({ what }) => what)).toEqual(['three', 'one']);
    expect(await store.auditTrail(9, 'fall-2018')).toEqual([
      auditEntry('two', { subject: 'fall-2018', before: 'x', after: null }),
    ]);
  });

  test('tells of commits by another process, and where it stands at the start', async () => {
    const [one, two] = await openTwice();
    await one.write((tx) => tx.saveCourse(KEY, stored()));
    const heads: Head[] = [];
    const stop = two.watch((head) => heads.push(head));
    await vi.waitFor(() => expect(heads).toEqual([{ revision: 1, instant: PUBLISHED }]), PATIENT);
    await one.write((tx) => tx.saveCourse(KEY, stored({ published: publication(5) })));
    await vi.waitFor(() => expect(heads.at(-1)).toEqual({ revision: 2, instant: PUBLISHED + 5000 }), PATIENT);
    await two.write((tx) => tx.addAudit(auditEntry('own')));
    await vi.waitFor(() => expect(heads.at(-1)?.revision).toBe(3), PATIENT);
    expect(heads.map(({ revision }) => revision)).toEqual([1, 2, 3]);
    const others: Head[] = [];
    const stopOther = two.watch((head) => others.push(head));
    stop();
    await one.write((tx) => tx.addAudit(auditEntry('unheard')));
    await vi.waitFor(() => expect(others.at(-1)?.revision).toBe(4), PATIENT);
    stopOther();
    expect(heads).toHaveLength(3);
  });

  test('forgets everything in a way that others learn of', async () => {
    const store = await openNew();
    await store.write(async (tx) => {
      await tx.saveCourse(KEY, stored());
      await tx.addDeskChange(deskChange());
      await tx.savePersonalFeed(personalFeed('a'));
      await tx.publishRules({ a: 'b' }, 1000);
      await tx.addAudit(auditEntry('one'));
    });
    await store.write((tx) => tx.clear(PUBLISHED + 9000));
    expect(await store.changedSince(1)).toEqual([{ revision: 2, key: KEY }]);
    expect((await store.personalFeeds(1)).map(({ revokedAt }) => revokedAt)).toEqual([PUBLISHED + 9000]);
    expect(await store.deskChanges()).toEqual([]);
    expect(await store.rulesNumbers()).toEqual([]);
    expect(await store.auditTrail(9)).toEqual([]);
    expect(await store.head()).toEqual({ revision: 2, instant: PUBLISHED });
  });
});
