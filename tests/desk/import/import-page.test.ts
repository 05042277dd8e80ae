/** A pasted course page at the desk: read line by line, doubts settled by one tap each, nothing kept; no script needed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LONGEST_PAGE, readPastedPage } from '../../../src/desk/import/page-reader.ts';
import { damage } from '../../corpus/fuzzing.ts';
import { type Browser, COURSE, type DeskSite, openDeskSite } from '../desk-site.ts';

const PATH = `/desk/courses/${COURSE}/import`;
const PAGE = 'Lecture: MW 10:00am-10:50am, Kiln 4\n\nOffice hours: Tue 8-10\n\nLab: Fri 2pm\n\nReview: N/A on Monday';

let site: DeskSite;
let head: Browser;
beforeAll(async () => {
  site = await openDeskSite();
  head = await site.signedIn('head@example.edu', 'head', COURSE);
  await head.get('/desk/devices');
});
afterAll(() => site.stop());

const yamlOf = (body: string): string =>
  (/<textarea id="yaml"[^>]*>([\s\S]*?)<\/textarea>/.exec(body)?.[1] ?? '')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"');
const tapsOf = (body: string): string[] =>
  [...body.matchAll(/name="settle" value="([^"]*)"/g)].map(([, value = '']) => value.replaceAll('&amp;', '&'));

describe('a course’s page', () => {
  test('asks for the text, and says that it is kept nowhere', async () => {
    const { status, body, headers } = await head.get(PATH);
    expect([status, headers['cache-control']]).toEqual([200, 'private, no-store']);
    expect(body).toContain('kept nowhere');
  });

  test('shows beside each line how it was read, the lines not used, and the rules', async () => {
    const { status, body } = await head.post(PATH, { text: PAGE });
    expect(status).toBe(200);
    expect(body).toContain('3 weekly meetings, 2 to settle');
    expect(body).toMatch(/<q>Lecture: MW[^<]*<\/q>[\s\S]{0,120}Lecture Mon Wed 10:00–10:50 at Kiln 4/);
    expect(yamlOf(body)).toContain('- {on: Mon Wed 10am-10:50am, where: Kiln 4}');
    expect(yamlOf(body)).toContain('on: Tue 8am-10am');
    expect(yamlOf(body)).toContain('# check: ');
  });

  test('takes the second reading that is tapped, keeps earlier ones, and takes the last back', async () => {
    const [, evening, , hour] = tapsOf((await head.post(PATH, { text: PAGE })).body);
    const first = await head.post(PATH, { text: PAGE, settle: evening ?? '' });
    expect(first.body).toContain('3 weekly meetings, 1 to settle');
    expect(yamlOf(first.body)).toContain('Tue 8pm-10pm');
    const second = await head.post(PATH, { text: PAGE, settled: evening ?? '', settle: hour ?? '' });
    expect(second.body).toContain('Nothing is in doubt.');
    expect(yamlOf(second.body)).toContain('Fri 2pm-3pm');
    expect(yamlOf(second.body)).not.toContain('# check:');
    const undone = await head.post(PATH, {
      text: PAGE,
      settled: [evening ?? '', hour ?? ''],
      undo: hour?.slice(2) ?? '',
    });
    expect(undone.body).toContain('3 weekly meetings, 1 to settle');
  });

  test('keeps nothing: neither the store nor the log knows the text', async () => {
    const before = (await site.desk.store.head()).revision;
    await head.post(PATH, { text: 'Lecture: MW 10-11am, Unmistakable Hall' });
    expect((await site.desk.store.head()).revision).toBe(before);
    expect(site.log.join('\n')).not.toContain('Unmistakable');
  });

  test.each([
    ['an empty text', '', 422, 'Paste the page’s text first.'],
    ['a page that is too long', 'x '.repeat(LONGEST_PAGE), 413, 'longer than 150,000 characters'],
    ['a page without meetings', '# Policies\n\nBe kind.', 200, 'Nothing was read'],
  ])('%s is answered with what to do', async (_, text, status, says) => {
    const answer = await head.post(PATH, { text });
    expect([answer.status, answer.body]).toEqual([status, expect.stringContaining(says)]);
  });

  test.each([1, 2, 3])('a damaged page is answered like any other (%i)', async (seed) => {
    const { status, body } = await head.post(PATH, { text: damage([PAGE, PAGE.replaceAll('\n', ' | ')], seed) });
    expect(status).toBe(200);
    expect(body).toMatch(/weekly meeting|Nothing was read/);
  });

  test('odd answers change nothing', async () => {
    const { status, body } = await head.post(PATH, {
      text: PAGE,
      settled: ['2 x', 'no', '1 end: a | b'],
      settle: '1 <script>',
    });
    expect(status).toBe(200);
    expect(body).not.toContain('<script>alert');
    expect(body).toContain('2 to settle');
  });
});

test('no more than five pages wait for each other', async () => {
  const asked = { text: PAGE, id: 'x', code: null, title: null, hourCycle: null, published: '2018-09-01', answers: [] };
  const answers = await Promise.all(Array.from({ length: 7 }, () => readPastedPage(asked)));
  expect(answers.filter((answer) => 'refused' in answer)).toEqual([
    { refused: 'busy' },
    { refused: 'busy' },
    { refused: 'busy' },
  ]);
});
