/** A student chooses, sees the week, copies the address, opens the feed; makes a personal calendar, changes it, deletes it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFeed } from '../../src/ical/read-feed.ts';
import { ODD_COURSES, withChanges } from '../site/catalogue.ts';
import { openPagesSite, type PagesSite } from '../site/pages-site.ts';
import { openBrowser, openContext } from './chromium.ts';

const COS418 = 'courses/fall-2018/cos418.yaml';
const shipped = readFileSync(path.resolve(import.meta.dirname, '../../data', COS418), 'utf8');
const COURSE = '/fall-2018/cos418';

let site: PagesSite;
let browser: Browser;

beforeAll(async () => {
  site = await openPagesSite({ files: { ...ODD_COURSES, [COS418]: withChanges(shipped) } });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

const DEVICES: Readonly<Record<string, { readonly options: BrowserContextOptions; readonly first: string }>> = {
  'an Android phone': {
    options: {
      userAgent:
        'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36',
      viewport: { width: 412, height: 915 },
      isMobile: true,
      hasTouch: true,
    },
    first: 'Subscribe with a calendar app',
  },
  'an iPhone': {
    options: {
      userAgent:
        'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    },
    first: 'Subscribe with Apple Calendar',
  },
  'a desktop': {
    options: {
      userAgent:
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36',
      viewport: { width: 1280, height: 900 },
    },
    first: 'Subscribe with Outlook.com',
  },
};

const open = async (options: BrowserContextOptions, address: string): Promise<Page> => {
  const context = await openContext(browser, {
    ...options,
    permissions: ['clipboard-read', 'clipboard-write'],
    baseURL: site.base,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(address);
  return page;
};
/** As the page itself has it: Playwright hears of a new one by another way than of the page's content. */
const queryOf = (page: Page): Promise<string> => page.evaluate(() => location.search);
const addressOf = (page: Page): Promise<string> => page.locator('#feed-url').inputValue();
const choose = async (page: Page, ...ids: string[]): Promise<void> => {
  for (const id of ids) {
    await page.getByRole('checkbox', { name: new RegExp(`^${id} `) }).click();
  }
};

/** A calendar program that caches the feed and sends If-Modified-Since only. */
const subscribe = (address: string) => {
  let since: string | undefined;
  let titles: readonly string[] = [];
  let text = '';
  return async (): Promise<{ readonly fresh: boolean; readonly titles: readonly string[]; readonly text: string }> => {
    const answer = await fetch(address, since === undefined ? {} : { headers: { 'If-Modified-Since': since } });
    if (answer.status === 304) return { fresh: false, titles, text };
    expect(answer.status).toBe(200);
    since = answer.headers.get('last-modified') ?? undefined;
    text = await answer.text();
    titles = readFeed(text).events.map(({ summary }) => summary);
    return { fresh: true, titles, text };
  };
};
const count = (titles: readonly string[], id: string): number =>
  titles.filter((title) => title.includes(`COS 418 ${id} `)).length;

describe.each(Object.entries(DEVICES))('on %s', (_name, { options, first }) => {
  it('chooses L01, P02 and OH, sees the week, copies the address and opens the feed', async () => {
    const page = await open(options, COURSE);
    // L01 has no alternative, so it is preselected.
    await choose(page, 'P02', 'OH');
    const address = await addressOf(page);
    expect(address).toBe(`${site.base}${COURSE}/L01+P02+OH.ics`);
    await page.getByRole('heading', { name: 'Meetings: L01, P02, OH' }).waitFor();
    const blocks = await page.locator('.week .block b').allTextContents();
    expect(new Set(blocks)).toEqual(new Set(['L01', 'P02', 'OH']));
    expect((await page.locator('#panel .programs .button').first().textContent())?.trim()).toBe(first);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

    await page.locator('#panel > summary').click();
    await page.locator('#panel').getByRole('button', { name: 'Copy' }).click();
    await page.locator('#feed-url-status', { hasText: 'Copied.' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const feed = readFeed(await (await fetch(copied)).text());
    expect(
      count(
        feed.events.map(({ summary }) => summary),
        'L01',
      ),
    ).toBe(24);
    expect(feed.events.some(({ summary }) => summary === 'CANCELLED: COS 418 P02 · Precept')).toBe(true);
    await page.context().close();
  });
});

// Both widths; what differs between phones is the program that is offered first.
describe.each(Object.entries(DEVICES).filter(([name]) => name !== 'an iPhone'))('on %s', (_name, { options }) => {
  it('makes a personal calendar, changes it in mid-term, turns options on and off, deletes it', async () => {
    const page = await open(options, '/my?add=fall-2018/cos418/L01+P01');
    await page.getByRole('button', { name: 'Make my calendar' }).click();
    await page.getByRole('heading', { name: 'What it holds' }).waitFor();
    const address = await addressOf(page);
    const link = await page.getByLabel('Link that changes this calendar').inputValue();
    const look = subscribe(address);
    expect((await look()).titles).toHaveLength(36);

    const save = async (change: () => Promise<void>): Promise<readonly string[]> => {
      await change();
      // The page before may say “Saved.” too.
      await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Save' }).click()]);
      await page.getByText('Saved.').waitFor();
      const seen = await look();
      expect(seen.fresh).toBe(true);
      return seen.titles;
    };
    const swap = (from: string, to: string) => async (): Promise<void> => {
      await page.locator('.my-form .fold > summary').first().click();
      await page.getByRole('checkbox', { name: new RegExp(`^${from} `) }).uncheck();
      await page.getByRole('checkbox', { name: new RegExp(`^${to} `) }).check();
      await page.getByLabel('Changes hold from').fill('2018-10-12');
    };
    const changed = await save(swap('P01', 'P02'));
    expect([count(changed, 'P01'), count(changed, 'P02')]).toEqual([4, 8]);
    const back = await save(swap('P02', 'P01'));
    expect([count(back, 'P01'), count(back, 'P02')]).toEqual([12, 0]);

    const reminder = page.getByLabel('Precept: reminder');
    await page.getByText('Reminders, titles, and how meetings look').click();
    await save(async () => void (await reminder.selectOption('10')));
    expect((await look()).text.match(/TRIGGER:-PT10M/g)).toHaveLength(12);
    await save(async () => void (await reminder.selectOption('')));
    expect((await look()).text).not.toContain('VALARM');

    // The saved link opens it, on this device or another.
    await page.goto(link);
    await page.getByRole('heading', { name: 'What it holds' }).waitFor();
    expect(page.url()).toBe(`${site.base}/my/edit`);
    await page.goto('/my');
    await page.getByRole('button', { name: 'Open the calendar with COS 418' }).click();
    await page.getByText('Delete this calendar').click();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await page.getByRole('heading', { name: 'This calendar is deleted' }).waitFor();
    expect((await fetch(address)).status).toBe(410);
    await page.goto('/my');
    expect(await page.getByRole('heading', { name: 'On this device' }).isVisible()).toBe(false);
    await page.context().close();
  });
});

describe('without a mouse', () => {
  it('chooses, turns the week, copies and opens what is folded, by keyboard alone', async () => {
    const page = await open(DEVICES['a desktop']?.options ?? {}, COURSE);
    const tabTo = async (wanted: string): Promise<void> => {
      for (let step = 0; step < 150; step += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((selector) => document.activeElement?.matches(selector) === true, wanted)) return;
      }
      throw new Error(`no Tab leads to ${wanted}`);
    };
    await tabTo('.skip');
    await tabTo('#choose-P01');
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement?.closest('.row') as Element).outlineStyle,
    );
    expect(outline).toBe('solid');
    await page.keyboard.press('Space');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('choose-P01');
    await tabTo('#choose-P02');
    await page.keyboard.press('Space');
    expect(await page.locator('.act .bar-choice').innerText()).toBe('L01, P02');
    await tabTo('#panel > summary');
    await page.keyboard.press('Enter');
    await tabTo('#panel .copy');
    await page.keyboard.press('Enter');
    await page.locator('#feed-url-status', { hasText: 'Copied.' }).waitFor();
    await tabTo('.qr-fold summary');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: /^QR code/ }).waitFor();
    await page.getByRole('heading', { name: 'Meetings: L01, P02' }).waitFor();
    await tabTo('.strip a');
    await page.keyboard.press('Enter');
    await page.locator('.week-name', { hasText: 'Week of 10 September' }).waitFor();
    await page.context().close();
  });
});

describe('this device’s own calendar', () => {
  const titlesAt = async (address: string): Promise<string[]> => [
    ...new Set(
      readFeed(await (await fetch(address)).text()).events.map(({ summary }) => /COS \d+ \S+/.exec(summary)?.[0] ?? ''),
    ),
  ];

  it('is made in three taps, takes a second course in two and another precept in two, with an undo', async () => {
    const page = await open(DEVICES['an iPhone']?.options ?? {}, COURSE);
    const act = page.locator('.choice-bar [data-act]');
    const said = page.locator('.choice-bar .act-said');
    await page.getByRole('checkbox', { name: /^P01 / }).tap();
    // Without a response, no calendar is created and none is offered for subscribing.
    await page.route('**/my/calls/*', (route) => route.abort('internetdisconnected'));
    await act.tap();
    await page.locator('#sheet').getByText('your calendar is not ready yet').waitFor();
    expect(await page.locator('#sheet a:visible, #sheet input:visible').count()).toBe(0);
    await page.unroute('**/my/calls/*');
    await page.locator('#sheet').getByRole('button', { name: 'Try again' }).tap();
    await page.getByText('Your calendar will show 36 meetings, the next on Friday 12 October at 10 am.').waitFor();
    const webcal = (await page.locator('#sheet .programs a').first().getAttribute('href')) ?? '';
    const address = webcal.replace('webcal:', 'http:');
    await fetch(address, { headers: { 'User-Agent': 'iOS/17.5 (21F79) dataaccessd/1.0' } });
    await page
      .locator('#sheet-fetched')
      .getByText(/^Apple Calendar fetched it 1 second ago\.$/)
      .waitFor();
    expect(await titlesAt(address)).toEqual(['COS 418 L01', 'COS 418 P01']);
    const keys = await page.evaluate(() => localStorage.getItem('belltower.calendars'));
    expect(await page.content()).not.toContain(JSON.parse(keys ?? '[]')[0].key);

    await page.goto('/spring-2019/cos333');
    await page.locator('[data-act-word]', { hasText: 'Add to my calendar' }).first().waitFor();
    await act.tap();
    await said.getByText('Added COS 333 L01, B01.').waitFor();
    expect(await titlesAt(address)).toEqual(['COS 418 L01', 'COS 418 P01', 'COS 333 L01', 'COS 333 B01']);
    await said.getByRole('button', { name: 'Undo' }).tap();
    await said.getByText('Undone.').waitFor();
    expect(await titlesAt(address)).toEqual(['COS 418 L01', 'COS 418 P01']);

    await page.goto(COURSE);
    await page.locator('[data-act-word]', { hasText: 'In my calendar' }).first().waitFor();
    expect(await page.locator('.bar-choice').first().innerText()).toBe('L01, P01');
    await page.getByRole('checkbox', { name: /^P03 / }).tap();
    await page.route('**/my/calls/*', (route) => route.fulfill({ status: 503, body: '' }));
    await act.tap();
    await said.getByText('may not be saved').waitFor();
    expect(await titlesAt(address)).toEqual(['COS 418 L01', 'COS 418 P01']);
    await page.unroute('**/my/calls/*');
    await act.tap();
    await said.getByText('COS 418: P03 instead of P01, from today.').waitFor();
    expect(new Set(await titlesAt(address))).toEqual(new Set(['COS 418 L01', 'COS 418 P01', 'COS 418 P03']));
    await page.context().close();
  });

  it('at each step, claims nothing and changes nothing while the answer is missing, 503 or late', async () => {
    const page = await open(DEVICES['an iPhone']?.options ?? {}, COURSE);
    const act = page.locator('.choice-bar [data-act]');
    const said = page.locator('.choice-bar .act-said');
    const sheet = page.locator('#sheet');
    let address = '';
    /** Presses offline, at a server that answers 503, and at a slow one, which then does it. */
    const insist = async (press: () => Promise<void>, done: RegExp, where: Locator): Promise<void> => {
      const before = address === '' ? [] : await titlesAt(address);
      for (const how of ['offline', 503] as const) {
        await page.route('**/my/calls/*', (route) =>
          how === 503 ? route.fulfill({ status: 503, body: 'busy' }) : route.abort('internetdisconnected'),
        );
        const tried = page.waitForRequest('**/my/calls/*');
        await press();
        await tried;
        await where.getByText(/not ready yet|may not be saved/).waitFor();
        expect(await page.getByText(done).filter({ visible: true }).count()).toBe(0);
        expect(await sheet.locator('a:visible, input:visible').count()).toBe(0);
        await page.unroute('**/my/calls/*');
        if (address !== '') expect(await titlesAt(address)).toEqual(before);
      }
      const { promise: waited, resolve: answer } = Promise.withResolvers<void>();
      const asked = page.waitForRequest('**/my/calls/*');
      await page.route('**/my/calls/*', (route) => waited.then(() => route.continue()));
      await press();
      await asked;
      expect(await where.getByText(/not ready yet|may not be saved/).count()).toBe(0);
      expect(await page.getByText(done).filter({ visible: true }).count()).toBe(0);
      expect(await sheet.locator('a:visible, input:visible').count()).toBe(0);
      answer();
      await where.getByText(done).first().waitFor();
      await page.unroute('**/my/calls/*');
    };
    const pressAct = async (): Promise<void> => {
      const again = sheet.getByRole('button', { name: 'Try again' });
      await ((await again.isVisible()) ? again : act).tap();
    };

    await page.getByRole('checkbox', { name: /^P01 / }).tap();
    await insist(pressAct, /Your calendar will show 36 meetings/, sheet);
    address = ((await sheet.locator('.programs a').first().getAttribute('href')) ?? '').replace('webcal:', 'http:');

    await page.goto('/spring-2019/cos333');
    await page.locator('[data-act-word]', { hasText: 'Add to my calendar' }).first().waitFor();
    await insist(pressAct, /Added COS 333 L01, B01\./, said);
    await insist(() => said.getByRole('button', { name: 'Undo' }).tap(), /Undone\./, said);
    expect(await titlesAt(address)).toEqual(['COS 418 L01', 'COS 418 P01']);

    await page.goto(COURSE);
    await page.locator('[data-act-word]', { hasText: 'In my calendar' }).first().waitFor();
    await page.getByRole('checkbox', { name: /^P03 / }).tap();
    await insist(pressAct, /COS 418: P03 instead of P01, from today\./, said);
    await page.context().close();
  });
});

describe('where the answer is slow, missing or 503', () => {
  it('moves the choice within a kind, and shows no link, meeting or height that is wrong', async () => {
    const page = await open(DEVICES['an iPhone']?.options ?? {}, COURSE);
    // Safari has no scroll anchoring.
    await page.addStyleTag({ content: 'html { overflow-anchor: none }' }).catch(() => {});
    const row = (id: string) => page.locator('.row', { has: page.locator(`#choose-${id}`) });
    const topOf = (id: string) => row(id).evaluate((part) => part.getBoundingClientRect().top);
    const NOT_LOADED = 'The meetings of this choice could not be loaded';
    const answers = ['offline', 503, 'late'] as const;
    for (const [index, how] of answers.entries()) {
      const { promise: waited, resolve: answer } = Promise.withResolvers<void>();
      await page.route(/choose=/, async (route) => {
        await waited;
        if (how === 'offline') await route.abort('internetdisconnected');
        else if (how === 503) await route.fulfill({ status: 503, body: 'busy' });
        else await route.continue();
      });
      const id = ['P01', 'P02', 'P03'][index] ?? '';
      const before = await topOf(id);
      await page.getByRole('checkbox', { name: new RegExp(`^${id} `) }).click();
      expect(await addressOf(page)).toBe(`${site.base}${COURSE}/L01+${id}.ics`);
      expect(await page.locator('.choice-bar .bar-choice').innerText()).toBe(`L01, ${id}`);
      expect(await queryOf(page)).toBe(`?choose=L01+${id}`);
      // What was said of the choice before is not said of this one.
      expect(await page.getByText(NOT_LOADED).isVisible()).toBe(false);
      if (how === 'late') {
        expect(await page.locator('#meetings').getAttribute('aria-busy')).toBe('true');
        answer();
      } else {
        answer();
        await page.getByText(NOT_LOADED).waitFor();
        expect(await page.locator('.meeting:visible').count()).toBe(0);
      }
      expect(Math.abs((await topOf(id)) - before)).toBeLessThan(1);
      await page.unroute(/choose=/);
    }
    await page.getByRole('heading', { name: 'Meetings: L01, P03' }).waitFor();
    expect(await page.getByText(NOT_LOADED).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Keep P02 too' }).click();
    expect(await addressOf(page)).toBe(`${site.base}${COURSE}/L01+P02+P03.ics`);
    expect(await row('P02').locator('.row-clash').innerText()).toBe('Same time as P03');
    await page.context().close();
  });
});

describe('in another time zone', () => {
  it('says each time in the visitor’s own too, as the page writes times', async () => {
    const page = await open({ timezoneId: 'Europe/Berlin' }, COURSE);
    await page.locator('.agenda-week.is-open .own-time').first().waitFor();
    expect(new Set(await page.locator('.agenda-week.is-open .own-time').allInnerTexts())).toEqual(
      new Set(['4 pm your time']),
    );
    await page.context().close();
  });
});

describe('without JavaScript', () => {
  it('chooses by a plain form and searches by another', async () => {
    const page = await open({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } }, COURSE);
    expect(await page.locator('.choice-bar, .bar-choice').filter({ visible: true }).count()).toBe(0);
    for (const id of ['P02']) await page.getByRole('checkbox', { name: new RegExp(`^${id} `) }).check();
    await page.getByRole('button', { name: 'Show my choice' }).click();
    expect(await addressOf(page)).toBe(`${site.base}${COURSE}/L01+P02.ics`);
    await page.locator('.act').getByRole('button', { name: 'Subscribe' }).click();
    expect(await page.locator('.my-chosen').innerText()).toContain('L01, P02');
    await page.goto('/');
    await page.getByRole('searchbox').fill('distributed');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await page.locator('.courses .course-code').allTextContents()).toContain('COS 418');
    await page.context().close();
  });
});

describe('search as you type', () => {
  it('shows what is found without a press, and keeps it in the address', async () => {
    const page = await open({}, '/');
    await page.getByRole('searchbox').pressSequentially('no such');
    await page.getByText('Nothing is called').waitFor();
    await page.getByRole('searchbox').fill('WYATT');
    await page.getByText('1 course found').waitFor();
    expect(await queryOf(page)).toBe('?q=WYATT');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('q');
    await page.context().close();
  });
});
