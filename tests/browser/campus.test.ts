/** Single sign-on end to end, against an issuer that the test starts. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openCampus } from '../../src/desk/sign-in/openid.ts';
import { COURSE, type DeskSite, openBrowser as openClient, openDeskSite } from '../desk/desk-site.ts';
import { type Issuer, startIssuer } from '../desk/sign-in/issuer.ts';
import { openBrowser, openContext } from './chromium.ts';

let issuer: Issuer;
let site: DeskSite;
let browser: Browser;
beforeAll(async () => {
  // Silences the provider library's hints for developers.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  site = await openDeskSite({
    campus: async (base) => {
      issuer = await startIssuer(`${base}/desk/openid/back`, (name) => ({
        email: `${name}@example.edu`,
        email_verified: name !== 'unverified',
        name: 'Somebody',
      }));
      return openCampus({
        issuer: issuer.url,
        clientId: issuer.clientId,
        clientSecret: issuer.clientSecret,
        name: 'the campus',
        trustsUnverifiedMail: false,
      });
    },
  });
  await site.invite('professor@example.edu', 'head', COURSE);
  await site.invite('unverified@example.edu', 'head', COURSE);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await issuer.stop();
  await site.stop();
});

async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto(`${site.base}/desk`);
  await page.click('text=Sign in with the campus');
  await page.fill('input[name="login"]', name);
  await page.fill('input[name="password"]', 'anything');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  // The issuer's consent page.
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(`${site.base}/**`);
}

test('a head of a course signs in through the campus and lands at the course', async () => {
  const page = await (await openContext(browser)).newPage();
  await signInAs(page, 'professor');
  expect(new URL(page.url()).pathname).toBe(`/desk/courses/${COURSE}`);
  expect(await page.textContent('.desk-who')).toContain('professor@example.edu');
  const cookies = await page.context().cookies(site.base);
  expect(cookies.find(({ name }) => name === 'belltower-desk')).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  expect(cookies.some(({ name }) => name === 'belltower-campus')).toBe(false);
  await page.context().close();
});

test.each([
  ['nobody', 'works on no course here'],
  ['unverified', 'has not verified'],
])('%s does not', async (name, words) => {
  const page = await (await openContext(browser)).newPage();
  await signInAs(page, name);
  expect(await page.textContent('[role="status"]')).toContain(words);
  expect((await page.context().cookies(site.base)).some((cookie) => cookie.name === 'belltower-desk')).toBe(false);
  await page.context().close();
});

test('an unsolicited answer signs nobody in', async () => {
  const stranger = openClient(site.base);
  expect((await stranger.get('/desk/openid/back?code=x&state=y')).status).toBe(400);
  const begun = await stranger.get('/desk/openid');
  expect(String(begun.headers.location)).toContain(issuer.url);
  expect(String(begun.headers.location)).toContain('code_challenge_method=S256');
  const planted = await stranger.get('/desk/openid/back?code=stolen&state=of-another-browser');
  expect(planted.status).toBe(403);
  expect(stranger.cookies.has('belltower-desk')).toBe(false);
  const turned = await begunAndTurnedBack();
  expect(turned).toContain('you turned back');
});

async function begunAndTurnedBack(): Promise<string> {
  const one = openClient(site.base);
  const begun = new URL(String((await one.get('/desk/openid')).headers.location));
  const state = begun.searchParams.get('state');
  return (await one.get(`/desk/openid/back?error=access_denied&state=${state}&iss=${encodeURIComponent(issuer.url)}`))
    .body;
}
