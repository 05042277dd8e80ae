/** The order in which the desk offers courses and terms. */
import { expect, test } from 'vitest';
import { visibleCourses, visibleTerms } from '../../../src/desk/access/subject.ts';
import type { DeskContext, Visitor } from '../../../src/desk/desk-context.ts';

const STARTS: Readonly<Record<string, string>> = {
  'fall-2018': '2018-09-12',
  'fall-2026': '2026-09-02',
  'spring-2027': '2027-02-01',
};
const KEYS = ['fall-2018/cos418', 'fall-2026/cs101', 'fall-2026/chem100', 'spring-2027/art1'];
const courses = {
  terms: () => Object.keys(STARTS),
  inTerm: (term: string) => ({
    keys: () => KEYS.filter((key) => key.startsWith(`${term}/`)),
    facts: () => ({ span: { from: STARTS[term] } }),
  }),
};
const desk = { courses } as unknown as DeskContext;

test('the newest term comes first, and within a term the order of ids', () => {
  const owner = { grants: [{ role: 'owner', scope: '*' }] } as unknown as Visitor;
  expect([...visibleCourses(desk, owner)]).toEqual([
    'spring-2027/art1',
    'fall-2026/chem100',
    'fall-2026/cs101',
    'fall-2018/cos418',
  ]);
  expect(visibleTerms(desk, owner)).toEqual(['spring-2027', 'fall-2026', 'fall-2018']);
});

test('only what the visitor may see', () => {
  const editor = { grants: [{ role: 'editor', scope: 'fall-2026/cs101' }] } as unknown as Visitor;
  expect([...visibleCourses(desk, editor)]).toEqual(['fall-2026/cs101']);
  expect(visibleTerms(desk, editor)).toEqual([]);
});
