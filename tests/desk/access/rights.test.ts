/** Every action of the desk and every API operation against every role. A route without a row fails. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_ROUTES } from '../../../src/desk/api/routes.ts';
import { listDeskRoutes } from '../../../src/desk/course/routes.ts';
import { COMMAND_LINE } from '../../../src/desk/desk-context.ts';
import { makeToken } from '../../../src/desk/staff/api-tokens.ts';
import { hashSecret, makeApiSecret, makePublicId } from '../../../src/web/secret.ts';
import { type Answer, COURSE, type DeskSite, openBrowser, openDeskSite } from '../desk-site.ts';

/** Actors: a role over this course, its term or everything; the head of another course; anonymous. */
const WHO = {
  stranger: null,
  outsider: ['head', 'fall-2018/other'],
  viewer: ['viewer', COURSE],
  editor: ['editor', COURSE],
  head: ['head', COURSE],
  publisher: ['publisher', 'fall-2018'],
  owner: ['owner', '*'],
} as const;
type Who = keyof typeof WHO;

const ANYBODY = Object.keys(WHO) as Who[];
const SIGNED_IN: Who[] = ['outsider', 'viewer', 'editor', 'head', 'publisher', 'owner'];
const VIEWERS: Who[] = ['viewer', 'editor', 'head', 'publisher', 'owner'];
const EDITORS: Who[] = ['editor', 'head', 'publisher', 'owner'];
const HEADS: Who[] = ['head', 'owner'];
const TERM: Who[] = ['publisher', 'owner'];
const OWNERS: Who[] = ['owner'];

/** Written by hand, so that it does not derive from the code under test. */
const DESK: Record<string, Who[]> = {
  'get /desk': ANYBODY,
  'get /desk/sign-in/:secret': ANYBODY,
  'post /desk/sign-in/:secret': ANYBODY,
  'post /desk/sign-in': ANYBODY,
  'get /desk/openid': ANYBODY,
  'get /desk/openid/back': ANYBODY,
  'post /desk/sign-out': SIGNED_IN,
  'get /desk/devices': SIGNED_IN,
  'post /desk/devices/link': SIGNED_IN,
  'post /desk/sign-out-everywhere': SIGNED_IN,
  'get /desk/courses/:term/:course': VIEWERS,
  'get /desk/courses/:term/:course/meeting': EDITORS,
  'get /desk/courses/:term/:course/several': EDITORS,
  'get /desk/courses/:term/:course/extra': EDITORS,
  'post /desk/courses/:term/:course/preview': EDITORS,
  'post /desk/courses/:term/:course/publish': EDITORS,
  'get /desk/courses/:term/:course/changes/:id': VIEWERS,
  'post /desk/courses/:term/:course/changes/:id/undo': EDITORS,
  'get /desk/courses/:term/:course/held': VIEWERS,
  'post /desk/courses/:term/:course/held': OWNERS,
  'get /desk/courses/:term/:course/history': VIEWERS,
  'get /desk/courses/:term/:course/staff': EDITORS,
  'post /desk/courses/:term/:course/staff/link': EDITORS,
  'post /desk/courses/:term/:course/staff/add': HEADS,
  'post /desk/courses/:term/:course/staff/import': HEADS,
  'post /desk/courses/:term/:course/staff/sign-out': HEADS,
  'post /desk/courses/:term/:course/staff/remove': HEADS,
  'get /desk/courses/:term/:course/import': HEADS,
  'post /desk/courses/:term/:course/import': HEADS,
  'get /desk/import': OWNERS,
  'post /desk/import': OWNERS,
  'get /desk/courses/:term/:course/chat': HEADS,
  'post /desk/courses/:term/:course/chat': HEADS,
  'post /desk/courses/:term/:course/chat/:id/test': HEADS,
  'post /desk/courses/:term/:course/chat/:id/remove': HEADS,
  'get /desk/courses/:term/:course/tokens': HEADS,
  'post /desk/courses/:term/:course/tokens': HEADS,
  'post /desk/courses/:term/:course/tokens/:id/revoke': HEADS,
  'get /desk/terms/:term': TERM,
  'post /desk/terms/:term/preview': TERM,
  'post /desk/terms/:term/publish': TERM,
  'get /desk/terms/:term/changes/:id': TERM,
  'post /desk/terms/:term/changes/:id/undo': TERM,
  'get /desk/terms/:term/history': TERM,
  'get /desk/history': OWNERS,
  'get /desk/staff': OWNERS,
  'post /desk/staff/link': OWNERS,
  'post /desk/staff/add': OWNERS,
  'post /desk/staff/import': OWNERS,
  'post /desk/staff/sign-out': OWNERS,
  'post /desk/staff/remove': OWNERS,
  'get /desk/redact': OWNERS,
  'post /desk/redact': OWNERS,
  'post /desk/redact/confirm': OWNERS,
};

const API: Record<string, Who[]> = {
  'get /api/v1/me': SIGNED_IN,
  'get /api/v1/courses/{term}/{course}/meetings': VIEWERS,
  'get /api/v1/courses/{term}/{course}/changes': VIEWERS,
  'get /api/v1/courses/{term}/{course}/changes/{id}': VIEWERS,
  'post /api/v1/courses/{term}/{course}/changes': EDITORS,
  'post /api/v1/courses/{term}/{course}/changes/{id}/undo': EDITORS,
  'get /api/v1/courses/{term}/{course}/history': VIEWERS,
  'get /api/v1/courses/{term}/{course}/held': VIEWERS,
  'post /api/v1/courses/{term}/{course}/held': OWNERS,
  'get /api/v1/terms/{term}/changes': TERM,
  'get /api/v1/terms/{term}/changes/{id}': TERM,
  'post /api/v1/terms/{term}/changes': TERM,
  'post /api/v1/terms/{term}/changes/{id}/undo': TERM,
  'get /api/v1/terms/{term}/history': TERM,
  'get /api/v1/history': OWNERS,
  'get /api/v1/courses/{term}/{course}/staff': EDITORS,
  'put /api/v1/courses/{term}/{course}/staff/{mail}': HEADS,
  'delete /api/v1/courses/{term}/{course}/staff/{mail}': HEADS,
  'delete /api/v1/courses/{term}/{course}/staff/{mail}/sessions': HEADS,
  'post /api/v1/courses/{term}/{course}/staff/import': HEADS,
  'get /api/v1/courses/{term}/{course}/tokens': HEADS,
  'post /api/v1/courses/{term}/{course}/tokens': HEADS,
  'delete /api/v1/courses/{term}/{course}/tokens/{id}': HEADS,
  'get /api/v1/staff': OWNERS,
  'post /api/v1/redactions': OWNERS,
};

const SECRET = 'a reason that staff alone may read';

let site: DeskSite;
let change = '';
let token = '';

beforeAll(async () => {
  site = await openDeskSite({ mail: true });
  const editor = await site.signedIn('maker@example.edu', 'editor', COURSE);
  const made = await editor.post(`/desk/courses/${COURSE}/publish`, {
    page: 'several',
    on: '2018-10-12',
    sections: 'P02',
    cancel: 'yes',
    say: 'Said',
    why: SECRET,
    key: 'first',
  });
  change = String(made.headers.location).split('/').at(-1) ?? '';
  const outcome = await makeToken(site.desk, COMMAND_LINE, { label: 'one', role: 'viewer', scope: COURSE, days: null });
  token = outcome.type === 'made' ? outcome.token.id : '';
  // The outsider's course is a different one; its grant remains although the course is gone.
  await site.desk.store.write((tx) =>
    tx.saveStaff({
      mail: 'outsider@example.edu',
      name: null,
      addedAt: 0,
      addedBy: 'test',
      grants: [{ role: 'head', scope: 'fall-2018/other', at: 0, by: 'test' }],
    }),
  );
});
afterAll(() => site.stop());

function fill(path: string): string {
  return path
    .replace(/[:{]term\}?/, 'fall-2018')
    .replace(/[:{]course\}?/, 'cos418')
    .replace(/[:{]secret\}?/, 'x')
    .replace(/[:{]mail\}?/, 'maker@example.edu')
    .replace(/[:{]id\}?/, path.includes('tokens') ? token : change);
}

/** State that an unauthorised action would change. */
async function snapshot(): Promise<string> {
  const { store } = site.desk;
  const { revision } = await store.head();
  return JSON.stringify([
    revision,
    await store.listStaff(),
    await store.listApiTokens(),
    await store.listSignInLinks(),
  ]);
}

async function signIn(who: Who) {
  const role = WHO[who];
  if (!role) return site.browser();
  if (who !== 'outsider') return site.signedIn(`${who}@example.edu`, role[0], role[1]);
  const browser = site.browser();
  const { makeLink } = await import('../../../src/desk/sign-in/signing-in.ts');
  const mail = 'outsider@example.edu';
  const origin = { makers: [], ceiling: null };
  const link = { mail, by: 'test', now: site.now, lasts: 1000, origin };
  const secret = await site.desk.store.write((tx) => makeLink(tx, link));
  await browser.post(`/desk/sign-in/${secret}`);
  await browser.get('/desk/devices');
  return browser;
}

/** Written directly to the store, since the outsider's course no longer exists. */
async function saveToken(label: string, role: string, scope: string): Promise<string> {
  const secret = makeApiSecret();
  const made = { madeAt: site.now, madeBy: 'command line', expiresAt: null, revokedAt: null };
  const token = { id: makePublicId(), hash: hashSecret(secret), label, role, scope, ...made };
  await site.desk.store.write((tx) => tx.saveApiToken(token));
  return secret;
}

const deskKeys = listDeskRoutes().map(({ method, path }) => `${method} ${path}`);
const apiKeys = API_ROUTES.map(({ operation: { method, path } }) => `${method} ${path}`);

test('every route has its row, and every row its route', () => {
  expect([...deskKeys].sort()).toEqual(Object.keys(DESK).sort());
  expect([...apiKeys].sort()).toEqual(Object.keys(API).sort());
});

function checkDenied(answer: Answer, who: Who): void {
  expect(answer.status).toBe(who === 'stranger' ? 401 : 403);
  for (const word of [SECRET, 'maker@example.edu', 'Friend Center', change]) expect(answer.body).not.toContain(word);
}

describe.each(deskKeys)('%s', (key) => {
  const [method = '', path = ''] = key.split(' ');
  test.each(ANYBODY)('as %s', async (who) => {
    site.now += 60_000;
    const browser = await signIn(who);
    const before = await snapshot();
    const answer =
      method === 'get' ? await browser.get(fill(path)) : await browser.post(fill(path), { mail: 'x', words: 'zz' });
    if (DESK[key]?.includes(who)) {
      // `anybody` may get errors about a link or a missing sign-in method, but never about missing rights.
      expect([401, 403]).not.toContain(answer.status);
      return;
    }
    checkDenied(answer, who);
    expect(await snapshot()).toBe(before);
  });
});

describe.each(apiKeys)('%s', (key) => {
  const [method = '', path = ''] = key.split(' ');
  test.each(ANYBODY)('as %s', async (who) => {
    const role = WHO[who];
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (role) {
      headers.authorization = `Bearer ${await saveToken(who, role[0], role[1])}`;
    }
    const before = await snapshot();
    const response = await fetch(`${site.base}${fill(path)}`, {
      method: method.toUpperCase(),
      headers,
      ...(method === 'get' ? {} : { body: '{}' }),
    });
    const answer: Answer = { status: response.status, headers: {}, body: await response.text() };
    if (API[key]?.includes(who)) {
      expect([401, 403]).not.toContain(answer.status);
      return;
    }
    checkDenied(answer, who);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await snapshot()).toBe(before);
  });
});

test('a desk session gives no access to the API, nor a token to the desk', async () => {
  const owner = await site.signedIn('owner@example.edu', 'owner', '*');
  expect((await owner.get('/api/staff')).status).toBe(401);
  const made = await makeToken(site.desk, COMMAND_LINE, { label: 'all', role: 'owner', scope: '*', days: 1 });
  const secret = made.type === 'made' ? made.secret : '';
  const answer = await openBrowser(site.base).get('/desk/staff', {
    authorization: `Bearer ${secret}`,
    cookie: `belltower-desk=${secret}`,
  });
  expect(answer.status).toBe(401);
});
