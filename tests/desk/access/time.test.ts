/**
 * Rights over time: each way to obtain a credential against each later event that affects the rights of those
 * involved. The table gives the rights of the credential afterwards.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { may } from '../../../src/desk/access/role.ts';
import { findTokenHolder, findVisitor } from '../../../src/desk/access/visitors.ts';
import type { Actor, Visitor } from '../../../src/desk/desk-context.ts';
import { COMMAND_LINE } from '../../../src/desk/desk-context.ts';
import { mailRenewal, makeRenewal, signIn, signInAs, signOutEverywhere } from '../../../src/desk/sign-in/signing-in.ts';
import { addStaff } from '../../../src/desk/staff/adding.ts';
import { listTokens, makeToken, revokeToken } from '../../../src/desk/staff/api-tokens.ts';
import { removeStaff } from '../../../src/desk/staff/removing.ts';
import { COURSE, type DeskTrial, openDeskTrial } from '../desk-trial.ts';

const DAY = 86_400_000;
const DEVICE = { name: 'test', previous: null };

let desk: DeskTrial;
beforeAll(async () => {
  desk = await openDeskTrial();
  // A second owner is needed, since the last owner cannot be removed.
  await addStaff(desk, COMMAND_LINE, { mail: 'dean@example.edu', name: null, role: 'owner', scope: '*' });
});
afterAll(() => desk.stop());

type Worth = 'owner' | 'head' | 'editor' | 'viewer' | 'none';

/** People of one cell of the table, each invited by the one before: owner → head → editor. */
interface People {
  readonly mailOf: (who: string) => string;
  readonly owner: Visitor;
  readonly head: Visitor;
  readonly editor: Visitor;
  /** A head's token, valid for a few days. */
  readonly token: Visitor & { readonly publicId: string };
}

type Holder = () => Promise<Visitor | null>;

async function invite(maker: Actor, mail: string, role: string, scope = COURSE): Promise<string> {
  const outcome = await addStaff(desk, maker, { mail, name: null, role, scope });
  if (outcome.type === 'refused') throw new Error(outcome.why);
  return outcome.secret ?? '';
}

async function enter(link: string): Promise<Holder> {
  const signedIn = await signIn(desk, link, DEVICE);
  if (!('secret' in signedIn)) return async () => null;
  return () => findVisitor(desk, signedIn.secret);
}

async function mint(maker: Actor, role: string, days: number | null = null): Promise<Holder> {
  const outcome = await makeToken(desk, maker, { label: 'script', role, scope: COURSE, days });
  if (outcome.type === 'refused') throw new Error(outcome.why);
  return () => findTokenHolder(desk, outcome.secret);
}

async function renew(maker: Visitor, mail: string): Promise<Holder> {
  return enter((await makeRenewal(desk, maker, mail, COURSE))?.secret ?? '');
}

async function mustBe(holder: Holder): Promise<Visitor> {
  const visitor = await holder();
  if (!visitor) throw new Error('nobody came in');
  return visitor;
}

let cell = 0;
async function gather(): Promise<People> {
  cell += 1;
  const number = cell;
  const mailOf = (who: string): string => `${who}-${number}@example.edu`;
  const owner = await mustBe(await enter(await invite(COMMAND_LINE, mailOf('owner'), 'owner', '*')));
  const head = await mustBe(await enter(await invite(owner, mailOf('head'), 'head')));
  const editor = await mustBe(await enter(await invite(head, mailOf('editor'), 'editor')));
  await invite(COMMAND_LINE, mailOf('bearer'), 'editor');
  const token = await mustBe(await mint(head, 'head', 5));
  return { mailOf, owner, head, editor, token: { ...token, publicId: token.id.slice('token:'.length) } };
}

async function worthOf(holder: Holder): Promise<Worth> {
  const grants = (await holder())?.grants ?? [];
  if (may(grants, 'own', '*')) return 'owner';
  if (may(grants, 'staff', COURSE)) return 'head';
  if (may(grants, 'change', COURSE)) return 'editor';
  return may(grants, 'view', COURSE) ? 'viewer' : 'none';
}

const WAYS: Record<string, (people: People) => Promise<Holder>> = {
  'link by the command line': async ({ mailOf }) => enter(await invite(COMMAND_LINE, mailOf('bearer'), 'editor')),
  'link by an owner': async ({ owner, mailOf }) => enter(await invite(owner, mailOf('bearer'), 'editor')),
  'link by a head': async ({ head, mailOf }) => enter(await invite(head, mailOf('bearer'), 'editor')),
  'link by a head’s token': async ({ token, mailOf }) => enter(await invite(token, mailOf('bearer'), 'editor')),
  'code by an editor': ({ editor, mailOf }) => renew(editor, mailOf('bearer')),
  'own next device after a head’s link': async ({ head, mailOf }) => {
    const first = await mustBe(await enter(await invite(head, mailOf('bearer'), 'editor')));
    return renew(first, mailOf('bearer'));
  },
  mail: async ({ mailOf }) => {
    let link = '';
    const sending = {
      ...desk,
      mail: async ({ text }: { text: string }) => {
        link = /link:(\S+)/.exec(text)?.[1] ?? '';
      },
    };
    await mailRenewal(sending, mailOf('bearer'), { siteName: 'x', linkOf: (secret) => `link:${secret}` });
    return enter(link);
  },
  campus: async ({ mailOf }) => {
    const account = { issuer: 'https://login.example.edu', subject: mailOf('sub') };
    const signedIn = await signInAs(desk, { mail: mailOf('bearer'), account }, DEVICE);
    return () => findVisitor(desk, typeof signedIn === 'string' ? '' : signedIn.secret);
  },
  'token by the command line': () => mint(COMMAND_LINE, 'head'),
  'token by a head': ({ head }) => mint(head, 'head'),
  'token by a head’s token': ({ token }) => mint(token, 'head'),
  'editor’s token by a head’s token': ({ token }) => mint(token, 'editor'),
  'token by one who came by a head’s link': async ({ head, mailOf }) =>
    mint(await mustBe(await enter(await invite(head, mailOf('bearer'), 'head'))), 'editor'),
};

async function give(mail: string, role: string, scope = COURSE): Promise<void> {
  await invite(COMMAND_LINE, mail, role, scope);
}

async function remove(mail: string): Promise<void> {
  const outcome = await removeStaff(desk, COMMAND_LINE, mail, null);
  if (outcome.type === 'refused') throw new Error(outcome.why);
}

const EVENTS: Record<string, (people: People) => Promise<unknown>> = {
  nothing: async () => undefined,
  'bearer removed': ({ mailOf }) => remove(mailOf('bearer')),
  'bearer removed, added again': async ({ mailOf }) => {
    await remove(mailOf('bearer'));
    await give(mailOf('bearer'), 'editor');
  },
  'bearer made viewer': ({ mailOf }) => give(mailOf('bearer'), 'viewer'),
  'bearer made owner': ({ mailOf }) => give(mailOf('bearer'), 'owner', '*'),
  'bearer and head made owners': async ({ mailOf }) => {
    await give(mailOf('bearer'), 'owner', '*');
    await give(mailOf('head'), 'owner', '*');
  },
  'editor removed': ({ mailOf }) => remove(mailOf('editor')),
  'head removed': ({ mailOf }) => remove(mailOf('head')),
  'head removed, added again': async ({ mailOf }) => {
    await remove(mailOf('head'));
    await give(mailOf('head'), 'head');
  },
  'head made viewer': ({ mailOf }) => give(mailOf('head'), 'viewer'),
  'head made viewer and head again': async ({ mailOf }) => {
    await give(mailOf('head'), 'viewer');
    await give(mailOf('head'), 'head');
  },
  'head signs out everywhere': ({ head }) => signOutEverywhere(desk, head),
  'head’s token revoked': ({ token }) => revokeToken(desk, COMMAND_LINE, token.publicId, COURSE),
  'head’s token expired': async () => {
    desk.now += 6 * DAY;
  },
  'owner removed': ({ mailOf }) => remove(mailOf('owner')),
};

/** Columns in the order of EVENTS: nothing, bearer ×5, editor, head ×5, token ×2, owner. Written by hand. */
const TABLE: Record<string, string> = {
  'link by the command line':
    'editor none none viewer owner owner editor editor editor editor editor editor editor editor editor',
  'link by an owner':
    'editor none none viewer owner owner editor editor editor editor editor editor editor editor none',
  'link by a head': 'editor none none viewer head head editor none none viewer editor editor editor editor none',
  'link by a head’s token': 'editor none none viewer head head editor none none none editor none none none none',
  'code by an editor': 'editor none none viewer editor editor none none none viewer editor editor editor editor none',
  'own next device after a head’s link':
    'editor none none viewer head head editor none none viewer editor editor editor editor none',
  mail: 'editor none none viewer owner owner editor editor editor editor editor editor editor editor editor',
  campus: 'editor none none viewer owner owner editor editor editor editor editor editor editor editor editor',
  'token by the command line': 'head head head head head head head head head head head head head head head',
  'token by a head': 'head head head head head head head none none none head none head head none',
  'token by a head’s token': 'head head head head head head head none none none head none none none none',
  'editor’s token by a head’s token':
    'editor editor editor editor editor editor editor none none none editor none none none none',
  'token by one who came by a head’s link':
    'editor none none none editor editor editor none none none editor none editor editor none',
};

test('the table has every way and every event', () => {
  expect(Object.keys(TABLE)).toEqual(Object.keys(WAYS));
  for (const row of Object.values(TABLE)) expect(row.split(' ')).toHaveLength(Object.keys(EVENTS).length);
});

describe.each(Object.keys(WAYS))('%s', (way) => {
  const expected = TABLE[way]?.split(' ') ?? [];
  test.each(Object.keys(EVENTS).map((event, index) => [event, expected[index]] as const))(
    '%s: %s',
    async (event, worth) => {
      const before = desk.now;
      const people = await gather();
      const holder = await WAYS[way]?.(people);
      await EVENTS[event]?.(people);
      expect(await worthOf(holder as Holder)).toBe(worth);
      desk.now = before;
    },
  );
});

describe('a link that was not used yet', () => {
  test.each<[string, (people: People) => Promise<unknown>, string]>([
    ['its maker was removed', EVENTS['head removed'] as never, 'revoked'],
    ['its maker was removed and came back', EVENTS['head removed, added again'] as never, 'revoked'],
    ['its maker signed out everywhere', EVENTS['head signs out everywhere'] as never, 'revoked'],
    ['its person came to more rights', EVENTS['bearer made owner'] as never, 'revoked'],
    ['its maker’s maker was removed', EVENTS['owner removed'] as never, 'revoked'],
  ])('is taken back when %s', async (_name, happen, validity) => {
    const people = await gather();
    const link = await invite(people.head, people.mailOf('bearer'), 'editor');
    await happen(people);
    expect(await signIn(desk, link, DEVICE)).toEqual({ validity });
  });

  test('is good for what its maker has left', async () => {
    const people = await gather();
    const link = await invite(people.head, people.mailOf('bearer'), 'editor');
    await give(people.mailOf('head'), 'viewer');
    expect(await worthOf(await enter(link))).toBe('viewer');
  });
});

test('a token lasts no longer than the token that made it, and a list shows that both are revoked', async () => {
  const { token } = await gather();
  await mint(token, 'editor');
  const child = (await listTokens(desk, COURSE)).find(({ makers }) => makers?.[0] === token.id);
  expect(child?.expiresAt).toBe(desk.now + 5 * DAY);
  await revokeToken(desk, COMMAND_LINE, token.publicId, COURSE);
  expect((await listTokens(desk, COURSE)).find(({ id }) => id === child?.id)?.revokedAt).toBe(desk.now);
});

test('a chain of forty tokens is judged quickly, and ends with its first', async () => {
  const { token } = await gather();
  let last: Visitor = token;
  for (let step = 0; step < 40; step += 1) last = await mustBe(await mint(last, 'head'));
  const holder = await mint(last, 'head');
  expect(await worthOf(holder)).toBe('head');
  await revokeToken(desk, COMMAND_LINE, token.publicId, COURSE);
  expect(await worthOf(holder)).toBe('none');
});

test('a label that looks like an address makes no person of a token', async () => {
  const { head } = await gather();
  const made = await makeToken(desk, head, { label: 'bot@slack', role: 'head', scope: COURSE, days: null });
  const bot = await mustBe(async () => findTokenHolder(desk, made.type === 'made' ? made.secret : ''));
  expect(await worthOf(await mint(bot, 'editor'))).toBe('editor');
});

test('the history records whose link started a session', async () => {
  const { head, mailOf } = await gather();
  await enter(await invite(head, mailOf('bearer'), 'editor'));
  expect((await desk.store.history({ what: 'sign in', limit: 1 }))[0]).toMatchObject({
    who: mailOf('bearer'),
    after: { linkBy: mailOf('head') },
  });
});

describe('what an earlier release wrote', () => {
  const row = { label: 'old', role: 'editor', scope: COURSE, madeAt: 0, expiresAt: null, revokedAt: null };
  const save = async (id: string, madeBy: string): Promise<Holder> => {
    const secret = `bt_${id.padEnd(43, 'x')}`;
    const { hashSecret } = await import('../../../src/web/secret.ts');
    await desk.store.write((tx) => tx.saveApiToken({ ...row, id, hash: hashSecret(secret), madeBy }));
    return () => findTokenHolder(desk, secret);
  };

  test('stays in force, and ends with its maker', async () => {
    const { mailOf } = await gather();
    const byPerson = await save('0123456789aa', mailOf('head'));
    const byToken = await save('0123456789ab', 'token old (0123456789aa)');
    const byConsole = await save('0123456789ac', 'command line');
    const worths = async () => [await worthOf(byPerson), await worthOf(byToken), await worthOf(byConsole)];
    expect(await worths()).toEqual(['editor', 'editor', 'editor']);
    await remove(mailOf('head'));
    await give(mailOf('head'), 'head');
    expect(await worths()).toEqual(['none', 'none', 'editor']);
  });

  test('is not revived by somebody’s return', async () => {
    const gone = await save('0123456789ad', 'long-gone@example.edu');
    expect(await worthOf(gone)).toBe('none');
    await give('long-gone@example.edu', 'head');
    expect(await worthOf(gone)).toBe('none');
  });
});
