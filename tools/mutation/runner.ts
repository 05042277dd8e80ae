/**
 * A test runner for Stryker that runs the tests of pure code in its own process: for each mutant only the tests that reach
 * it, up to the first that fails. Files are loaded once, and again only for mutants of code that runs while they are loaded.
 * The project's tests of pure code need only `test`, `describe`, their `each`, and `expect` (collect.ts).
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
  private loads = 0;

  constructor(options: Options) {
    this.options = options;
  }

  capabilities(): Outcome {
    return { reloadEnvironment: true };
  }

  async dryRun(): Promise<Outcome> {
    const tests: Outcome[] = [];
    for (const test of await this.loadOnce()) {
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
    const all = run.mutantActivation === 'static' ? await this.loadMutated(run) : await this.loadOnce();
    const wanted = run.testFilter && new Set(run.testFilter);
    const tests = wanted ? all.filter(({ id }) => wanted.has(id)) : all;
    Object.assign(stryker, { activeMutant: run.activeMutant.id, hitCount: 0, hitLimit: run.hitLimit });
    const outcome = await runUntilFailure(tests);
    const { hitCount = 0, hitLimit } = stryker;
    Object.assign(stryker, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
    return hitLimit !== undefined && hitCount > hitLimit ? { status: 'timeout', reason: 'too many hits' } : outcome;
  }

  private async loadOnce(): Promise<readonly CollectedTest[]> {
    this.tests ??= await this.load();
    return this.tests;
  }

  private async loadMutated(run: MutantRun): Promise<readonly CollectedTest[]> {
    stryker.activeMutant = run.activeMutant.id;
    return this.load();
  }

  /** Loads the tests and the project's own modules anew; packages stay. */
  private async load(): Promise<readonly CollectedTest[]> {
    if (this.loads++ === 0) this.hook();
    const { collect } = await import('./collect.ts');
    await import(pathToFileURL(resolve('tests/property-seed.ts')).href);
    const { rooms, longTests } = this.options;
    const files = globSync(
      rooms.map((room) => `tests/${room}/**/*.test.ts`),
      { exclude: longTests },
    ).sort();
    return collect(files, (file) => import(pathToFileURL(resolve(file)).href));
  }

  private hook(): void {
    enableCompileCache();
    const own = pathToFileURL(`${process.cwd()}/`).href;
    registerHooks({
      resolve: (specifier, context, next) => {
        if (specifier === 'vitest' && context.parentURL !== COLLECT) return { url: COLLECT, shortCircuit: true };
        const found = next(specifier, context);
        const isOwn = found.url.startsWith(own) && !found.url.includes('/node_modules/');
        return isOwn ? { ...found, url: `${found.url}?load=${this.loads}` } : found;
      },
    });
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
