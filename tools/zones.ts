/**
 * Runs the tests (but the browser's) under four host zones: nothing may lean on the zone of the machine.
 * With arguments, only the tests that match them.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ZONES = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const FOLDERS = [
  'domain',
  'catalog',
  'schedule',
  'ical',
  'publication',
  'properties',
  'service',
  'store',
  'http',
  'cli',
];

const root = path.dirname(import.meta.dirname);
const vitest = path.join(root, 'node_modules', '.bin', 'vitest');
const given = process.argv.slice(2);
const filters = given.length > 0 ? given : [...FOLDERS, 'import', 'scenario'].map((folder) => `tests/${folder}/`);
const failed = ZONES.filter((zone) => {
  console.log(`TZ=${zone}`);
  const bin = path.dirname(vitest);
  const env = { ...process.env, TZ: zone, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
  const done = spawnSync(vitest, ['run', ...filters, '--reporter=dot'], { cwd: root, env, stdio: 'inherit' });
  return done.status !== 0;
});
console.log(failed.length === 0 ? `the same in ${ZONES.join(', ')}` : `failed in ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
