import { afterAll, beforeAll, expect, it } from 'vitest';
import { COURSE, type DeskSite, openDeskSite } from '../desk-site.ts';

let site: DeskSite;
beforeAll(async () => {
  site = await openDeskSite();
  site.conditions.raise('course-unreadable', COURSE, 'its rules have errors', 'run `belltower check`');
  site.conditions.raise('course-unreadable', 'fall-2018/other', 'its rules have errors');
  site.conditions.raise('store-unwritable', 'store', 'the disk is full', 'make room');
});
afterAll(() => site.stop());

it.each([
  ['an owner all of them', 'owner', '*', [COURSE, 'fall-2018/other', 'the disk is full']],
  ['the head of a course those of the course', 'head', COURSE, [COURSE]],
  ['an editor none', 'editor', COURSE, []],
  ['a viewer none', 'viewer', COURSE, []],
] as const)('the desk’s first page shows %s', async (_, role, scope, shown) => {
  const browser = await site.signedIn(`${role}@example.edu`, role, scope);
  const { body } = await browser.get('/desk');
  const part = /<section class="desk-part desk-conditions">[\s\S]*?<\/section>/.exec(body)?.[0] ?? '';
  for (const text of [COURSE, 'fall-2018/other', 'the disk is full']) {
    expect([text, part.includes(text)]).toEqual([text, (shown as readonly string[]).includes(text)]);
  }
  expect(part.includes('run `belltower check`')).toBe(shown.length > 0);
});
