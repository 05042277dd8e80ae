import { describe, expect, it } from 'vitest';
import { listFailures, repeatCommand, type VitestReport } from '../../tools/explore/failures.ts';

const MESSAGE = `Error: Property failed after 7 tests
{ seed: 1206049689, path: "6:0:1", endOnFailure: true }
Counterexample: [[]]`;

const report = (
  assertionResults: VitestReport['testResults'][number]['assertionResults'],
  message = '',
): VitestReport => ({
  numPassedTests: 3,
  testResults: [{ name: '/checkout/tests/a.test.ts', status: 'failed', message, assertionResults }],
});

describe('a failed property', () => {
  const fullName = 'clocks can’t (be) read: “a b”, it’s so';
  const passed = { status: 'passed', title: 'x', fullName: 'x', failureMessages: [] };
  const failed = { status: 'failed', title: 'y', fullName, failureMessages: [MESSAGE] };

  it('is told with the place of its counterexample, and a command that leads there', () => {
    const [failure, ...others] = listFailures(report([passed, failed]), '/checkout');
    expect(others).toEqual([]);
    expect(failure).toEqual({ file: 'tests/a.test.ts', test: fullName, message: MESSAGE, path: '6:0:1' });
    expect(failure && repeatCommand(1206049689, failure)).toBe(
      "SEED=1206049689 SEED_PATH=6:0:1 npm test -- tests/a.test.ts -t '^clocks can’t \\(be\\) read: “a b”, it’s so$'",
    );
  });

  it('of another kind is repeated by its seed', () => {
    const [failure] = listFailures(report([{ ...failed, failureMessages: ['Error: a hook failed'] }]), '/checkout');
    expect(failure && repeatCommand(5, { ...failure, test: "it's" })).toBe(
      "SEED=5 npm test -- tests/a.test.ts -t '^it'\\''s$'",
    );
  });

  it('may be a whole file that cannot be run', () => {
    expect(listFailures(report([], 'SyntaxError'), '/checkout')).toEqual([
      { file: 'tests/a.test.ts', test: null, message: 'SyntaxError', path: null },
    ]);
  });
});
