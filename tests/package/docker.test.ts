/** The container's image is built from the files that .dockerignore lets through: no test has Docker. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');

/** What the Dockerfile copies from the checkout. */
const copied = read('Dockerfile')
  .split('\n')
  .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
  .flatMap((line) => line.split(' ').slice(1, -1));

test('lets through all that the Dockerfile copies, and nothing else', () => {
  const [all, ...allowed] = read('.dockerignore').trim().split('\n');
  expect(all).toBe('*');
  expect(allowed.toSorted()).toEqual([...new Set(copied)].map((name) => `!${name}`).sort());
});

test('copies the modules that the build consists of', () => {
  const modules = new Set(['tools/build.ts']);
  for (const name of modules) {
    for (const [, imported] of read(name).matchAll(/from '(\.\/[^']+)'/g)) {
      modules.add(path.posix.join(path.posix.dirname(name), imported ?? ''));
    }
  }
  expect(modules.size).toBeGreaterThan(1);
  expect(copied).toEqual(expect.arrayContaining([...modules]));
});
