/** Small tables, each with all that its import would do. */
import { expect, test } from 'vitest';
import { readCases } from '../cases.ts';
import { tellPlans } from './told-plans.ts';

test.each(readCases('tables/plans.txt'))('%s', (_name, tables, told) => {
  expect(tellPlans(tables)).toEqual(told);
});
