import { describe, expect, test } from 'vitest';
import { isWebUrl } from '../../../src/catalog/read/url.ts';
import { COURSE_HEAD, COURSE_PATH, readMarked, readMarkedCourse, SITE_PATH } from '../marked.ts';
import { codesOf, readFolder, readGoodCourse } from '../rules.ts';

const HEAD = 'https://example.edu/';

test.each([
  ['http://example.edu', true],
  ['HTTPS://example.edu/a?b#c', true],
  [HEAD + 'x'.repeat(1000 - HEAD.length), true],
  [HEAD + 'x'.repeat(1001 - HEAD.length), false],
  ['see https://example.edu', false],
  ['xhttps://example.edu', false],
  ['ftp://example.edu', false],
  ['https://', false],
  ['https://example.edu/a b', false],
  ['https://example.edu:99999/', false],
  ['https://user@example.edu/', false],
  ['https://:word@example.edu/', false],
  ['https://user:word@example.edu/', false],
])('%s is an address of a page: %s', (text, expected) => {
  expect(isWebUrl(text)).toBe(expected);
});

test.each([
  ['of a thousand characters', 'x'.repeat(1000), 'bad-url'],
  ['of more', 'x'.repeat(1001), 'too-large'],
])('a text %s that is no address is told once', (_, url, code) => {
  const { problems, at } = readMarkedCourse(`url: «${url}»\nsections: {L01: {kind: lab, meets: TBA}}\n`);
  expect(problems.map((problem) => [problem.code, problem.at])).toEqual([[code, at]]);
});

describe('places', () => {
  const site = (places: string): string => `uidDomain: example.edu\nplaces: {${places}}\n`;
  const venues = (where: string, places = ''): unknown =>
    readGoodCourse(`sections: {L01: {kind: lab, meets: Mon 10am-11am, where: ${where}}}\n`, {
      [SITE_PATH]: site(places),
    }).sections[0]?.patterns[0]?.where;

  test('are taken from the site', () => {
    const { catalog } = readFolder({
      [SITE_PATH]: site('a: " Hall A ", b: {name: Hall B, also: [" B ", the B], url: "https://example.edu/b"}'),
    });
    expect(catalog.site.places).toEqual([
      { id: 'a', name: 'Hall A', also: [], address: null, url: null },
      { id: 'b', name: 'Hall B', also: ['B', 'the B'], address: null, url: 'https://example.edu/b' },
    ]);
  });

  test('are one whatever the case, spaces and punctuation, in any script', () => {
    for (const where of ['STRASSE 1', '"straße – 1"', 'ｓｔｒａｓｓｅ１'])
      expect(venues(where, 's: {name: Strasse 1, also: Straße 1}'), where).toMatchObject([{ place: { id: 's' } }]);
  });

  test('of punctuation alone match nobody', () => {
    expect(readMarked(SITE_PATH, `${site('a: "--", b: "!!"')}«»`).problems).toEqual([]);
    expect(
      codesOf('sections: {L01: {kind: lab, meets: TBA, where: "??"}}\n', { [SITE_PATH]: site('a: "--"') }),
    ).toEqual(['unknown-place']);
  });

  test('of nothing are none', () => {
    expect(venues('" "')).toEqual([]);
    expect(venues('[" ", Hall]')).toEqual([{ type: 'text', text: 'Hall' }]);
  });

  test('online may have a link after any spaces, of http too', () => {
    const url = 'http://meet.example.edu/j/1';
    expect(venues(`"Online:    ${url}"`)).toEqual([{ type: 'online', url }]);
    expect(venues(`" ${url} "`)).toEqual([{ type: 'online', url }]);
  });

  test('have at most 200 characters', () => {
    expect(venues('x'.repeat(200))).toEqual([{ type: 'text', text: 'x'.repeat(200) }]);
    expect(codesOf(`sections: {L01: {kind: lab, meets: TBA, where: ${'x'.repeat(201)}}}\n`)).toEqual(['too-large']);
  });

  test.each([
    ['a place', '«[Hall]»', '{kind: lab, meets: TBA}'],
    ['a room', 'Hall', '{kind: lab, meets: TBA, where: [Hall, «[Hall]»]}'],
  ])('are told to be texts: %s', (_, place, section) => {
    const inSite = place.startsWith('«');
    const course = `sections: {L01: ${section}}\n`;
    const { problems, at } = inSite
      ? readMarked(SITE_PATH, site(`a: ${place}`), { [COURSE_PATH]: COURSE_HEAD + course })
      : readMarkedCourse(course);
    expect(problems.map((problem) => [problem.code, problem.at])).toEqual([['wrong-shape', at]]);
  });
});

describe('people', () => {
  const STAFF = 'staff: {dr: "Lloyd, Wyatt", song: Zhenyu Song}\n';
  const names = (text: string): readonly string[] | undefined =>
    readGoodCourse(
      `${STAFF}sections: {L01: {kind: lab, meets: Mon 10am-11am, staff: ${text}}}\n`,
    ).sections[0]?.patterns[0]?.staff.map(({ name }) => name);

  test.each([
    ['" Lloyd,  Wyatt "', ['Lloyd, Wyatt']],
    ['" lloyd, wyatt"', ['Lloyd, Wyatt']],
    ['"song,"', ['Zhenyu Song']],
    ['" , song ,; dr, "', ['Zhenyu Song', 'Lloyd, Wyatt']],
    ['"Guest   Speaker"', ['Guest Speaker']],
    ['[" ", song]', ['Zhenyu Song']],
    [`"A ${'b'.repeat(118)}"`, [`A ${'b'.repeat(118)}`]],
  ])('%s are known by id or name', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test.each([
    ['who is long of name', `«A ${'b'.repeat(119)}»`, 'unknown-person'],
    ['after a comma and spaces', 'song,   «zzzzzzz» , dr', 'unknown-person'],
    ['who is a list', '\n      - «[song]»', 'wrong-shape'],
  ])('%s: the one who is wrong is marked', (_, text, code) => {
    const { problems, at } = readMarkedCourse(
      `${STAFF}sections:\n  L01:\n    kind: lab\n    meets: TBA\n    staff: ${text}\n`,
    );
    expect(problems.map((problem) => [problem.code, problem.at])).toEqual([[code, at]]);
  });

  test('of the course are told to be texts or mappings', () => {
    const { problems, at } = readMarkedCourse('staff: {a: «[x]»}\nsections: {L01: {kind: lab, meets: TBA}}\n');
    expect(problems.map((problem) => [problem.code, problem.at])).toEqual([['wrong-shape', at]]);
  });
});
