import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ODD_COURSES } from '../catalogue.ts';
import { openPagesSite, type PagesSite, textOf } from '../pages-site.ts';

let site: PagesSite;

beforeAll(async () => {
  const many = Array.from({ length: 130 }, (_, index): [string, string] => {
    const number = 500 + index;
    const text = `code: ZOO ${number}\ntitle: Animals ${number}\npublished: 2018-09-01\nsections:\n  S01: {kind: seminar, meets: Mon 3pm-4pm}\n`;
    return [`courses/fall-2018/zoo${number}.yaml`, text];
  });
  site = await openPagesSite({ files: { ...ODD_COURSES, ...Object.fromEntries(many) } });
});
afterAll(() => site.stop());

const linesOf = (body: string): string[] =>
  [...body.matchAll(/<span class="course-code">([^<]*)<\/span>/g)].map(([, code]) => code ?? '');
const search = async (query: string): Promise<string[]> =>
  linesOf((await site.get(`/?q=${encodeURIComponent(query)}`)).body);

describe('the home page', () => {
  it('finds courses by code, title and teacher, without regard to accents, case and blanks', async () => {
    for (const query of ['cos418', 'COS 418', 'distributed', 'WYATT', 'sys dist']) {
      expect(await search(query), query).toEqual(['COS 418']);
    }
    expect(await search('these d etat')).toEqual(['SEN 999']);
    expect(await search('ÉTUDES')).toEqual(['SEN 999']);
    expect(await search('egr333')).toEqual(['COS 333']);
    expect(await search('الأدب')).toEqual(['NES 201']);
    expect(await search('no such thing')).toEqual([]);
  });

  it('goes through many courses page by page, in the order of their codes', async () => {
    const first = await site.get('/fall-2018');
    const codes = linesOf(first.body);
    expect(codes).toHaveLength(60);
    expect(codes.slice(0, 3)).toEqual(['COS 418', 'MAT 900', 'NES 201']);
    expect(textOf(first.body)).toContain('Page 1 of 3');
    const last = linesOf((await site.get('/fall-2018?page=3')).body);
    expect(last.at(-1)).toBe('ZOO 629');
    expect((await site.get('/fall-2018?q=zoo&page=99')).status).toBe(404);
  });

  it('lists the terms with when they are', async () => {
    const text = textOf((await site.get('/')).body);
    expect(text).toMatch(/Fall 2018[\s\S]*134 courses, 12 September to 14 December 2018, on now/);
    expect(text).toMatch(/Spring 2019[\s\S]*to come/);
  });

  it('looks cared for without a single course', async () => {
    const bare = await openPagesSite({ empty: true });
    try {
      const { status, body } = await bare.get('/');
      expect(status).toBe(200);
      expect(textOf(body)).toContain('No course is published here yet.');
      expect((await bare.get('/fall-2018')).status).toBe(404);
    } finally {
      await bare.stop();
    }
  });
});

it('a search that finds nothing for a slip offers what was meant', async () => {
  const { body } = await site.get('/?q=distribted+systms');
  expect(textOf(body)).toContain('Did you mean distributed systems?');
  expect(body).toContain('href="/?q=distributed%20systems"');
  expect(textOf((await site.get('/?q=zzzz')).body)).not.toContain('Did you mean');
});

describe('addresses that lead to nothing', () => {
  it.each([
    ['/nowhere', 'There is no page at this address.'],
    ['/fall-2018/nope', 'There is no course “nope” in Fall 2018.'],
    ['/fall-2018/cos418/P09', 'COS 418 has no section “P09”'],
    ['/fall-2018/cos418/P09/sign', 'COS 418 has no section “P09”'],
    ['/fall-2018/%3Cscript%3E', 'There is no such page in Fall 2018.'],
    ['/%E0%A4%A/x', 'cannot be read'],
    ['/assets/none.css', 'There is no page at this address.'],
  ])('%s', async (address, words) => {
    const { status, body } = await site.get(address);
    expect([400, 404]).toContain(status);
    expect(textOf(body)).toContain(words);
    expect(body).not.toContain('<script>');
  });

  it('answers programs in plain text', async () => {
    const { status, headers } = await site.get('/nowhere', { Accept: '*/*' });
    expect(status).toBe(404);
    expect(headers['content-type']).toContain('text/plain');
  });
});
