import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEnvironment } from '../../src/cli/environment-file.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-settings-'));
  file = path.join(folder, 'belltower.env');
  await writeFile(
    file,
    '# where\nBELLTOWER_STATE=/var/lib/belltower\nPUBLIC_URL="https://calendar.example.edu"\nPORT=4181\n',
  );
});
afterAll(() => rm(folder, { recursive: true }));

const SETTINGS = { BELLTOWER_STATE: '/var/lib/belltower', PUBLIC_URL: 'https://calendar.example.edu', PORT: '4181' };

test('the settings file applies where the environment has no value', () => {
  expect(readEnvironment({}, file)).toEqual(SETTINGS);
  expect(readEnvironment({ PORT: '80' }, file)).toEqual({ ...SETTINGS, PORT: '80' });
});

test('another file can be named, or none', () => {
  const named = { BELLTOWER_ENV: file };
  expect(readEnvironment(named, '/elsewhere')).toEqual({ ...SETTINGS, ...named });
  expect(readEnvironment({ BELLTOWER_ENV: '' }, file)).toEqual({ BELLTOWER_ENV: '' });
});

test('an installed file may be missing, a named one may not', () => {
  const missing = path.join(folder, 'missing.env');
  expect(readEnvironment({}, missing)).toEqual({});
  expect(() => readEnvironment({ BELLTOWER_ENV: missing })).toThrow(/cannot read the settings.*missing\.env/);
});

test.skipIf(process.getuid?.() === 0)(
  'a file that this user may not read is no reason to go on without it',
  async () => {
    const secret = path.join(folder, 'secret.env');
    await writeFile(secret, 'PORT=1\n', { mode: 0o000 });
    expect(() => readEnvironment({}, secret)).toThrow(/may not read the settings.*sudo -u belltower/);
  },
);
