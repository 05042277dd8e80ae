import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { readDocument } from '../../src/store/document.ts';
import type { Delivery, NoticeSubscription } from '../../src/store/notices.ts';
import type { Store } from '../../src/store/store.ts';
import { PUBLISHED } from '../publication/schedules.ts';
import { createPostgresPlaces, createSqlitePlaces } from './places.ts';
import { publication, stored } from './samples.ts';
import { exportState, restoreState } from './state-text.ts';

const COURSE = 'fall-2018/cos418';
const DAY = 86_400_000;

const drivers = [createSqlitePlaces({ isTemporary: true }), createPostgresPlaces()];
afterEach(async () => {
  await Promise.all(drivers.map((places) => places.closeAll()));
});
afterAll(async () => {
  await Promise.all(drivers.map((places) => places.remove()));
});

function subscription(id: string, more: Partial<NoticeSubscription> = {}): NoticeSubscription {
  const choices = [{ course: COURSE, sections: ['L01'], pace: 'usual' as const }];
  const times = { madeAt: PUBLISHED, confirmedAt: PUBLISHED, until: PUBLISHED + 100 * DAY };
  const end = { endedAt: null, endedWhy: null };
  return { id, channel: 'mail', address: `${id}@example.edu`, settings: {}, ...times, ...end, choices, ...more };
}

function delivery(to: string, more: Partial<Delivery> = {}): Omit<Delivery, 'number'> {
  const kind = { kind: 'now' as const, part: 'all' as const };
  return {
    subscription: to,
    notice: null,
    ...kind,
    dueAt: PUBLISHED,
    attempts: 0,
    message: null,
    error: null,
    ...more,
  };
}

async function publishAgain(store: Store, seconds: number, room: string): Promise<void> {
  await store.write((tx) => tx.saveCourse(COURSE, stored({ published: publication(seconds, room) })));
}

describe.each(drivers)('$name', (places) => {
  const openNew = async (): Promise<Store> => await places.open(await places.create());

  test('a published change enters the outbox once, as the course was before, and only where somebody asked', async () => {
    const store = await openNew();
    await store.write((tx) => tx.saveCourse(COURSE, stored()));
    await publishAgain(store, 5, 'CS 105');
    expect(await store.noticeChanges()).toEqual([]);
    await store.write((tx) => tx.saveNoticeSubscription(subscription('a')));
    await publishAgain(store, 5, 'CS 105');
    expect(await store.noticeChanges()).toEqual([]);
    await publishAgain(store, 10, 'CS 106');
    await publishAgain(store, 15, 'CS 107');
    const { revision } = await store.head();
    expect(await store.noticeChanges()).toEqual([{ course: COURSE, since: PUBLISHED + 10_000, revision }]);
    const before = readDocument((await store.noticeChange(COURSE))?.before ?? '');
    expect(before).toEqual(publication(5, 'CS 105'));
    expect(await store.write((tx) => tx.settleNoticeChange(COURSE, revision - 1))).toBe(false);
    expect(await store.write((tx) => tx.settleNoticeChange(COURSE, revision))).toBe(true);
    expect(await store.noticeChanges()).toEqual([]);
  });

  test('a publication that is not committed leaves nothing in the outbox', async () => {
    const store = await openNew();
    await store.write((tx) => tx.saveCourse(COURSE, stored()));
    await store.write((tx) => tx.saveNoticeSubscription(subscription('a')));
    await store.rehearse((tx) => tx.saveCourse(COURSE, stored({ published: publication(5) })));
    const failing = store.write(async (tx) => {
      await tx.saveCourse(COURSE, stored({ published: publication(5) }));
      throw new Error('stopped');
    });
    await expect(failing).rejects.toThrow('stopped');
    expect(await store.noticeChanges()).toEqual([]);
  });

  test('subscribers and what waits follow a course to its new key', async () => {
    const store = await openNew();
    await store.write((tx) => tx.saveCourse(COURSE, stored()));
    await store.write((tx) => tx.saveNoticeSubscription(subscription('a')));
    await publishAgain(store, 5, 'CS 105');
    await store.write((tx) => tx.renameSubject(COURSE, 'fall-2018/cos419'));
    expect((await store.noticeSubscription('a'))?.choices[0]?.course).toBe('fall-2018/cos419');
    expect((await store.noticeChanges())[0]?.course).toBe('fall-2018/cos419');
  });

  test('deliveries are due by their time, and a notice goes with the last of them', async () => {
    const store = await openNew();
    await store.write(async (tx) => {
      await tx.saveNoticeSubscription(subscription('a'));
      await tx.saveNoticeSubscription(subscription('b'));
      const number = await tx.addNotice({ course: COURSE, revision: 3, at: PUBLISHED, content: [{ said: 'moved' }] });
      await tx.addDeliveries([
        delivery('b', { notice: number, dueAt: PUBLISHED + 5 }),
        delivery('a', { notice: number }),
      ]);
    });
    expect(await store.dueSubscriptions(PUBLISHED, 10)).toEqual(['a']);
    expect(await store.dueSubscriptions(PUBLISHED + 5, 10)).toEqual(['a', 'b']);
    expect(await store.dueSubscriptions(PUBLISHED + 5, 1)).toEqual(['a']);
    expect(await store.nextDelivery()).toBe(PUBLISHED);
    const [of] = await store.noticeDeliveries(['a']);
    const outcome = { attempts: 1, message: 'm', error: '451 later', dueAt: PUBLISHED + 60_000 };
    await store.write((tx) => tx.updateDeliveries([of?.number ?? 0], outcome));
    expect(await store.noticeDeliveries(['a'])).toMatchObject([outcome]);
    await store.write((tx) => tx.dropDeliveries([of?.number ?? 0]));
    expect(await store.notices()).toMatchObject([{ content: [{ said: 'moved' }] }]);
    await store.write((tx) => tx.endNoticeSubscription('b', PUBLISHED, '5.1.1'));
    expect(await store.notices()).toEqual([]);
    expect(await store.nextDelivery()).toBeNull();
    expect(await store.noticeSubscription('b')).toMatchObject({ address: '', endedWhy: '5.1.1', choices: [] });
  });

  test('one at a time holds the lease', async () => {
    const store = await openNew();
    const take = (holder: string, now: number): Promise<boolean> =>
      store.write((tx) => tx.takeNoticeLease(holder, now, now + 100));
    expect(await take('one', 0)).toBe(true);
    expect(await take('two', 50)).toBe(false);
    expect(await take('one', 90)).toBe(true);
    expect(await take('two', 120)).toBe(false);
    expect(await take('two', 190)).toBe(true);
    await store.write((tx) => tx.releaseNoticeLease('two'));
    expect(await take('one', 191)).toBe(true);
  });

  test('subscriptions are deleted after their end, unconfirmed ones sooner', async () => {
    const store = await openNew();
    await store.write(async (tx) => {
      await tx.saveNoticeSubscription(subscription('a', { until: PUBLISHED + DAY }));
      await tx.saveNoticeSubscription(subscription('b', { confirmedAt: null }));
      await tx.saveNoticeSubscription(subscription('c'));
      await tx.addDeliveries([delivery('a')]);
      await tx.forgetNoticeSubscriptions(PUBLISHED + 2 * DAY, PUBLISHED + DAY);
    });
    expect((await store.noticeSubscriptions()).map(({ id }) => id)).toEqual(['c']);
    expect(await store.noticeDeliveries()).toEqual([]);
    const found = await store.noticeSubscriptions({ course: COURSE, channel: 'mail', address: 'c@example.edu' });
    expect(found).toEqual([subscription('c')]);
  });

  test('an export holds all of it, and brings it back', async () => {
    const [store, other] = [await openNew(), await openNew()];
    await store.write((tx) => tx.saveCourse(COURSE, stored()));
    await store.write(async (tx) => {
      await tx.saveNoticeKeys({ secret: 's', vapidPublic: 'p', vapidPrivate: 'q' });
      await tx.saveNoticeSubscription(subscription('a'));
      const notice = await tx.addNotice({ course: COURSE, revision: 3, at: PUBLISHED, content: [] });
      await tx.addDeliveries([delivery('a', { notice, message: 'm' })]);
    });
    await publishAgain(store, 5, 'CS 105');
    const text = await exportState(store);
    expect(await restoreState(other, text, { overwrite: false, now: PUBLISHED })).toMatchObject({ restored: true });
    expect(await exportState(other)).toBe(text);
    expect(await other.noticeChanges()).toHaveLength(1);
    await other.write((tx) => tx.clear(PUBLISHED));
    expect(await other.noticeSubscriptions()).toEqual([]);
    expect(await other.noticeKeys()).toBeNull();
  });

  test('somebody who is to be forgotten is no longer written to', async () => {
    const store = await openNew();
    await store.write((tx) => tx.saveNoticeSubscription(subscription('a')));
    expect(await store.write((tx) => tx.forgetPerson((mail) => mail === 'a@example.edu'))).toBe(1);
    expect(await store.noticeSubscriptions()).toEqual([]);
  });
});
