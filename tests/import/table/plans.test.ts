/** Small tables, each with all that its import would do. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tellPlans } from './told-plans.ts';

/** Blocks of "=== name", the tables, "---8<---" and the plan. */
const PLANS = readFileSync(new URL('../../fixtures/tables/plans.txt', import.meta.url), 'utf8')
  .split(/^=== /m)
  .slice(1)
  .map((block) => {
    const [head = '', told = ''] = block.split('\n---8<---\n');
    const [name = '', ...tables] = head.split('\n');
    return [name, tables.join('\n'), told.trimEnd().split('\n')] as const;
  });

test.each(PLANS)('%s', (_name, tables, told) => {
  expect(tellPlans(tables)).toEqual(told);
});
