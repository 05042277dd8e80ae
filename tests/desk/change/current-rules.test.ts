/** The rules that a change is read with. */
import { afterAll, expect, test } from 'vitest';
import { createRulesSource } from '../../../src/desk/change/current-rules.ts';
import { publish } from '../../../src/publish/publisher.ts';
import { readRules } from '../../../src/publish/rules.ts';
import { openTexts } from '../../../src/publish/rules-files.ts';
import { createSqlitePlaces } from '../../store/places.ts';

const places = createSqlitePlaces({ isTemporary: true });
afterAll(() => places.closeAll().then(() => places.remove()));

const course = (code: string): string =>
  `code: ${code}\ntitle: T\nsections:\n  A: {kind: lecture, meets: Mon 10am-10:50am, where: hall}\n`;
const textsOf = (room: string): Record<string, string> => ({
  'site.yaml': `uidDomain: example.edu\nplaces:\n  hall: {name: ${room}}\n`,
  'terms/spring.yaml':
    'title: Spring\nzone: America/New_York\nclasses: 2027-01-25 to 2027-04-30\npublished: 2027-01-10\n',
  'courses/spring/cs1.yaml': course('CS 1'),
  'courses/spring/cs2.yaml': course('CS 2'),
});

test('courses that are read one after another share what is read of the site and the term, until these change', async () => {
  const store = await places.open(await places.create());
  let texts = textsOf('Hall 1');
  const rulesOf = () => readRules(Object.entries(texts).map(([path, text]) => ({ path, text })));
  const clock = () => Date.parse('2027-02-01T12:00:00Z');
  await publish(store, clock, rulesOf());
  const source = createRulesSource(store, () => openTexts(texts));
  const one = (await source('spring/cs1'))?.catalog;
  const other = (await source('spring/cs2'))?.catalog;
  expect([[...(one?.courses.keys() ?? [])], [...(other?.courses.keys() ?? [])]]).toEqual([
    ['spring/cs1'],
    ['spring/cs2'],
  ]);
  expect(other?.terms.get('spring')).toBe(one?.terms.get('spring'));
  texts = textsOf('Hall 2');
  await publish(store, clock, rulesOf());
  const later = (await source('spring/cs2'))?.catalog;
  expect(later?.site.places.map(({ name }) => name)).toEqual(['Hall 2']);
  expect(later?.terms.get('spring')).not.toBe(one?.terms.get('spring'));
});
