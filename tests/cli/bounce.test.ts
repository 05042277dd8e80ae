import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSubscriptionId, signLink } from '../../src/notices/secrets.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { openTrial, type Trial } from './terminal.ts';

const KEYS = { secret: 's', vapidPublic: 'p', vapidPrivate: 'q' };
let trial: Trial;
let store: Store;
beforeAll(async () => {
  trial = await openTrial();
  store = await openSqliteStore(path.join(trial.folder, '.belltower'), { isTemporary: true });
  await store.write((tx) => tx.saveNoticeKeys(KEYS));
});
afterAll(async () => {
  await store.close();
  await trial.remove();
});

async function subscribe(): Promise<string> {
  const id = makeSubscriptionId();
  const times = { madeAt: 0, confirmedAt: 0, until: 8e15, endedAt: null, endedWhy: null };
  const subscription = {
    id,
    channel: 'mail',
    address: `${id}@example.edu`,
    settings: {},
    choices: [],
    ...times,
  } as const;
  await store.write((tx) => tx.saveNoticeSubscription(subscription));
  return id;
}

const bounce = (to: string, status: string): string =>
  `To: ${to}\nContent-Type: multipart/report\n\nIt failed.\n\nFinal-Recipient: rfc822; x\nAction: failed\nStatus: ${status}\n`;

test.each([
  { status: '5.1.1', ends: true },
  { status: '5.2.2', ends: false },
  { status: '4.4.1', ends: false },
])('a bounce with $status ends the subscription: $ends', async ({ status, ends }) => {
  const id = await subscribe();
  // Some mail servers write the local part in capitals.
  trial.input = bounce(`BOUNCES+${signLink(KEYS, 'bounce', id).toUpperCase()}@example.edu`, status);
  expect(await trial.run('bounce')).toMatchObject({ code: 0 });
  expect((await store.noticeSubscription(id))?.endedWhy ?? null).toBe(ends ? `a bounce said ${status}` : null);
});

test('a forged bounce ends no subscription', async () => {
  const id = await subscribe();
  trial.input = bounce(`bounces+${signLink({ secret: 'guessed' }, 'bounce', id)}@example.edu`, '5.1.1');
  expect(await trial.run('bounce')).toMatchObject({
    code: 1,
    err: 'belltower: this address was not made by this site',
  });
  trial.input = bounce('bounces@example.edu', '5.1.1');
  expect((await trial.run('bounce')).code).toBe(2);
  expect((await store.noticeSubscription(id))?.endedAt).toBeNull();
});
