import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    // Workers keep loaded modules: 64 short files take 13 s instead of 62 s, as evaluating modules was most of it.
    isolate: false,
    maxWorkers: availableParallelism(),
    setupFiles: ['tests/property-seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
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
