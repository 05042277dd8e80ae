/** Failed property tests in vitest's JSON report, and the command that repeats one. */
import path from 'node:path';

export interface VitestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly title: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

export interface Failure {
  /** Relative to the checkout. */
  readonly file: string;
  /** Null if the file could not be run. */
  readonly test: string | null;
  readonly message: string;
  /** Where fast-check found its counterexample; null for failures of another kind. */
  readonly path: string | null;
}

export function listFailures({ testResults }: VitestReport, root: string): Failure[] {
  return testResults.flatMap((result): Failure[] => {
    const file = path.relative(root, result.name);
    const failed = result.assertionResults.filter(({ status }) => status === 'failed');
    if (failed.length === 0 && result.status === 'failed') {
      return [{ file, test: null, message: result.message, path: null }];
    }
    return failed.map(({ fullName, failureMessages }) => {
      const message = (failureMessages ?? []).join('\n');
      return { file, test: fullName, message, path: /\bpath: "([\d:]+)"/.exec(message)?.[1] ?? null };
    });
  });
}

export function repeatCommand(seed: number, failure: Failure): string {
  const settings = [`SEED=${seed}`, ...(failure.path === null ? [] : [`SEED_PATH=${failure.path}`])].join(' ');
  const only = failure.test === null ? '' : ` -t ${quote(`^${escapePattern(failure.test)}$`)}`;
  return `${settings} npm test -- ${failure.file}${only}`;
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** For a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
