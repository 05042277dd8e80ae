/** A held edit stays held whatever else happens; other changes apply to the rules from before it. */
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { findConsent } from '../../src/publish/agreeing.ts';
import { type ChangeOutcome, makeChange, undoChange } from '../../src/publish/changing.ts';
import type { Agreement } from '../../src/publish/planner.ts';
import { previewPublication, publish } from '../../src/publish/publisher.ts';
import { type Rules, readRules } from '../../src/publish/rules.ts';
import type { Store } from '../../src/store/store.ts';
import { createPostgresPlaces, createSqlitePlaces } from '../store/places.ts';
import { exportState, restoreState } from '../store/state-text.ts';

const SITE = 'uidDomain: example.edu\nname: Test\n';
const TERM = 'title: Spring 2027\nzone: America/New_York\nclasses: 2027-01-25 to 2027-04-30\npublished: 2027-01-10\n';
const section = (id: string, time: string) => `  ${id}: {kind: lecture, meets: ${time}, where: Hall ${id}}\n`;
const course = (code: string, ...sections: string[]) => `code: ${code}\ntitle: T\nsections:\n${sections.join('')}`;
const L1 = section('L1', 'Mon Wed 10am-10:50am');
const P1 = section('P1', 'Fri 10am-10:50am');
const P2 = section('P2', 'Fri 11am-11:50am');
const WHOLE = course('CS 1', L1, P1, P2);
const CUT = course('CS 1', L1);
const OTHER = course('CS 2', L1, P1);
const BROKEN = 'code: CS 2\nsections: {L1: {kind: lecture, meets: Mnday}}\n';

const CS1 = 'spring-2027/cs1';
const CS2 = 'spring-2027/cs2';

function rulesOf(courses: Record<string, string>, term = TERM): Rules {
  const own = Object.entries(courses).map(([id, text]) => ({ path: `courses/spring-2027/${id}.yaml`, text }));
  return readRules([{ path: 'site.yaml', text: SITE }, { path: 'terms/spring-2027.yaml', text: term }, ...own]);
}

let now = Date.parse('2027-02-01T12:00:00Z');
const clock = (): number => now;
const agreeTo = (edits: Record<string, string | undefined>): { agreement: Agreement } => ({
  agreement: { edits: new Map(Object.entries(edits).map(([key, digest]) => [key, digest ?? ''])), by: 'owner' },
});

describe.each([createSqlitePlaces({ isTemporary: true }), createPostgresPlaces()])('with $name', (places) => {
  afterEach(() => places.closeAll());
  afterAll(() => places.remove());

  const open = async (): Promise<Store> => places.open(await places.create());
  const change = (store: Store, rules: Rules, subject: string, text: object, commit = true): Promise<ChangeOutcome> =>
    makeChange({ store, clock, rules }, { subject, text: { ...text }, by: 'ta', idempotencyKey: null }, commit);
  const cancelled = async (store: Store, key: string): Promise<string[]> =>
    ((await store.loadCourse(key))?.published.meetings ?? [])
      .filter(({ facts }) => facts.status === 'cancelled')
      .map(({ facts }) => `${facts.section} ${facts.date}`);
  const goneSections = async (store: Store, key: string): Promise<string[]> =>
    ((await store.loadCourse(key))?.published.sections ?? []).filter(({ gone }) => gone).map(({ id }) => id);

  const CANCEL = { sections: 'L1', on: '2027-02-03', cancel: 'yes' };

  test('a change and its undoing are published without the edit, which goes on waiting', async () => {
    const store = await open();
    const whole = rulesOf({ cs1: WHOLE });
    const cut = rulesOf({ cs1: CUT });
    await publish(store, clock, whole);
    const first = await publish(store, clock, cut);
    expect(first.plans.map(({ held }) => held)).toEqual([true]);
    expect(await store.heldEdits()).toMatchObject([{ key: CS1, rules: cut.digests.get(CS1) }]);

    const preview = await change(store, cut, CS1, CANCEL, false);
    const made = await change(store, cut, CS1, CANCEL);
    for (const outcome of [preview, made]) {
      if (outcome.type !== 'done') throw new Error(outcome.type);
      expect(outcome.publication.plans.map(({ delta }) => delta.visible)).toEqual([1]);
    }
    expect(await cancelled(store, CS1)).toEqual(['L1 2027-02-03']);
    expect(await goneSections(store, CS1)).toEqual([]);

    // A held edit is compared with the current publication, which no longer contains the cancelled meeting.
    const again = await publish(store, clock, cut);
    expect(again.plans).toMatchObject([{ held: true, delta: { goneSections: ['P1', 'P2'] } }]);
    expect(await cancelled(store, CS1)).toEqual(['L1 2027-02-03']);

    // A section that is missing only in the held edit can be changed.
    expect((await change(store, cut, CS1, { sections: 'P2', on: '2027-02-05', where: 'Hall X' })).type).toBe('done');
    const id = made.type === 'done' ? made.change.id : '';
    await undoChange({ store, clock, rules: cut }, { subject: CS1, id, by: 'ta' }, true);
    expect(await cancelled(store, CS1)).toEqual([]);
    expect(await goneSections(store, CS1)).toEqual([]);
    expect(await store.heldEdits()).toHaveLength(1);

    const agreed = await publish(store, clock, cut, agreeTo({ [CS1]: cut.digests.get(CS1) }));
    expect(agreed.plans).toMatchObject([{ held: false }]);
    expect(await goneSections(store, CS1)).toEqual(['P1', 'P2']);
    expect(await store.heldEdits()).toEqual([]);
    expect(await store.history({ limit: 1 })).toMatchObject([{ what: 'agree', who: 'owner', subject: CS1 }]);
  });

  test('neither time nor a new start publishes what is held', async () => {
    const store = await open();
    await publish(store, clock, rulesOf({ cs1: CUT }));
    // Removes all Wednesdays, which are past at the end of the term.
    const shorter = rulesOf({ cs1: CUT.replace('Mon Wed', 'Mon') });
    expect((await publish(store, clock, shorter)).plans).toMatchObject([{ held: true }]);
    const before = now;
    now = Date.parse('2027-04-28T12:00:00Z');
    try {
      expect((await publish(store, clock, shorter)).plans).toMatchObject([{ held: true }]);
      expect(await cancelled(store, CS1)).toEqual([]);
      const [edit] = await store.heldEdits();
      expect(edit?.since).toBe(before);
    } finally {
      now = before;
    }
    // Reverting the edit removes the hold.
    await publish(store, clock, rulesOf({ cs1: CUT }));
    expect(await store.heldEdits()).toEqual([]);
  });

  test('agreeing to one course’s edit agrees to no other, and to no later edit of it', async () => {
    const store = await open();
    await publish(store, clock, rulesOf({ cs1: WHOLE, cs2: OTHER }));
    const cut = rulesOf({ cs1: CUT, cs2: course('CS 2', L1) });
    await publish(store, clock, cut);
    expect(await findConsent(store, clock, cut, { type: 'only' }, 'x')).toMatchObject({
      type: 'refused',
      why: expect.stringMatching(/2 edits are held: .*cs1@.*cs2@/),
    });
    const consent = (codes: Record<string, string | null>, rules: Rules) =>
      findConsent(store, clock, rules, { type: 'courses', codes: new Map(Object.entries(codes)) }, 'x');
    const one = await consent({ [CS1]: null }, cut);
    if (one.type !== 'agreed') throw new Error(one.why);
    expect([...one.agreement.edits.keys()]).toEqual([CS1]);

    // Saved again after it was shown: the new edit removes P1 and keeps P2.
    const later = rulesOf({ cs1: course('CS 1', L1, P2), cs2: course('CS 2', L1) });
    const remarks = ['the edit of spring-2027/cs1 changed since it was shown'];
    expect(await consent({ [CS1]: null }, later)).toMatchObject({
      remarks: [expect.stringContaining(remarks[0] ?? '')],
    });
    const shown = cut.digests.get(CS1)?.slice(0, 8) ?? '';
    expect(await consent({ [CS1]: shown }, later)).toMatchObject({
      remarks: [expect.stringContaining(remarks[0] ?? '')],
    });
    expect((await publish(store, clock, later, { agreement: one.agreement })).plans).toMatchObject([
      { key: CS1, held: true },
      { key: CS2, held: true },
    ]);

    expect((await publish(store, clock, cut, { agreement: one.agreement })).plans).toMatchObject([
      { key: CS1, held: false },
      { key: CS2, held: true },
    ]);
    expect(await goneSections(store, CS2)).toEqual([]);
    const all = await findConsent(store, clock, cut, { type: 'all' }, 'x');
    expect(all).toMatchObject({ type: 'agreed', remarks: [] });
  });

  test('a closing over the term reaches a course whose file is broken or gone, and names what it cannot reach', async () => {
    const store = await open();
    await publish(store, clock, rulesOf({ cs1: WHOLE, cs2: OTHER, cs3: course('CS 3', L1) }));
    const now3 = rulesOf({ cs1: WHOLE, cs2: BROKEN, cs4: BROKEN });
    await publish(store, clock, now3);
    const outcome = await change(store, now3, 'spring-2027', { on: '2027-02-08', closed: 'all day', say: 'Snow' });
    if (outcome.type !== 'done') throw new Error(JSON.stringify(outcome));
    expect(outcome.publication.plans.map(({ key }) => key).sort()).toEqual([CS1, CS2, 'spring-2027/cs3']);
    expect(outcome.publication.unreached).toEqual([
      { key: 'spring-2027/cs4', why: expect.stringContaining('never published') },
    ]);
    for (const key of [CS1, CS2, 'spring-2027/cs3']) expect(await cancelled(store, key)).toEqual(['L1 2027-02-08']);
    expect((await change(store, now3, CS2, CANCEL)).type).toBe('done');
    expect(await change(store, now3, 'spring-2027/cs4', CANCEL)).toMatchObject({
      type: 'refused',
      why: expect.stringContaining('never published'),
    });
    // After the file is fixed, the course still has both.
    await publish(store, clock, rulesOf({ cs1: WHOLE, cs2: OTHER }));
    expect(await cancelled(store, CS2)).toEqual(['L1 2027-02-03', 'L1 2027-02-08']);
  });

  test('a term’s edit that is held for one course is not published by changing it', async () => {
    const store = await open();
    const before = rulesOf({ cs1: WHOLE, cs2: OTHER });
    await publish(store, clock, before);
    const shorter = rulesOf({ cs1: WHOLE, cs2: OTHER }, TERM.replace('2027-04-30', '2027-03-01'));
    expect((await publish(store, clock, shorter)).plans).toMatchObject([{ held: true }, { held: true }]);
    await change(store, shorter, 'spring-2027', { on: '2027-02-08', closed: 'all day', say: 'Snow' });
    for (const key of [CS1, CS2]) expect(await cancelled(store, key)).toEqual(['L1 2027-02-08']);
    expect(await store.heldEdits()).toHaveLength(2);
  });

  test('texts are kept once, and no longer than they are needed', async () => {
    const store = await open();
    await publish(store, clock, rulesOf({ cs1: WHOLE, cs2: OTHER }));
    // site, term, two courses
    expect(await store.agreedTexts()).toHaveLength(4);
    await publish(store, clock, rulesOf({ cs1: WHOLE.replace('title: T', 'title: Renamed'), cs2: OTHER }));
    expect(await store.agreedTexts()).toHaveLength(4);
    expect((await store.agreedTexts()).map(({ text }) => text)).not.toContain(WHOLE);
    await publish(store, clock, rulesOf({ cs1: CUT, cs2: OTHER }));
    expect(JSON.stringify(await store.agreedTexts())).toContain('Renamed');
  });

  test('an export carries the agreed rules and what is held', async () => {
    const store = await open();
    const cut = rulesOf({ cs1: CUT });
    await publish(store, clock, rulesOf({ cs1: WHOLE }));
    await publish(store, clock, cut);
    const other = await open();
    const text = await exportState(store);
    expect(await restoreState(other, text, { overwrite: false, now })).toMatchObject({ restored: true });
    expect(await exportState(other)).toBe(text);
    await change(other, cut, CS1, CANCEL);
    expect(await goneSections(other, CS1)).toEqual([]);
    expect(await other.heldEdits()).toHaveLength(1);
  });

  describe('a store from before agreed rules were kept', () => {
    const forget = (store: Store): Promise<void> =>
      store.write(async (tx) => {
        await tx.saveAgreedRules((await tx.allAgreedRules()).map(({ key }) => ({ key, files: {} })));
        await tx.dropUnusedTexts();
        for (const { key } of await tx.heldEdits()) await tx.dropHeldEdit(key);
      });

    test('refuses a change beside an edit that waits, rather than publish it', async () => {
      const store = await open();
      const cut = rulesOf({ cs1: CUT });
      await publish(store, clock, rulesOf({ cs1: WHOLE }));
      await publish(store, clock, cut);
      await forget(store);
      expect(await change(store, cut, CS1, CANCEL)).toMatchObject({
        type: 'refused',
        why: expect.stringContaining('an edit of its rules is held'),
      });
      expect(await cancelled(store, CS1)).toEqual([]);
    });

    test('keeps them from the next publication on, although nothing changed', async () => {
      const store = await open();
      const whole = rulesOf({ cs1: WHOLE });
      await publish(store, clock, whole);
      await forget(store);
      // As written by an older release: without the row.
      await store.write((tx) => tx.removeCourse(CS1));
      await publish(store, clock, whole);
      expect(await store.agreedTexts()).toHaveLength(3);
      const unchanged = await previewPublication(store, clock, whole);
      expect(unchanged.plans).toEqual([]);
    });
  });
});
