/** Life cycle of courses and sections as subscribers see it: removed, restored, renamed, cross-listed, draft, ended. */
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type ChangeOutcome, makeChange } from '../../src/publish/changing.ts';
import { sayEdit } from '../../src/publish/plan-words.ts';
import type { Agreement } from '../../src/publish/planner.ts';
import { NO_RULES } from '../../src/publish/published-from.ts';
import { type Publication, publish } from '../../src/publish/publisher.ts';
import { endCourse, reviveCourse } from '../../src/publish/retiring.ts';
import { type Rules, readRules } from '../../src/publish/rules.ts';
import type { Store } from '../../src/store/store.ts';
import { createPostgresPlaces, createSqlitePlaces } from '../store/places.ts';

const SITE = 'uidDomain: example.edu\nname: Test\n';
const TERM = 'title: Spring 2027\nzone: America/New_York\nclasses: 2027-01-25 to 2027-04-30\npublished: 2027-01-10\n';
const rulesOf = (courses: Record<string, string>, term = TERM): Rules => {
  const own = Object.entries(courses).map(([id, text]) => ({ path: `courses/spring-2027/${id}.yaml`, text }));
  return readRules([{ path: 'site.yaml', text: SITE }, { path: 'terms/spring-2027.yaml', text: term }, ...own]);
};
const course = (code: string, sections: string, more = ''): string =>
  `code: ${code}\ntitle: T\n${more}sections:\n${sections}`;
const L1 = '  L1: {kind: lecture, meets: Mon Wed 10am-10:50am, where: Hall 1}\n';
const P1 = '  P1: {kind: precept, meets: Fri 10am-10:50am, where: Hall 2}\n';
const OTHER = course('CS 9', P1);

const MID_TERM = Date.parse('2027-02-01T12:00:00Z');
let now = MID_TERM;
const clock = (): number => now;
const agreeTo = (edits: Record<string, string>): { agreement: Agreement } => ({
  agreement: { edits: new Map(Object.entries(edits)), by: 'owner' },
});
const CS1 = 'spring-2027/cs1';
const CS2 = 'spring-2027/cs2';

interface Seen {
  readonly sequence: number;
  readonly what: string;
  readonly section: string;
}

describe.each([createSqlitePlaces({ isTemporary: true }), createPostgresPlaces()])('with $name', (places) => {
  afterEach(() => {
    now = MID_TERM;
    return places.closeAll();
  });
  afterAll(() => places.remove());

  const open = async (): Promise<Store> => places.open(await places.create());
  /** The meetings that a course's subscribers have, by UID. */
  const seen = async (store: Store, key = CS1): Promise<ReadonlyMap<string, Seen>> => {
    const stored = await store.loadCourse(key);
    return new Map(
      (stored?.published.meetings ?? []).map(({ uid, sequence, facts }) => [
        uid,
        { sequence, section: facts.section, what: `${facts.status} ${facts.startTime} ${facts.where[0]?.text}` },
      ]),
    );
  };
  const coming = async (store: Store, key = CS1): Promise<string[]> =>
    ((await store.loadCourse(key))?.published.meetings ?? [])
      .filter(({ facts }) => facts.start >= now)
      .map(({ facts, sequence }) => `${facts.status} ${sequence}`);
  const said = ({ plans }: Publication): string[] =>
    plans.map((plan) => `${plan.key} ${plan.held ? 'held' : 'published'}: ${sayEdit(plan)}`);
  const cancel = (store: Store, rules: Rules, subject: string): Promise<ChangeOutcome> => {
    const text = { sections: 'L1', on: '2027-02-03', cancel: 'yes' };
    return makeChange({ store, clock, rules }, { subject, text, by: 'ta', idempotencyKey: null }, true);
  };

  test('a file that is gone is held; agreed to, its feeds go on and what was to come is marked', async () => {
    const store = await open();
    const whole = rulesOf({ cs1: course('CS 1', L1), cs9: OTHER });
    const without = rulesOf({ cs9: OTHER });
    await publish(store, clock, whole);
    const before = await seen(store);
    now += 86_400_000;

    const held = await publish(store, clock, without);
    expect(said(held)).toEqual([expect.stringMatching(/^spring-2027\/cs1 held: its file is gone: cancels 25/)]);
    expect(await store.heldEdits()).toMatchObject([{ key: CS1, rules: NO_RULES }]);
    expect(await seen(store)).toEqual(before);
    // Held until someone agrees or restores the file.
    expect(said(await publish(store, clock, without))).toEqual(said(held));
    expect((await publish(store, clock, whole)).plans).toEqual([]);
    expect(await store.heldEdits()).toEqual([]);

    await publish(store, clock, without, agreeTo({ [CS1]: NO_RULES }));
    expect([...(await seen(store)).keys()]).toEqual([...before.keys()]);
    expect(new Set(await coming(store))).toEqual(new Set(['cancelled 1']));
    expect(await store.heldEdits()).toEqual([]);
    expect((await publish(store, clock, without)).plans).toEqual([]);
    expect(await cancel(store, without, CS1)).toMatchObject({ type: expect.not.stringMatching('done') });

    await publish(store, clock, whole);
    expect([...(await seen(store)).keys()]).toEqual([...before.keys()]);
    expect(new Set(await coming(store))).toEqual(new Set(['confirmed 2']));
  });

  test('a course whose term is over ends without a word, and its feeds stay as they are', async () => {
    const store = await open();
    await publish(store, clock, rulesOf({ cs1: course('CS 1', L1), cs9: OTHER }));
    const before = await seen(store);
    const then = now;
    now = Date.parse('2027-06-01T12:00:00Z');
    try {
      const { plans } = await publish(store, clock, rulesOf({ cs9: OTHER }));
      expect(plans.map(({ held, delta }) => [held, delta.feeds])).toEqual([[false, []]]);
      expect(await seen(store)).toEqual(before);
      expect((await publish(store, clock, rulesOf({ cs9: OTHER }))).plans).toEqual([]);
    } finally {
      now = then;
    }
  });

  test.each(['course', 'term'])(
    'a published course that becomes a draft by its %s is held, and then ends',
    async (by) => {
      const store = await open();
      const text = course('CS 1', L1);
      await publish(store, clock, rulesOf({ cs1: text }));
      const draft =
        by === 'course' ? rulesOf({ cs1: `draft: yes\n${text}` }) : rulesOf({ cs1: text }, `draft: yes\n${TERM}`);
      const held = await publish(store, clock, draft);
      expect(said(held)).toEqual([expect.stringMatching(/^spring-2027\/cs1 held: it is a draft now: cancels 2/)]);
      expect(new Set(await coming(store))).toEqual(new Set(['confirmed 0']));

      await publish(store, clock, draft, agreeTo({ [CS1]: draft.digests.get(CS1) ?? '' }));
      expect(new Set(await coming(store))).toEqual(new Set(['cancelled 1']));
      // Its feeds are still served.
      expect((await store.loadCourse(CS1))?.published.course.draft).toBe(false);

      await publish(store, clock, rulesOf({ cs1: text }));
      expect(new Set(await coming(store))).toEqual(new Set(['confirmed 2']));
    },
  );

  test('a draft that nobody has seen goes without a word', async () => {
    const store = await open();
    await publish(store, clock, rulesOf({ cs1: `draft: yes\n${course('CS 1', L1)}` }));
    expect((await store.loadCourse(CS1))?.published.course.draft).toBe(true);
    await publish(store, clock, rulesOf({ cs1: `draft: yes\n${course('CS 1', L1.replace('Hall 1', 'Hall 5'))}` }));
    expect([...(await seen(store)).values()][0]?.what).toBe('confirmed 10:00 Hall 5');
  });

  test('a renamed course is one course: UIDs, sequences, changes, roles and tokens go along', async () => {
    const store = await open();
    const rules = rulesOf({ cs1: course('CS 1', L1) });
    await publish(store, clock, rules);
    await cancel(store, rules, CS1);
    const grant = { role: 'head', scope: CS1, at: now, by: 'x' } as const;
    await store.write((tx) =>
      tx.saveStaff({ mail: 'a@example.edu', name: null, addedAt: now, addedBy: 'x', grants: [grant] }),
    );
    const before = await seen(store);

    const renamed = rulesOf({ cs2: course('CS 2', L1, 'formerly: cs1\n') });
    const publication = await publish(store, clock, renamed);
    expect(said(publication)).toEqual([
      expect.stringMatching(/^spring-2027\/cs2 published: it was spring-2027\/cs1: /),
    ]);
    expect((await store.listCourses()).map(({ key }) => key)).toEqual([CS2]);
    const after = await seen(store, CS2);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [uid, { sequence, what }] of after) {
      expect([what, sequence]).toEqual([before.get(uid)?.what, (before.get(uid)?.sequence ?? 0) + 1]);
    }
    expect((await store.loadCourse(CS2))?.published.course.formerly).toEqual(['cs1']);
    expect((await store.listStaff(CS2)).map(({ mail }) => mail)).toEqual(['a@example.edu']);
    expect(await store.deskChanges(CS2)).toHaveLength(1);
    expect((await store.history({ subjects: [CS2], limit: 10 })).map(({ what }) => what)).toContain('rename');
    expect((await publish(store, clock, renamed)).plans).toEqual([]);
  });

  test('a course that was published under both keys becomes one, on the higher sequence', async () => {
    const store = await open();
    await publish(store, clock, rulesOf({ cs1: course('CS 1', L1) }));
    // As written by earlier releases: the new key from the start, the old one frozen.
    const renamed = rulesOf({ cs2: course('CS 2', L1.replace('Hall 1', 'Hall 7'), 'formerly: cs1\n') });
    const other = await places.open(await places.create());
    await publish(other, clock, renamed);
    const second = await other.loadCourse(CS2);
    if (!second) throw new Error('it was published');
    await store.write((tx) => tx.saveCourse(CS2, second));
    const uids = [...(await seen(store)).keys()];

    await publish(store, clock, renamed);
    expect((await store.listCourses()).map(({ key }) => key)).toEqual([CS2]);
    const after = await seen(store, CS2);
    expect([...after.keys()]).toEqual(uids);
    for (const { what, sequence } of after.values()) expect([what, sequence]).toEqual(['confirmed 10:00 Hall 7', 1]);
    expect((await publish(store, clock, renamed)).plans).toEqual([]);
  });

  describe('a section that becomes another course’s', () => {
    const apart = rulesOf({ cs1: course('CS 1', L1 + P1), cs2: course('CS 2', L1) });
    const hostOf = (hall: string): string =>
      course('CS 2', L1.replace('}', ', listed: cs1/L1}').replace('Hall 1', hall));
    const joined = rulesOf({ cs1: course('CS 1', P1), cs2: hostOf('Hall 55') });

    test('goes on at its address, under its UIDs, with the other course’s meetings; nothing is held', async () => {
      // Before the first class, since an edit that rewrites past meetings would be held.
      now = Date.parse('2027-01-20T12:00:00Z');
      const store = await open();
      await publish(store, clock, apart);
      const before = await seen(store);
      const publication = await publish(store, clock, joined);
      expect(said(publication)).toEqual([
        expect.stringMatching(/^spring-2027\/cs1 published: L1 is held together with CS 2 L1: cancels 0, moves 0/),
        expect.stringMatching(/^spring-2027\/cs2 published: cancels 0, moves 0, changes 28 rooms/),
      ]);
      const after = await seen(store);
      expect([...after.keys()]).toEqual([...before.keys()]);
      for (const { section, what, sequence } of after.values()) {
        expect([what, sequence]).toEqual(
          section === 'L1' ? ['confirmed 10:00 Hall 55', 1] : ['confirmed 10:00 Hall 2', 0],
        );
      }
      expect((await publish(store, clock, joined)).plans).toEqual([]);

      // Changes there, in the file or at the desk, apply here too.
      await cancel(store, joined, CS2);
      const onDay = [...(await seen(store)).values()].filter(({ what }) => what.startsWith('cancelled'));
      expect(onDay).toEqual([{ section: 'L1', what: 'cancelled 10:00 Hall 55', sequence: 2 }]);
      const moved = rulesOf({ cs1: course('CS 1', P1), cs2: hostOf('Hall 56') });
      expect(said(await publish(store, clock, moved))).toHaveLength(2);
      expect([...(await seen(store)).values()].filter(({ what }) => what === 'confirmed 10:00 Hall 56')).toHaveLength(
        27,
      );

      // Separated again: each continues on its own, with increasing SEQUENCE.
      await publish(store, clock, apart);
      const back = await seen(store);
      for (const [uid, { section, what, sequence }] of back) {
        if (section === 'L1') expect([uid, what, sequence >= 3]).toEqual([uid, 'confirmed 10:00 Hall 1', true]);
      }
      expect([...back.keys()]).toEqual([...before.keys()]);
    });

    test('is cancelled where the other course stops listing it', async () => {
      const store = await open();
      await publish(store, clock, apart);
      await publish(store, clock, rulesOf({ cs1: course('CS 1', P1), cs2: hostOf('Hall 1') }));
      await publish(store, clock, rulesOf({ cs1: course('CS 1', P1), cs2: course('CS 2', L1) }));
      const lectures = [...(await seen(store)).values()].filter(({ section }) => section === 'L1');
      expect(new Set(lectures.map(({ what }) => what.split(' ')[0]))).toEqual(new Set(['confirmed', 'cancelled']));
    });

    test('waits with the other course’s edit', async () => {
      const store = await open();
      await publish(store, clock, rulesOf({ cs1: course('CS 1', L1 + P1), cs2: course('CS 2', L1 + P1) }));
      // The other course loses its precept in the same edit, which is held.
      const { plans } = await publish(store, clock, joined);
      expect(plans.map(({ key, held }) => [key, held])).toEqual([
        [CS1, true],
        [CS2, true],
      ]);
    });
  });

  test('a course ended by command stays so whatever its file says, until it is given again', async () => {
    const store = await open();
    const rules = rulesOf({ cs1: course('CS 1', L1) });
    await publish(store, clock, rules);
    expect(await endCourse(store, clock, rules, CS1)).toMatchObject({ type: 'done', plans: [{ ending: 'retired' }] });
    expect(new Set(await coming(store))).toEqual(new Set(['cancelled 1']));
    expect(await store.loadDocument(CS1)).not.toBeNull();
    expect((await publish(store, clock, rules)).plans).toEqual([]);
    expect((await publish(store, clock, rulesOf({ cs1: course('CS 1', P1) }))).plans).toEqual([]);
    expect(await reviveCourse(store, clock, rules, CS1)).toMatchObject({ type: 'done' });
    expect(new Set(await coming(store))).toEqual(new Set(['confirmed 2']));

    // Ending a course and then deleting its file counts as one end; restoring the file restores the course.
    await endCourse(store, clock, rules, CS1);
    expect((await publish(store, clock, rulesOf({ cs9: OTHER }))).plans.map(({ held }) => held)).toEqual([
      false,
      false,
    ]);
    expect(await reviveCourse(store, clock, rulesOf({ cs9: OTHER }), CS1)).toMatchObject({ type: 'refused' });
    await publish(store, clock, rulesOf({ cs1: course('CS 1', L1), cs9: OTHER }));
    expect(new Set(await coming(store))).toEqual(new Set(['confirmed 4']));
  });

  test('two courses that list sections of each other are published', async () => {
    const store = await open();
    const both = (id: string, other: string, list: string): string =>
      course(id, L1.replace('}', `, listed: ${other}/${list}}`));
    await publish(store, clock, rulesOf({ cs1: course('CS 1', L1 + P1), cs2: course('CS 2', L1 + P1) }));
    const rules = rulesOf({ cs1: both('CS 1', 'cs2', 'P1'), cs2: both('CS 2', 'cs1', 'P1') });
    expect(await publish(store, clock, rules)).toMatchObject({ unreadable: [] });
  });
});
