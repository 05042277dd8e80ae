import { beforeEach, expect, it } from 'vitest';
import { type Conditions, createConditions } from '../../src/publish/conditions.ts';

const lines: string[] = [];
const log = {
  info: (_: object, line: string) => void lines.push(`info ${line}`),
  warn: (_: object, line: string) => void lines.push(`warn ${line}`),
  error: (_: object, line: string) => void lines.push(`error ${line}`),
};
let now = 1000;
let conditions: Conditions;
beforeEach(() => {
  lines.length = 0;
  now = 1000;
  conditions = createConditions(log, () => now);
});

it('logs a condition once when it begins, when its message changes, and when it ends', () => {
  conditions.raise('store-unwritable', 'store', 'the disk is full', 'make room');
  conditions.raise('store-unwritable', 'store', 'the disk is full', 'make room');
  conditions.raise('store-unwritable', 'store', 'the disk is read-only');
  conditions.clear('store-unwritable', 'store');
  conditions.clear('store-unwritable', 'store');
  expect(lines).toEqual([
    'error store-unwritable: store: the disk is full (make room)',
    'error store-unwritable: store: the disk is read-only',
    'info ended: store-unwritable: store',
  ]);
  expect(conditions.list()).toEqual([]);
});

it('keeps the time at which a condition began while its message changes', () => {
  conditions.raise('edit-held', 'fall-2018/cos418', 'P03 goes');
  now = 5000;
  conditions.raise('edit-held', 'fall-2018/cos418', 'P03 and P04 go');
  expect(conditions.list()).toEqual([
    { code: 'edit-held', subject: 'fall-2018/cos418', message: 'P03 and P04 go', since: 1000 },
  ]);
});

it('replaces all conditions of one code and leaves the others', () => {
  conditions.raise('publication-failing', 'rules', 'no');
  conditions.replace(
    'course-broken',
    new Map([
      ['a/b', { message: 'x' }],
      ['a/c', { message: 'x' }],
    ]),
  );
  now = 2000;
  conditions.replace(
    'course-broken',
    new Map([
      ['a/c', { message: 'x' }],
      ['a/d', { message: 'x' }],
    ]),
  );
  expect(conditions.list().map(({ code, subject, since }) => [code, subject, since])).toEqual([
    ['publication-failing', 'rules', 1000],
    ['course-broken', 'a/c', 1000],
    ['course-broken', 'a/d', 2000],
  ]);
});

it('logs at most twenty of two thousand that begin together', () => {
  const many = new Map(Array.from({ length: 2000 }, (_, n) => [`t/c${n}`, { message: 'x' }]));
  conditions.replace('course-broken', many);
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toContain('1980 more');
  expect(conditions.list()).toHaveLength(2000);
});
