/**
 * Runs the tests (except the browser's) under four host time zones: nothing may depend on them.
 * With arguments, only the tests that match them.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { programEnvironment, scriptOf } from './program.ts';

const ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];

const root = path.dirname(import.meta.dirname);
const given = process.argv.slice(2);
const folders = readdirSync(path.join(root, 'tests'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'browser')
  .map(({ name }) => `tests/${name}/`);
const filters = given.length > 0 ? given : folders;
const failed = ZONES.filter((zone) => {
  console.log(`TZ=${zone}`);
  const done = spawnSync(process.execPath, [scriptOf('vitest'), 'run', ...filters, '--reporter=dot'], {
    cwd: root,
    env: programEnvironment({ TZ: zone }),
    stdio: 'inherit',
  });
  return done.status !== 0;
});
console.log(failed.length === 0 ? `the same in ${ZONES.join(', ')}` : `failed in ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
