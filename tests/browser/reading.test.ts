/** Each page with axe-core, the accessibility tree and a slow connection. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ODD_COURSES, withChanges } from '../site/catalogue.ts';
import { openPagesSite, type PagesSite } from '../site/pages-site.ts';
import { judgePage, unfold } from './axe.ts';
import { openBrowser, openContext } from './chromium.ts';

const COS418 = 'courses/fall-2018/cos418.yaml';
const shipped = readFileSync(path.resolve(import.meta.dirname, '../../data', COS418), 'utf8');
const MAX_WEIGHT = 150_000;

let site: PagesSite;
let browser: Browser;

beforeAll(async () => {
  site = await openPagesSite({
    files: { ...ODD_COURSES, [COS418]: withChanges(shipped) },
    publicUrl: 'https://calendar.example.edu',
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

const ADDRESSES = [
  '/',
  '/fall-2018?q=nothing+is+called+that',
  '/fall-2018/cos418?choose=L01+P02+P03',
  '/fall-2018/mat900',
  '/fall-2018/nes201',
  '/fall-2018/sen999',
  '/fall-2018/cos418/week',
  '/fall-2018/cos418/P01/sign',
  '/docs',
  '/my?add=fall-2018/cos418/L01',
  '/fall-2018/nope',
];

describe('in light at 1280 pixels and in the dark at 320', () => {
  it('axe-core finds nothing on any page, and no page is wider than the screen', async () => {
    const context = await openContext(browser, { baseURL: site.base });
    const page = await context.newPage();
    const found: string[] = [];
    const look = async (name: string): Promise<void> => {
      await unfold(page);
      for (const problem of await judgePage(page)) found.push(`${name} ${problem}`);
    };
    for (const address of ADDRESSES) {
      await page.goto(address);
      await look(address);
    }
    await page.goto('/my?add=fall-2018/cos418/P02+P03');
    await page.getByRole('button', { name: 'Make my calendar' }).click();
    await page.getByRole('heading', { name: 'What it holds' }).waitFor();
    await look('an open calendar');
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByRole('heading', { name: 'This calendar is deleted' }).waitFor();
    await look('a deleted calendar');
    expect(found).toEqual([]);
    await context.close();
  });
});

describe('the accessibility tree', () => {
  it('reads choosing, subscribing and what changed', async () => {
    const context = await openContext(browser, { baseURL: site.base, timezoneId: 'America/New_York' });
    const page = await context.newPage();
    await page.goto('/fall-2018/cos418?choose=P02');
    const meetings = await page.locator('#meetings').ariaSnapshot();
    expect(meetings).toContain('heading "Meetings: P02"');
    expect(meetings.replaceAll(/\s+/g, ' ')).toMatch(
      /time: Friday 12 October, 11 to 11:50 am, - text: P02, - strong: cancelled/,
    );
    expect(meetings.indexOf('Friday 12 October')).toBeLessThan(meetings.indexOf('img "The week of'));

    const chooser = await page.locator('#choose').ariaSnapshot();
    expect(chooser).toContain('group "Precepts"');
    expect(chooser).toMatch(/checkbox "P02 Fri 11 to 11:50 am Friend Center 008 · .*" \[checked\]/);
    expect(chooser).toMatch(/checkbox "P03 Fri 11 to 11:50 am EQuad D Wing, D221 · [^"]*"$/m);

    expect(await page.locator('#subscribe').ariaSnapshot()).toContain('button "Subscribe P02"');
    await page.locator('#panel > summary').click();
    const subscribe = await page.locator('#subscribe').ariaSnapshot();
    for (const part of [
      'textbox "Calendar address"',
      'button "Copy"',
      'link "Subscribe with Google Calendar"',
      'link "Outlook.com"',
      'link "Microsoft 365"',
      'link "Download a file"',
    ]) {
      expect(subscribe).toContain(part);
    }
    const changes = await page.locator('#changes').ariaSnapshot();
    expect(changes).toContain('heading "What changed"');
    expect(changes.replaceAll(/\s+/g, ' ')).toContain(
      'P02, Friday 12 October: cancelled: No precept this week; join P01 or P03.'.slice(4),
    );
    await context.close();
  });
});

describe('a first view', () => {
  it.each(['/', '/fall-2018/cos418', '/fall-2018/cos418?choose=L01+P02+OH', '/my'])(
    'of %s stays light',
    async (address) => {
      const context = await openContext(browser, { baseURL: site.base });
      const page = await context.newPage();
      const hosts = new Set<string>();
      const sizes: Promise<number>[] = [];
      page.on('requestfinished', (request) => {
        hosts.add(new URL(request.url()).host);
        sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
      });
      await page.goto(address, { waitUntil: 'networkidle' });
      const weight = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      expect(weight).toBeGreaterThan(1000);
      expect(weight).toBeLessThan(MAX_WEIGHT);
      expect([...hosts]).toEqual([new URL(site.base).host]);
      await context.close();
    },
  );
});
