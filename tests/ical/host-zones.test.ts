import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('../fixtures/print-feeds.ts', import.meta.url));

/** Also a smoke test that ics and ical.js load outside the test runner. */
it('prints and reads the same bytes whatever the host’s zone', () => {
  const digests = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'].map((zone) =>
    execFileSync(process.execPath, [script], { env: { ...process.env, TZ: zone }, encoding: 'utf8' }),
  );
  expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(digests).size).toBe(1);
});
