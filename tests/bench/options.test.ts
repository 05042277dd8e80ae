import { expect, test } from 'vitest';
import { SECTIONS } from '../../tools/bench/figure.ts';
import { readOptions, UsageError } from '../../tools/bench/options.ts';

const TODAY = '2018-09-05';

test('without options everything is measured and the page is written', () => {
  expect(readOptions([], TODAY)).toMatchObject({
    sections: SECTIONS,
    quick: false,
    date: TODAY,
    out: 'docs',
    database: null,
  });
});

test('a partial or quick run overwrites the page only on request', () => {
  expect(readOptions(['--only', 'feed,loop'], TODAY)).toMatchObject({ sections: ['feed', 'loop'], out: null });
  expect(readOptions(['--quick'], TODAY).out).toBeNull();
  expect(readOptions(['--quick', '--out', 'here'], TODAY).out).toBe('here');
  expect(readOptions(['--database', 'postgresql://here/db'], TODAY).database).toBe('postgresql://here/db');
});

test('peers can be excluded, and other options set', () => {
  const options = readOptions(['--without', 'nginx,radicale', '--rounds', '3', '--seconds', '4', '--date', 'D'], TODAY);
  expect(options).toMatchObject({ without: new Set(['nginx', 'radicale']), rounds: 3, seconds: 4, date: 'D' });
});

test.each([
  ['--only', 'feeds'],
  ['--without', 'express'],
  ['--rounds', '0'],
  ['--rounds', 'many'],
  ['--unknown', '1'],
])('%s %s is refused', (...args) => {
  expect(() => readOptions(args, TODAY)).toThrow(UsageError);
});
