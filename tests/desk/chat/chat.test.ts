import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, COURSE, type DeskSite, openDeskSite } from '../desk-site.ts';

const PATH = `/desk/courses/${COURSE}/chat`;
let site: DeskSite;
let head: Browser;
beforeAll(async () => {
  site = await openDeskSite();
  head = await site.signedIn('head@example.edu', 'head', COURSE);
});
afterAll(() => site.stop());

test('a head adds a webhook, tests it and removes it; its address is not shown again', async () => {
  await head.get(PATH);
  const added = await head.post(PATH, { channel: 'webhook', address: 'https://chat.example.edu/hooks/very-secret' });
  expect(added.status).toBe(201);
  expect(added.body).toMatch(/value="whsec_[A-Za-z0-9+/]{32}"/);
  const page = (await head.get(PATH)).body;
  expect(page).toContain('chat.example.edu');
  expect(page).not.toMatch(/very-secret|whsec_/);
  const id = /chat\/([0-9a-f]+)\/test/.exec(page)?.[1] ?? '';
  expect((await head.post(`${PATH}/${id}/test`)).status).toBe(303);
  expect(await site.desk.store.noticeDeliveries([id])).toMatchObject([{ kind: 'test', attempts: 0 }]);
  expect((await head.post(`${PATH}/${id}/remove`)).status).toBe(303);
  expect(await site.desk.store.noticeSubscriptions({ course: COURSE })).toEqual([]);
  expect(await site.desk.store.noticeDeliveries()).toEqual([]);
});

test.each(['javascript:alert(1)', 'x', 'https://user:word@chat.example.edu/'])('%s is refused', async (address) => {
  expect((await head.post(PATH, { channel: 'slack', address })).status).toBe(422);
});

test('nobody removes what belongs to another course, or to a student', async () => {
  const times = { madeAt: 0, confirmedAt: 0, until: 8e15, endedAt: null, endedWhy: null };
  const choices = [{ course: COURSE, sections: [], pace: 'once' as const }];
  const student = { id: 'a1', channel: 'mail', address: 'a@example.edu', settings: {}, ...times, choices } as const;
  await site.desk.store.write(async (tx) => {
    await tx.saveNoticeSubscription(student);
    await tx.saveNoticeSubscription({ ...student, id: 'b2', channel: 'slack', choices: [] });
  });
  await head.get(PATH);
  for (const id of ['a1', 'b2']) await head.post(`${PATH}/${id}/remove`);
  expect((await site.desk.store.noticeSubscriptions()).map(({ id }) => id)).toEqual(['a1', 'b2']);
});
