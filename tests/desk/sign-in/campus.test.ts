/** Single sign-on: who is admitted by the provider's claims, and error messages if the provider does not respond. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { COMMAND_LINE } from '../../../src/desk/desk-context.ts';
import { forgetAccounts } from '../../../src/desk/sign-in/campus-account.ts';
import { openCampus } from '../../../src/desk/sign-in/openid.ts';
import { removeStaff } from '../../../src/desk/staff/removing.ts';
import { type Answer, type Browser, COURSE, type DeskSite, openDeskSite } from '../desk-site.ts';
import { type OddIssuer, startOddIssuer } from './odd-issuer.ts';

const MAIL = 'head@example.edu';

let issuer: OddIssuer;
let strict: DeskSite;
let trusting: DeskSite;

async function open(trustsUnverifiedMail: boolean): Promise<DeskSite> {
  const parts = { issuer: issuer.url, clientId: 'belltower', clientSecret: 'secret', name: 'the campus' };
  const site = await openDeskSite({ campus: async () => openCampus({ ...parts, trustsUnverifiedMail }) });
  await site.invite(MAIL, 'head', COURSE);
  return site;
}

beforeAll(async () => {
  issuer = await startOddIssuer('belltower');
  strict = await open(false);
  trusting = await open(true);
});
afterAll(async () => {
  await strict.stop();
  await trusting.stop();
  await issuer.stop();
});
beforeEach(async () => {
  Object.assign(issuer, { claims: {}, userinfo: {}, failing: null });
  for (const site of [strict, trusting]) await forgetAccounts(site.desk, COMMAND_LINE, null);
});

async function begin(browser: Browser): Promise<string> {
  const { headers } = await browser.get('/desk/openid');
  const to = new URL(String(headers.location));
  return `/desk/openid/back?code=${issuer.grant(to)}&state=${to.searchParams.get('state')}`;
}

async function come(site: DeskSite, claims: Record<string, unknown>, userinfo = {}): Promise<Answer> {
  Object.assign(issuer, { claims, userinfo });
  const browser = site.browser();
  return browser.get(await begin(browser));
}

describe('a mail address', () => {
  test.each<[string, Record<string, unknown>, number, number]>([
    ['is verified', { email_verified: true }, 303, 303],
    ['is verified, as a text', { email_verified: 'true' }, 303, 303],
    ['is not verified', { email_verified: false }, 403, 403],
    ['is not verified, as a text', { email_verified: 'false' }, 403, 403],
    ['has nothing said of it', {}, 403, 303],
    ['has null said of it', { email_verified: null }, 403, 403],
    ['has 0 said of it', { email_verified: 0 }, 403, 403],
    ['has 1 said of it', { email_verified: 1 }, 403, 403],
  ])('that %s: %o', async (_name, verified, asUsual, trusted) => {
    expect((await come(strict, { email: MAIL, ...verified })).status).toBe(asUsual);
    expect((await come(strict, {}, { email: MAIL, ...verified })).status).toBe(asUsual);
    expect((await come(trusting, { email: MAIL, ...verified })).status).toBe(trusted);
  });

  test('is not verified by what is said of another one', async () => {
    const answer = await come(strict, { email: MAIL, email_verified: false }, { email: MAIL, email_verified: true });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain('has not verified that head@example.edu is yours');
  });
});

describe('an account', () => {
  const said = { email: MAIL, email_verified: true };

  test('is kept at the first sign-in, and another one of the same address is not let in', async () => {
    expect((await come(strict, { ...said, sub: 'first' })).status).toBe(303);
    expect(await strict.desk.store.staffMember(MAIL)).toMatchObject({
      account: { issuer: issuer.url, subject: 'first' },
    });
    const other = await come(strict, { ...said, sub: 'heir of the address' });
    expect(other.status).toBe(403);
    expect(other.body).toContain('another campus account');
    expect((await come(strict, { ...said, sub: 'first' })).status).toBe(303);
  });

  test('stays with the person through another role and name, and goes with them', async () => {
    expect((await come(strict, { ...said, sub: 'first' })).status).toBe(303);
    await strict.invite(MAIL, 'editor', COURSE);
    expect((await come(strict, { ...said, sub: 'other' })).status).toBe(403);
    await removeStaff(strict.desk, COMMAND_LINE, MAIL, COURSE);
    await strict.invite(MAIL, 'head', COURSE);
    expect((await come(strict, { ...said, sub: 'other' })).status).toBe(303);
  });

  test('is forgotten when the operator says so', async () => {
    expect((await come(strict, { ...said, sub: 'first' })).status).toBe(303);
    expect(await forgetAccounts(strict.desk, COMMAND_LINE, MAIL)).toBe(1);
    expect((await come(strict, { ...said, sub: 'second' })).status).toBe(303);
  });
});

describe('a provider', () => {
  test('that fails is a sentence and 503, at the beginning and at the end', async () => {
    const fresh = await open(false);
    issuer.failing = 500;
    const first = await fresh.browser().get('/desk/openid');
    expect([first.status, first.headers['retry-after']]).toEqual([503, '60']);
    expect(first.body).toContain('does not answer just now');
    expect(fresh.log.join('\n')).toContain('the campus sign-in failed');
    issuer.failing = null;
    const browser = fresh.browser();
    const back = await begin(browser);
    issuer.failing = 502;
    expect((await browser.get(back)).status).toBe(503);
    await fresh.stop();
  });

  test('that is gone is 503, too', async () => {
    const gone = await startOddIssuer('belltower');
    const parts = { issuer: gone.url, clientId: 'belltower', clientSecret: 'secret', name: 'x' };
    const site = await openDeskSite({ campus: async () => openCampus({ ...parts, trustsUnverifiedMail: false }) });
    await site.browser().get('/desk/openid');
    const browser = site.browser();
    const back = await begin(browser);
    await gone.stop();
    expect((await browser.get(back)).status).toBe(503);
    await site.stop();
  });
});

test('a cookie that was never made here is refused', async () => {
  const browser = strict.browser();
  const back = await begin(browser);
  browser.cookies.set('belltower-campus', '..');
  expect((await browser.get(back)).status).toBe(403);
});

test('OPENID_TRUST_UNVERIFIED_MAIL is off unless said, and on or off', () => {
  const set = { OPENID_ISSUER: 'https://login.example.edu', OPENID_CLIENT_ID: 'a', OPENID_CLIENT_SECRET: 'b' };
  const read = (text?: string) =>
    readConfig({}, { ...set, ...(text ? { OPENID_TRUST_UNVERIFIED_MAIL: text } : {}) }).campus?.trustsUnverifiedMail;
  expect([read(), read('off'), read('on')]).toEqual([false, false, true]);
  expect(() => read('maybe')).toThrow(/OPENID_TRUST_UNVERIFIED_MAIL/);
});
