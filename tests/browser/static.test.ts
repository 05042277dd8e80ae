/** The static site's pages: on a phone, by keyboard and without JavaScript. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTrial, type Trial } from '../cli/terminal.ts';
import { ODD_COURSES, withChanges } from '../site/catalogue.ts';
import { openStaticHost, type StaticHost } from '../site/static/static-host.ts';
import { judgeView, unfold } from './axe.ts';
import { openBrowser, openContext } from './chromium.ts';

let trial: Trial;
let host: StaticHost;
let browser: Browser;

beforeAll(async () => {
  trial = await openTrial();
  host = await openStaticHost(() => path.join(trial.folder, 'out'));
  const course = path.join(trial.data, 'courses/fall-2018/cos418.yaml');
  await writeFile(course, withChanges(await readFile(course, 'utf8')));
  for (const [name, text] of Object.entries(ODD_COURSES)) {
    await mkdir(path.dirname(path.join(trial.data, name)), { recursive: true });
    await writeFile(path.join(trial.data, name), text);
  }
  await trial.run('build', '--out', 'out', '--first', '--public-url', host.base);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await host.stop();
  await trial.remove();
});

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

async function open(
  address: string,
  options: BrowserContextOptions = PHONE,
  now = '2018-10-10T15:00:00Z',
): Promise<Page> {
  const context = await openContext(browser, { ...options, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  if (options.javaScriptEnabled !== false) await page.clock.setFixedTime(now);
  await page.goto(`${host.base}${address}`);
  return page;
}

it('is found accessible by axe-core on a narrow screen, in light and in the dark', async () => {
  // One page for all of them: a new one starts a process, and compiles axe-core anew.
  const page = await open('/', { ...PHONE, viewport: { width: 320, height: 700 } });
  const found: string[] = [];
  for (const [colorScheme, address] of [
    ['light', '/'],
    ['light', '/fall-2018/cos418/?choose=L01+P02'],
    ['dark', '/fall-2018/nes201/'],
    ['light', '/fall-2018/nes201/week/'],
    ['light', '/fall-2018/cos418/P01/sign/'],
    ['dark', '/404.html'],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${host.base}${address}`);
    await unfold(page);
    found.push(...(await judgeView(page)).map((problem) => `${address} in ${colorScheme}: ${problem}`));
  }
  expect(found).toEqual([]);
  await page.context().close();
});

it('finds today, and opens the link of a choice', async () => {
  const page = await open('/fall-2018/cos418/?choose=P02');
  expect(await page.locator('#now').innerText()).toMatch(/Next\s+Friday 19 October, 11 to 11:50 am, P02.*· in 9 days/s);
  expect(await page.locator('.one-week:visible .week-name').innerText()).toBe('Week of 8 October');
  expect(await page.locator('.is-today:visible').count()).toBeGreaterThan(0);
  expect(await page.getByRole('checkbox', { name: /^P02 / }).isChecked()).toBe(true);
  expect(new Set(await page.locator('.meeting:visible .meeting-id').allInnerTexts())).toEqual(new Set(['P02']));
  const late = await open('/fall-2018/cos418/', PHONE, '2019-03-01T15:00:00Z');
  expect(await late.locator('#now').innerText()).toContain('These meetings are over.');
  await Promise.all([page.context().close(), late.context().close()]);
});

it('offers a calendar of the chosen sections for each device, or says that there is none', async () => {
  const iphone = {
    ...PHONE,
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1',
  };
  const page = await open('/fall-2018/cos418/', iphone);
  await page.getByRole('checkbox', { name: /^P02 / }).click();
  expect(await page.getByLabel('Calendar address').inputValue()).toBe(`${host.base}/fall-2018/cos418/L01+P02.ics`);
  expect(await page.evaluate(() => location.search)).toBe('?choose=L01+P02');
  const first = page.locator('#panel .programs a').first();
  expect((await first.textContent())?.trim()).toBe('Subscribe with Apple Calendar');
  const webcal = `${host.base.replace('http:', 'webcal:')}/fall-2018/cos418/L01+P02.ics`;
  expect(await first.getAttribute('href')).toBe(webcal);
  const google = new URL((await page.locator('.program-google a.button').getAttribute('href')) ?? '');
  expect(google.searchParams.get('cid')).toBe(webcal);
  expect(await page.locator('.program-outlook a').getAttribute('href')).toContain('name=COS%20418%20L01%20P02');
  // Each of the panel's links leads to a built file.
  const download = await page.locator('.program-download a').getAttribute('href');
  expect((await fetch(new URL(download ?? '', page.url()))).status).toBe(200);
  await page.getByRole('checkbox', { name: /^P03 / }).click();
  await page.getByRole('button', { name: 'Keep P02 too' }).click();
  expect(await page.locator('#not-built').isVisible()).toBe(true);
  expect(await page.getByLabel('Calendar address').count()).toBe(0);
  await page.context().close();
});

it('knows its own address where PUBLIC_URL is not set', async () => {
  await trial.run('build', '--out', 'out/bare', '--first');
  const page = await open('/bare/fall-2018/cos418/?choose=P01');
  expect(await page.getByLabel('Calendar address').inputValue()).toBe(`${host.base}/bare/fall-2018/cos418/P01.ics`);
  await page.context().close();
});

it('turns weeks without a script, and offers every feed by a plain link', async () => {
  const page = await open('/fall-2018/cos418/', { ...PHONE, javaScriptEnabled: false });
  expect(await page.locator('.one-week:visible').count()).toBe(1);
  await page.goto(`${page.url()}#week-2018-10-08`);
  expect(await page.locator('.one-week:visible .week-name').innerText()).toBe('Week of 8 October');
  expect(await page.getByRole('checkbox').count()).toBe(0);
  await page.getByText('Several sections in one calendar').click();
  expect(await page.getByRole('link', { name: 'Feed of L01 + P02', exact: true }).getAttribute('href')).toBe(
    'L01+P02.ics',
  );
  await page.context().close();
});

it('searches the courses of a page', async () => {
  const page = await open('/');
  await page.getByRole('searchbox').fill('WYATT');
  expect(await page.locator('.courses li:visible .course-code').allInnerTexts()).toEqual(['COS 418']);
  expect(await page.getByRole('status').innerText()).toBe('1 course found for “WYATT”');
  await page.context().close();
});
