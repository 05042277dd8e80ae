import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    setupFiles: ['tests/property-seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    coverage: {
      include: ['src/domain/**', 'src/catalog/**', 'src/schedule/**', 'src/ical/**', 'src/publication/**'],
      reporter: ['text-summary', 'text'],
      thresholds: { lines: 95, branches: 95 },
    },
  },
});
