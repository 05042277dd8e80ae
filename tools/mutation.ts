/**
 * Mutation testing: `npm run mutation -- [--sample LINES] [--seed N] [--static] [ROOM…]`.
 *
 * Rooms are folders of src and tests; without any, all that holds pure code. A sample mutates that many random lines
 * of their code (about two mutants a line); another seed takes other lines. With --static, also code that runs while files are
 * loaded (tables and patterns): each of its mutants takes seconds, as all tests are loaded anew.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import type { Options } from './mutation/runner.ts';

const { values, positionals } = parseArgs({
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    static: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const rooms = positionals.length > 0 ? positionals : ['domain', 'catalog', 'schedule', 'ical', 'import'];
const files = globSync(rooms.map((room) => `src/${room}/**/*.ts`)).sort();
const mutate = values.sample === undefined ? files : sampleLines(Number(values.sample), values.seed);

await new Stryker({
  mutate,
  plugins: [new URL('mutation/runner.ts', import.meta.url).href],
  testRunner: 'in-process',
  coverageAnalysis: 'perTest',
  ignoreStatic: !values.static,
  concurrency: 2,
  // On a busy machine a run may take long; endless loops are found by counting.
  timeoutMS: 30_000,
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  tempDirName: '.stryker-tmp',
  warnings: false,
  ...({ rooms, longTests: ['**/fuzz.test.ts', '**/own-feeds.test.ts'] } satisfies Options),
}).runMutationTest();

/** Random lines of code, as `file:line-line`. */
function sampleLines(count: number, seed: string): string[] {
  const rank = (line: string): string => createHash('sha256').update(`${seed} ${line}`).digest('hex');
  return files
    .flatMap((file) => {
      const lines = readFileSync(file, 'utf8').split('\n');
      return lines.flatMap((text, i) => (isCode(text) ? [`${file}:${i + 1}-${i + 1}`] : []));
    })
    .map((line) => ({ line, rank: rank(line) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count)
    .map(({ line }) => line);
}

/** Neither blank, a comment, an import nor a closing bracket alone. */
function isCode(text: string): boolean {
  return !/^\s*(?:$|\/\/|\/?\*|import\b|[)\]};,]+$)/.test(text);
}
