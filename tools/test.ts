/**
 * `npm test`: types, lint, boundaries and unused code, two at a time, then every test; each step with its time.
 * With arguments, only the tests that match them: `npm test -- schedule`.
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { programEnvironment, scriptOf } from './program.ts';

const root = path.dirname(import.meta.dirname);
const filters = process.argv.slice(2);
const report = path.join(tmpdir(), `belltower-tests-${process.pid}.json`);

interface Step {
  readonly name: string;
  /** A program's script. */
  readonly script: string;
  readonly args: readonly string[];
}

const TSC = scriptOf('typescript', 'tsc');

const CHECKS: readonly Step[] = [
  { name: 'types', script: TSC, args: ['-p', '.'] },
  { name: 'types of the browser', script: TSC, args: ['-p', 'src/web/browser'] },
  { name: 'lint', script: scriptOf('@biomejs/biome', 'biome'), args: ['ci', '--colors=off', '.'] },
  {
    name: 'boundaries',
    script: scriptOf('dependency-cruiser', 'depcruise'),
    args: ['src', 'tests', '--output-type', 'err'],
  },
  { name: 'unused code', script: scriptOf('knip'), args: [] },
];

const TESTS: Step = {
  name: 'tests',
  script: scriptOf('vitest'),
  args: ['run', ...filters, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
};

/** @param output 'inherit' shows what the step writes at once, 'pipe' when it ends, so that steps do not mix */
function run(step: Step, output: 'inherit' | 'pipe'): Promise<boolean> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [step.script, ...step.args], {
      cwd: root,
      stdio: ['ignore', output, output],
      env: programEnvironment(),
    });
    const written: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => written.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => written.push(chunk));
    child.on('error', (error) => {
      console.error(`${step.name}: ${error.message}`);
      resolve(false);
    });
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stdout.write(Buffer.concat(written));
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${step.name} (${seconds} s)`);
      resolve(code === 0);
    });
  });
}

async function runAll(steps: readonly Step[]): Promise<string[]> {
  const failed: string[] = [];
  const waiting = steps.values();
  const work = async (): Promise<void> => {
    for (const step of waiting) if (!(await run(step, 'pipe'))) failed.push(step.name);
  };
  await Promise.all([work(), work()]);
  return failed;
}

function countTests(): { passed: number; failed: number } {
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    rmSync(report);
    return { passed: counts.numPassedTests, failed: counts.numFailedTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

const failed = filters.length > 0 ? [] : await runAll(CHECKS);
if (!(await run(TESTS, 'inherit'))) failed.push(TESTS.name);
const counts = countTests();
// The report decides too: a package that calls process.exit() within Vitest would hide failures.
if (counts.failed > 0 && !failed.includes(TESTS.name)) failed.push(TESTS.name);
if (failed.length > 0) console.log(`failed: ${failed.join(', ')}`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = failed.length > 0 || counts.passed === 0 ? 1 : 0;
