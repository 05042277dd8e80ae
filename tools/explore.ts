/**
 * `npm run explore -- MINUTES`: repeats the property tests with fresh random values until the time
 * is over. Prints how to repeat a failure, and then exits with 1.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Failure, listFailures, repeatCommand, type VitestReport } from './explore/failures.ts';
import { programEnvironment, scriptOf } from './program.ts';

const root = path.dirname(import.meta.dirname);
const [minutesText = '10', ...filters] = process.argv.slice(2);
const minutes = Number(minutesText);
if (!(minutes > 0)) {
  console.error('usage: npm run explore -- MINUTES [TESTS …]');
  process.exit(2);
}

const files = globSync('tests/**/*.test.ts', { cwd: root })
  .filter((file) => /\bfc\.assert\(/.test(readFileSync(path.join(root, file), 'utf8')))
  .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
  .sort();
if (files.length === 0) {
  console.error('no property test matches');
  process.exit(2);
}

function runOnce(seed: number): { readonly passed: number; readonly failures: readonly Failure[] } {
  const folder = mkdtempSync(path.join(tmpdir(), 'belltower-explore-'));
  const report = path.join(folder, 'report.json');
  try {
    const done = spawnSync(
      process.execPath,
      [scriptOf('vitest'), 'run', ...files, '--reporter=json', `--outputFile=${report}`],
      {
        cwd: root,
        env: programEnvironment({ SEED: String(seed) }),
        encoding: 'utf8',
      },
    );
    const text = readReport(report);
    if (text === null) throw new Error(`vitest ended with ${done.status} and no report:\n${done.stdout}${done.stderr}`);
    const read: VitestReport = JSON.parse(text);
    return { passed: read.numPassedTests, failures: listFailures(read, root) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

console.log(`${files.length} files of property tests, for ${minutes} minutes`);
const until = performance.now() + minutes * 60_000;
let rounds = 0;
const failures: { readonly seed: number; readonly failure: Failure }[] = [];
while (performance.now() < until) {
  const seed = randomInt(2 ** 31);
  const started = performance.now();
  const round = runOnce(seed);
  rounds += 1;
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`SEED=${seed}: ${round.passed} passed, ${round.failures.length} failed (${seconds} s)`);
  for (const failure of round.failures) {
    failures.push({ seed, failure });
    console.log(`\n${failure.file}: ${failure.test}\n${failure.message}\n\nAgain: ${repeatCommand(seed, failure)}\n`);
  }
}
console.log(`${rounds} rounds, ${failures.length} failures`);
for (const { seed, failure } of failures) console.log(`  ${repeatCommand(seed, failure)}`);
process.exitCode = failures.length === 0 ? 0 : 1;
