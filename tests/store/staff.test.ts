/** Staff, sign-in links, sessions, tokens and the history: one suite on both databases. */
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { ApiToken, Session, SignInLink, StaffMember } from '../../src/store/staff-model.ts';
import { createPostgresPlaces, createSqlitePlaces } from './places.ts';
import { auditEntry } from './samples.ts';
import { exportState, restoreState } from './state-text.ts';

const COURSE = 'fall-2018/cos418';

function member(mail: string, ...scopes: string[]): StaffMember {
  return {
    mail,
    name: scopes.length > 1 ? 'Zoë “Z” O’Neil' : null,
    addedAt: 1,
    addedBy: 'command line',
    grants: scopes.map((scope) => ({ role: 'editor', scope, at: 2, by: 'command line' })),
  };
}
const link = (hash: string, mail: string, expiresAt: number): SignInLink => ({
  hash,
  mail,
  madeAt: 1,
  madeBy: 'x',
  expiresAt,
  usedAt: null,
  revokedAt: null,
});
const session = (hash: string, mail: string): Session => ({
  hash,
  mail,
  device: 'Firefox',
  madeAt: 1,
  expiresAt: 99,
  endedAt: null,
});
const token = (id: string, scope: string): ApiToken => ({
  id,
  hash: `hash-${id}`,
  label: 'l',
  role: 'editor',
  scope,
  madeAt: 1,
  madeBy: 'x',
  expiresAt: null,
  revokedAt: null,
});

describe.each([createSqlitePlaces({ isTemporary: true }), createPostgresPlaces()])('a store in $name', (places) => {
  afterEach(() => places.closeAll());
  afterAll(() => places.remove());
  const openNew = async () => await places.open(await places.create());

  test('gives people back as they were saved, with their grants as they last stood', async () => {
    const store = await openNew();
    const both = member('a@example.edu', 'fall-2018/a', 'fall-2018/b');
    await store.write(async (tx) => {
      await tx.saveStaff(both);
      await tx.saveStaff(member('b@example.edu', 'fall-2018/b'));
    });
    expect(await store.staffMember('a@example.edu')).toEqual(both);
    expect(await store.staffMember('A@example.edu')).toBeNull();
    expect((await store.listStaff('fall-2018/b')).map(({ mail }) => mail)).toEqual(['a@example.edu', 'b@example.edu']);
    await store.write((tx) => tx.saveStaff({ ...both, grants: both.grants.slice(0, 1) }));
    expect((await store.listStaff('fall-2018/b')).map(({ mail }) => mail)).toEqual(['b@example.edu']);
    expect((await store.listStaff()).length).toBe(2);
  });

  test('lets a link be used once, and only while it is good', async () => {
    const store = await openNew();
    await store.write(async (tx) => {
      await tx.saveStaff(member('a@example.edu', COURSE));
      for (const hash of ['good', 'old', 'other'])
        await tx.saveSignInLink(link(hash, 'a@example.edu', hash === 'old' ? 10 : 100));
    });
    expect(await store.write((tx) => tx.useSignInLink('good', 50))).toMatchObject({ hash: 'good', usedAt: 50 });
    expect(await store.write((tx) => tx.useSignInLink('good', 51))).toBeNull();
    expect(await store.write((tx) => tx.useSignInLink('old', 10))).toBeNull();
    expect(await store.write((tx) => tx.revokeSignInLinks('a@example.edu', 60))).toBe(1);
    expect(await store.write((tx) => tx.useSignInLink('other', 61))).toBeNull();
  });

  test('ends one session, or all of a person’s, and with the person everything that signs in', async () => {
    const store = await openNew();
    await store.write(async (tx) => {
      await tx.saveStaff(member('a@example.edu', COURSE));
      await tx.saveStaff(member('b@example.edu', COURSE));
      for (const hash of ['1', '2', '3']) await tx.saveSession(session(hash, 'a@example.edu'));
      await tx.saveSession(session('4', 'b@example.edu'));
      await tx.saveSignInLink(link('open', 'b@example.edu', 100));
      await tx.endSession('1', 5);
    });
    expect((await store.sessionsOf('a@example.edu')).map(({ hash }) => hash)).toEqual(['2', '3']);
    expect(await store.write((tx) => tx.endSessions('a@example.edu', 6))).toBe(2);
    await store.write((tx) => tx.removeStaff('b@example.edu', 7));
    expect(await store.staffMember('b@example.edu')).toBeNull();
    expect((await store.session('4'))?.endedAt).toBe(7);
    expect((await store.signInLink('open'))?.revokedAt).toBe(7);
  });

  test('revokes a token once, under its own scope only', async () => {
    const store = await openNew();
    await store.write((tx) => tx.saveApiToken(token('t1', COURSE)));
    expect(await store.write((tx) => tx.revokeApiToken('t1', 'fall-2018/other', 5))).toBeNull();
    expect(await store.write((tx) => tx.revokeApiToken('t1', COURSE, 5))).toMatchObject({ revokedAt: 5 });
    expect(await store.write((tx) => tx.revokeApiToken('t1', COURSE, 6))).toBeNull();
    expect(await store.apiToken('hash-t1')).toMatchObject({ id: 't1', revokedAt: 5 });
    expect((await store.listApiTokens(COURSE)).length).toBe(1);
  });

  test('filters the history, pages through it, and keeps an entry’s place when its words change', async () => {
    const store = await openNew();
    await store.write(async (tx) => {
      for (let at = 1; at <= 6; at += 1) {
        await tx.addAudit({
          ...auditEntry('change'),
          at,
          who: at % 2 ? 'odd' : 'even',
          what: at > 3 ? 'undo' : 'change',
          subject: at > 1 ? COURSE : 'x',
        });
      }
    });
    const at = async (filter: Partial<Parameters<typeof store.history>[0]>) =>
      (await store.history({ limit: 10, ...filter })).map((entry) => entry.at);
    expect(await at({})).toEqual([6, 5, 4, 3, 2, 1]);
    expect(await at({ who: 'odd', subjects: [COURSE, 'y'] })).toEqual([5, 3]);
    expect(await at({ what: 'undo', limit: 2 })).toEqual([6, 5]);
    const [, second] = await store.history({ limit: 2 });
    expect(await at({ before: second?.number ?? 0, limit: 2 })).toEqual([4, 3]);
    expect(await at({ subjects: [] })).toEqual([]);
    await store.write((tx) => tx.rewriteWords((value) => (value === 'odd' ? 'gone' : value)));
    await store.scrub();
    expect((await store.history({ limit: 2 }))[1]).toMatchObject({ at: 5, who: 'gone', number: second?.number });
  });

  test('people who left are forgotten with what signed them in; those on the staff are not', async () => {
    const store = await openNew();
    await store.write(async (tx) => {
      await tx.saveStaff(member('b@x', COURSE));
      for (const mail of ['a@x', 'b@x']) {
        await tx.saveSession(session(`session ${mail}`, mail));
        await tx.saveSignInLink({ ...link(`link ${mail}`, mail, 99), makers: ['person:a@x'] });
      }
      await tx.saveApiToken({ ...token('t', COURSE), label: 'of a@x', makers: ['person:a@x'] });
      expect(await tx.forgetPerson((mail) => mail.endsWith('@x'))).toBe(2);
      const redact = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll('a@x', '-'));
      await tx.rewriteWords(redact);
    });
    expect((await store.listSessions()).map(({ hash }) => hash)).toEqual(['session b@x']);
    expect(await store.listSignInLinks()).toMatchObject([{ hash: 'link b@x', makers: ['person:-'] }]);
    expect(await store.apiTokenOf('t')).toMatchObject({ label: 'of -', makers: ['person:-'] });
    expect(await store.staffMember('b@x')).toMatchObject({ mail: 'b@x', grants: [{ scope: COURSE }] });
  });

  test('exports all of it and takes it back', async () => {
    const store = await openNew();
    await store.write(async (tx) => {
      await tx.saveStaff(member('a@example.edu', 'fall-2018/a', 'fall-2018/b'));
      await tx.saveApiToken(token('t1', COURSE));
      await tx.saveApiToken(token('t2', COURSE));
      await tx.saveSession(session('1', 'a@example.edu'));
      await tx.saveSignInLink(link('open', 'a@example.edu', 100));
      const origin = {
        makers: ['token:t1', 'person:b@example.edu'],
        ceiling: [{ role: 'head', scope: COURSE }],
      } as const;
      await tx.saveSession({ ...session('2', 'a@example.edu'), ...origin });
      await tx.saveSignInLink({ ...link('limited', 'a@example.edu', 100), ...origin });
      await tx.saveApiToken({ ...token('t3', COURSE), makers: ['console'] });
      const account = { issuer: 'https://login.example.edu', subject: '7' };
      await tx.saveStaff({ ...member('c@example.edu', 'fall-2018/a'), account });
      expect(await tx.staffMember('c@example.edu')).toMatchObject({ account });
      expect(await tx.session('2')).toMatchObject(origin);
      expect(await tx.signInLinksOf('a@example.edu')).toContainEqual(expect.objectContaining(origin));
    });
    const text = await exportState(store);
    const other = await openNew();
    expect(await restoreState(other, text, { overwrite: false, keepSignIns: true, now: 1 })).toMatchObject({
      restored: true,
    });
    expect(await exportState(other)).toBe(text);
    expect(await restoreState(other, text, { overwrite: false, keepSignIns: true, now: 1 })).toMatchObject({
      restored: false,
    });
    expect(await restoreState(other, text, { overwrite: true, keepSignIns: true, now: 1 })).toMatchObject({
      restored: true,
    });
    expect(await exportState(other)).toBe(text);
  });

  test('ends sessions and links when an export is restored, and says what gives access again', async () => {
    const store = await openNew();
    await store.write(async (tx) => {
      await tx.saveStaff(member('a@example.edu', 'fall-2018/a'));
      await tx.saveApiToken(token('t1', COURSE));
      await tx.saveApiToken({ ...token('t2', COURSE), revokedAt: 3 });
      await tx.saveApiToken({ ...token('t3', COURSE), expiresAt: 40 });
      await tx.saveSession(session('1', 'a@example.edu'));
      await tx.saveSignInLink(link('open', 'a@example.edu', 100));
      await tx.saveSignInLink({ ...link('used', 'a@example.edu', 100), usedAt: 2 });
    });
    const other = await openNew();
    const outcome = await restoreState(other, await exportState(store), { overwrite: false, now: 50 });
    expect(outcome).toMatchObject({ restored: true, ended: 2 });
    expect(outcome.restored && outcome.tokens.map(({ id }) => id)).toEqual(['t1']);
    expect(outcome.restored && outcome.staff.map(({ mail }) => mail)).toEqual(['a@example.edu']);
    expect(await other.session('1')).toMatchObject({ endedAt: 50 });
    expect(await other.signInLink('open')).toMatchObject({ revokedAt: 50 });
    expect(await other.signInLink('used')).toMatchObject({ usedAt: 2, revokedAt: null });
    expect(await other.apiToken('hash-t1')).toMatchObject({ revokedAt: null });
  });
});
