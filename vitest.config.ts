import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files and folders that take long, the longest first: one that began last would keep one worker busy alone. */
const LONG = [
  'tests/browser/desk.test.ts',
  'tests/browser/student.test.ts',
  'tests/crash/',
  'tests/browser/',
  'tests/package/package.test.ts',
  'tests/faults/',
  'tests/cli/github-action.test.ts',
  'tests/cli/build',
  'tests/fuzz/',
  'tests/store/',
  'tests/scenario/',
];

/** Long files first, then as Vitest sorts: by its last run here, otherwise by size. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = LONG.findIndex((part) => moduleId.includes(part));
      return found < 0 ? LONG.length : found;
    };
    return (await super.sort(files)).toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Workers keep loaded modules: 64 short files take 13 s instead of 62 s, as evaluating modules was most of it.
    isolate: false,
    maxWorkers: availableParallelism(),
    globalSetup: ['tests/store/shared-postgres.ts'],
    setupFiles: ['tests/property-seed.ts'],
    sequence: { sequencer: LongFirst },
    // Generous: a busy machine takes ten times as long, and no test passes or fails by how fast it is.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    coverage: {
      include: ['src/{domain,catalog,schedule,ical,publication}/**', 'src/import/**'],
      reporter: ['text-summary', 'text'],
      thresholds: {
        'src/{domain,catalog,schedule,ical,publication}/**': { lines: 95, branches: 95 },
        'src/import/**': { lines: 95, branches: 86 },
      },
    },
  },
});
