/**
 * A test runner for Stryker that runs the tests of pure code in its own process: files are loaded once, and each mutant
 * runs only the tests that reach it, up to the first that fails. The project's tests of pure code need only `test`,
 * `describe`, their `each`, and `expect` (collect.ts).
 */
import { globSync } from 'node:fs';
import { enableCompileCache, registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import type { CollectedTest } from './collect.ts';

/** What instrumented code reads and writes, as in `@stryker-mutator/api`. */
interface Instrumented {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  mutantCoverage?: object;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
}

interface MutantRun {
  readonly testFilter?: readonly string[];
  readonly hitLimit?: number;
  readonly activeMutant: { readonly id: string };
  readonly mutantActivation: 'runtime' | 'static';
}

export interface Options {
  readonly rooms: readonly string[];
  /** Patterns of files that take too long to be run for each mutant: random inputs and whole servers. */
  readonly longTests: readonly string[];
}

type Outcome = Readonly<Record<string, unknown>>;

const COLLECT = new URL('collect.ts', import.meta.url).href;
const PASSED = 0;
const FAILED = 1;

const stryker: Instrumented = {};
Object.assign(globalThis, { __stryker__: stryker });

class InProcessRunner {
  static readonly inject = ['options'] as const;
  private readonly options: Options;
  private tests: readonly CollectedTest[] | null = null;

  constructor(options: Options) {
    this.options = options;
  }

  /** Mutants of code that runs while files are loaded get a process of their own. */
  capabilities(): Outcome {
    return { reloadEnvironment: false };
  }

  async dryRun(): Promise<Outcome> {
    const tests: Outcome[] = [];
    for (const test of await this.load()) {
      stryker.currentTestId = test.id;
      const begun = performance.now();
      const failureMessage = await failureOf(test);
      const timeSpentMs = performance.now() - begun;
      const status = failureMessage === null ? PASSED : FAILED;
      tests.push({ id: test.id, name: test.id, timeSpentMs, status, failureMessage });
    }
    stryker.currentTestId = undefined;
    return { status: 'complete', tests, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun(run: MutantRun): Promise<Outcome> {
    if (run.mutantActivation === 'static') stryker.activeMutant = run.activeMutant.id;
    const all = await this.load();
    const wanted = run.testFilter && new Set(run.testFilter);
    const tests = wanted ? all.filter(({ id }) => wanted.has(id)) : all;
    Object.assign(stryker, { activeMutant: run.activeMutant.id, hitCount: 0, hitLimit: run.hitLimit });
    const outcome = await runUntilFailure(tests);
    const { hitCount = 0, hitLimit } = stryker;
    Object.assign(stryker, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    return hitLimit !== undefined && hitCount > hitLimit ? { status: 'timeout', reason: 'too many hits' } : outcome;
  }

  private async load(): Promise<readonly CollectedTest[]> {
    if (this.tests) return this.tests;
    enableCompileCache();
    registerHooks({
      resolve: (specifier, context, next) =>
        specifier === 'vitest' && context.parentURL !== COLLECT
          ? { url: COLLECT, shortCircuit: true }
          : next(specifier, context),
    });
    const { collect, collected } = await import('./collect.ts');
    await import(pathToFileURL(resolve('tests/property-seed.ts')).href);
    const { rooms, longTests } = this.options;
    const files = globSync(
      rooms.map((room) => `tests/${room}/**/*.test.ts`),
      { exclude: longTests },
    ).sort();
    for (const file of files) await collect(file, () => import(pathToFileURL(resolve(file)).href));
    this.tests = collected;
    return collected;
  }
}

async function runUntilFailure(tests: readonly CollectedTest[]): Promise<Outcome> {
  for (const [i, test] of tests.entries()) {
    const failureMessage = await failureOf(test);
    if (failureMessage !== null) return { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests: i + 1 };
  }
  return { status: 'survived', nrOfTests: tests.length };
}

async function failureOf(test: CollectedTest): Promise<string | null> {
  try {
    await test.run();
    return null;
  } catch (error) {
    return String(error);
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', injectableClass: InProcessRunner }];
