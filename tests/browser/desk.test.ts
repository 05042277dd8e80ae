/** The desk in a real browser: a TA on a phone, keyboard only, and single sign-on. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFeed } from '../../src/ical/read-feed.ts';
import { COURSE, type DeskSite, openDeskSite } from '../desk/desk-site.ts';
import { findViolations, judgePage, RULES_OF_APPEARANCE } from './axe.ts';
import { openBrowser, openContext } from './chromium.ts';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const DESK = `/desk/courses/${COURSE}`;

/** Ticks the box that the preview shows for past meetings (2018); future meetings have none. */
async function agree(page: Page): Promise<void> {
  await page.waitForSelector('#publish');
  for (const box of await page.locator('[name="agree"]').all()) await box.check();
}

let site: DeskSite;
let browser: Browser;
beforeAll(async () => {
  // The course is in 2018; the desk is opened years later.
  site = await openDeskSite({ now: Date.parse('2026-11-20T15:00:00Z') });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

/** The section's meetings as a subscriber sees them. */
async function subscribe(
  section: string,
): Promise<readonly { readonly start: number; readonly summary: string; readonly description: string }[]> {
  return readFeed((await site.browser().get(`/${COURSE}/${section}.ics`)).body).occurrences;
}

/** A page that counts taps. */
async function openPhone(): Promise<{
  context: BrowserContext;
  page: Page;
  tap: (selector: string) => Promise<void>;
  taps: () => number;
}> {
  const context = await openContext(browser, PHONE);
  const page = await context.newPage();
  let count = 0;
  return {
    context,
    page,
    taps: () => count,
    async tap(selector) {
      count += 1;
      await page.locator(selector).tap();
    },
  };
}

describe('a TA with a phone', () => {
  test('opens a sign-in link, cancels P02 on 12 October with a public line in five taps, and a subscriber sees it', async () => {
    const { context, page, tap, taps } = await openPhone();
    const link = await site.invite('ta@example.edu', 'editor', COURSE);
    await page.goto(site.base + link);
    await tap('#sign-in');
    await tap('#week-2018-10-08 > summary');
    await tap('#week-2018-10-08 .desk-day:has-text("Friday 12 October") a:has-text("P02")');
    await page.locator('#cancel-say').pressSequentially('No precept this week; join P01 or P03.');
    await tap('#act-cancel button.is-first');
    await agree(page);
    await tap('#publish');
    await page.waitForSelector('#published');
    const feed = await subscribe('P02');
    const meeting = feed.find(({ start }) => start === Date.parse('2018-10-12T15:00:00Z'));
    expect(meeting?.summary).toMatch(/^CANCELLED: COS 418 P02/);
    expect(meeting?.description).toContain('No precept this week; join P01 or P03.');
    expect(taps()).toBe(5);
    await tap('#undo');
    await page.waitForSelector('text=Taken back');
    expect((await subscribe('P02')).some(({ summary }) => summary.startsWith('CANCELLED'))).toBe(false);
    await context.close();
  });

  test('moves Tuesday’s office hours to Thursday by their fields, and takes it back', async () => {
    const { context, page, tap } = await openPhone();
    await page.goto(site.base + (await site.invite('ta@example.edu', 'editor', COURSE)));
    await tap('#sign-in');
    await tap('#week-2018-10-08 > summary');
    await tap('#week-2018-10-08 .desk-day:has-text("Tuesday 9 October") a:has-text("4:30 to 6:30 pm")');
    await tap('#act-move > summary');
    await page.locator('#move-date').fill('2018-10-11');
    await page.locator('#move-start').fill('17:00');
    await page.locator('#move-end').fill('19:00');
    await tap('#act-move button.is-first');
    await page.waitForSelector('text=This will happen');
    await agree(page);
    await tap('#publish');
    await page.waitForSelector('#published');
    const at = (instant: string) => async () =>
      (await subscribe('OH')).filter(({ start }) => start === Date.parse(instant)).length;
    expect(await at('2018-10-11T21:00:00Z')()).toBe(1);
    expect(await at('2018-10-09T20:30:00Z')()).toBe(0);
    await tap('#undo');
    await page.waitForSelector('text=Taken back');
    expect(await at('2018-10-11T21:00:00Z')()).toBe(0);
    expect(await at('2018-10-09T20:30:00Z')()).toBe(1);
    await context.close();
  });

  test('fills a suggested day in with one tap', async () => {
    const { context, page, tap } = await openPhone();
    await page.goto(site.base + (await site.invite('ta@example.edu', 'editor', COURSE)));
    await tap('#sign-in');
    await page.waitForURL(/courses/);
    await page.goto(`${site.base}${DESK}/meeting?uid=${encodeURIComponent(site.uidOf('OH', '2018-10-09'))}`);
    await tap('#act-move > summary');
    await tap('[data-value="2018-10-11"]');
    // A tap is a click only once the browser has recognised it, which may be after “tap” is done.
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#move-date')?.value === '2018-10-11');
    await context.close();
  });
});

test('everything is done by keyboard alone', async () => {
  const context = await openContext(browser, { viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const focusOn = async (selector: string): Promise<void> => {
    for (let press = 0; press < 400; press += 1) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${selector} is not reached by Tab`);
  };
  await page.goto(site.base + (await site.invite('keys@example.edu', 'editor', COURSE)));
  await focusOn('#sign-in');
  await page.keyboard.press('Enter');
  await page.waitForURL(/courses/);
  await focusOn('#week-2018-10-15 > summary');
  await page.keyboard.press('Enter');
  await focusOn('#week-2018-10-15 a[href*="uid"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/meeting/);
  await focusOn('#act-note > summary');
  await page.keyboard.press('Space');
  await focusOn('#note-note');
  await page.keyboard.type('Bring laptops');
  await focusOn('#act-note button.is-first');
  await page.keyboard.press('Enter');
  await page.waitForURL(/preview/);
  await focusOn('#publish');
  await page.keyboard.press('Enter');
  await page.waitForURL(/changes/);
  await focusOn('#undo');
  await page.keyboard.press('Enter');
  await page.waitForSelector('text=Taken back');
  await context.close();
});

test('works with JavaScript off', async () => {
  const context = await openContext(browser, { ...PHONE, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(site.base + (await site.invite('plain@example.edu', 'editor', COURSE)));
  await page.tap('#sign-in');
  await page.waitForURL(/courses/);
  await page.goto(`${site.base}${DESK}/meeting?uid=${encodeURIComponent(site.uidOf('P01', '2018-10-19'))}`);
  await page.fill('#cancel-say', 'Off');
  await page.tap('#act-cancel button.is-first');
  await page.waitForURL(/preview/);
  await agree(page);
  await page.tap('#publish');
  await page.waitForSelector('h1:text-is("Published")');
  await page.tap('#undo');
  await page.waitForSelector('h1:text-is("Taken back")');
  await context.close();
});

describe('in light at 1280 pixels and in the dark at 320', () => {
  test('axe finds nothing on any page, and none is wider than the screen', async () => {
    const context = await openContext(browser);
    const page = await context.newPage();
    const check = async (what: string): Promise<void> => expect(await judgePage(page), what).toEqual([]);
    const visit = async (path: string): Promise<void> => {
      await page.goto(site.base + path);
      await check(path);
    };
    await visit('/desk');
    await visit(await site.invite('all@example.edu', 'owner', '*'));
    await page.click('#sign-in');
    await page.waitForURL(/\/desk/);
    const uid = encodeURIComponent(site.uidOf('P03', '2018-10-12'));
    const paths = [
      DESK,
      `${DESK}?week=2018-10-12`,
      `${DESK}/meeting?uid=${uid}`,
      `${DESK}/several`,
      `${DESK}/extra`,
      `${DESK}/history`,
      `${DESK}/staff`,
      `${DESK}/tokens`,
    ];
    for (const path of [
      '/desk',
      ...paths,
      '/desk/devices',
      '/desk/staff',
      '/desk/history',
      '/desk/redact',
      '/desk/terms/fall-2018',
      `${DESK}/changes/none`,
    ]) {
      await visit(path);
    }
    await page.goto(`${site.base}${DESK}/meeting?uid=${uid}`);
    for (const act of ['move', 'room', 'person', 'note', 'all']) {
      await page.click(`#act-${act} > summary`);
      await check(`the form ${act}`);
    }
    await page.click('#act-move > summary');
    await page.fill('#move-start', '10:00');
    await page.fill('#move-end', '10:50');
    await page.click('#act-move button.is-first');
    await page.waitForURL(/preview/);
    await check('preview');
    await agree(page);
    await page.click('#publish');
    await page.waitForURL(/changes/);
    await check('published');
    await page.click('#undo');
    await page.waitForSelector('text=Taken back');
    await check('taken back');
    await page.goto(`${site.base}/desk/devices`);
    await page.click('form[action="/desk/devices/link"] button');
    await page.waitForSelector('.qr');
    await check('a sign-in code');
    await context.close();
  });
});

test('the head of a course pastes its page, resolves the one doubt with a tap, and copies the rules', async () => {
  const { context, page, tap } = await openPhone();
  await page.goto(site.base + (await site.invite('reader@example.edu', 'head', COURSE)));
  await tap('#sign-in');
  await page.waitForSelector('.desk-who');
  await page.goto(`${site.base}${DESK}/import`);
  await page.locator('#text').fill('Lecture: MW 10:00am-10:50am, Kiln 4\n\nOffice hours: Tue 8-10\n');
  await tap('button:has-text("Read it")');
  await tap('button:has-text("20:00–22:00")');
  await page.waitForSelector('text=Nothing is in doubt');
  expect(await page.locator('#yaml').inputValue()).toContain('on: Tue 8pm-10pm');
  expect(await findViolations(page, RULES_OF_APPEARANCE)).toEqual([]);
  await context.close();
});
