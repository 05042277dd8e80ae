import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NoticeChoice, NoticeSubscription } from '../../../src/store/notices.ts';
import { textOf } from '../../site/pages-site.ts';
import { type Browser, COURSE, type DeskSite, fieldsOf, openDeskSite } from '../desk-site.ts';

const DESK = `/desk/courses/${COURSE}`;
let site: DeskSite;
let editor: Browser;
beforeAll(async () => {
  site = await openDeskSite();
  editor = await site.signedIn('editor@example.edu', 'editor', COURSE);
});
afterAll(() => site.stop());

function subscription(id: string, sections: readonly string[], more: Partial<NoticeSubscription> = {}) {
  const times = { madeAt: site.now, confirmedAt: site.now, until: site.now * 2, endedAt: null, endedWhy: null };
  const choices: NoticeChoice[] = [{ course: COURSE, sections, pace: 'usual' }];
  return { id, channel: 'mail', address: `${id}@example.edu`, settings: {}, ...times, choices, ...more } as const;
}

/** Cancels a meeting. @returns where its page is */
async function cancel(section: string, date: string): Promise<string> {
  const page = await editor.get(`${DESK}/meeting?uid=${encodeURIComponent(site.uidOf(section, date))}`);
  const hidden = fieldsOf(page.body.split('id="act-cancel"')[1] ?? '', `${DESK}/preview`);
  const preview = await editor.post(`${DESK}/preview`, hidden);
  return String((await editor.post(`${DESK}/publish`, fieldsOf(preview.body, `${DESK}/publish`))).headers.location);
}

const toldOn = async (place: string): Promise<string> =>
  textOf(/<p id="told">.*?<\/p>/.exec((await editor.get(place)).body)?.[0] ?? '').trim();

test('a published change says how many people it goes to, and then that it was sent to them', async () => {
  expect(await toldOn(await cancel('P02', '2018-10-12'))).toBe(
    'Nobody has asked to be told about these meetings by mail or on a device.',
  );
  const { store } = site.desk;
  await store.write(async (tx) => {
    await tx.saveNoticeSubscription(subscription('a', ['P02', 'L01']));
    await tx.saveNoticeSubscription(subscription('b', []));
    await tx.saveNoticeSubscription(subscription('chat', [], { channel: 'slack' }));
    // Another section, nothing wanted, not confirmed, ended.
    await tx.saveNoticeSubscription(subscription('c', ['P01']));
    const nothing: NoticeChoice[] = [{ course: COURSE, sections: [], pace: 'nothing' }];
    await tx.saveNoticeSubscription(subscription('d', [], { choices: nothing }));
    await tx.saveNoticeSubscription(subscription('e', [], { confirmedAt: null }));
    await tx.saveNoticeSubscription(subscription('f', [], { endedAt: site.now }));
  });
  const place = await cancel('P02', '2018-10-19');
  expect(await toldOn(place)).toBe(
    'It goes to 2 people who asked for it, within two minutes. The course’s chat is told, too.',
  );
  const [change] = await store.noticeChanges();
  await store.write((tx) => tx.settleNoticeChange(COURSE, change?.revision ?? 0));
  expect(await toldOn(place)).toBe('Sent to 2 people who asked for it. The course’s chat is told, too.');
});

test('nothing is said of meetings that are over, nor a day later', async () => {
  expect(await toldOn(await cancel('P02', '2018-09-21'))).toBe('');
  const place = await cancel('P02', '2018-10-26');
  site.now += 25 * 3_600_000;
  expect(await toldOn(place)).toBe('');
});
