import { defineConfig } from 'vitest/config';

/** The tests that judge the core and the readers of pages and tables alone: what mutation testing runs for each mutant. */
export default defineConfig({
  test: {
    include: ['tests/{domain,catalog,schedule,ical,import}/**/*.test.ts'],
    setupFiles: ['tests/property-seed.ts'],
    testTimeout: 20_000,
  },
});
