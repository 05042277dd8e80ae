import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLastPublication } from '../../src/feeds/last-publication.ts';

let folder: string;
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'belltower-last-')), 'publications');
});
afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

const files = async () => (await readdir(folder)).filter((name) => !name.endsWith('index.json')).sort();

it('gives back what was kept, to another process too', async () => {
  const last = openLastPublication(folder);
  expect(await last.read()).toEqual([]);
  await last.keep([
    ['t/a', '"one"'],
    ['t/b', '"two"'],
  ]);
  expect(await openLastPublication(folder).read()).toEqual([
    ['t/a', '"one"', 0],
    ['t/b', '"two"', 0],
  ]);
});

it('writes only what changed, and deletes files of which little is used', async () => {
  const last = openLastPublication(folder);
  const letters = [...'abcdefgh'];
  await last.keep(letters.map((letter) => [`t/${letter}`, `"one ${letter}"`, 1] as const));
  const before = await files();
  expect(before).toHaveLength(1);
  // Simulates a restart: another process starts from the existing files.
  const next = openLastPublication(folder);
  await next.keep([
    ['t/a', '"one a"', 2],
    ['t/b', Buffer.from('"two ä"'), 2],
    ['t/c', null],
  ]);
  expect(await next.read()).toEqual([
    ...['a', 'd', 'e', 'f', 'g', 'h'].map((letter) => [`t/${letter}`, `"one ${letter}"`, letter === 'a' ? 2 : 1]),
    ['t/b', '"two ä"', 2],
  ]);
  const after = await files();
  expect(after).toEqual(expect.arrayContaining(before));
  expect(after).toHaveLength(2);
  await next.keep(['d', 'e', 'f'].map((letter) => [`t/${letter}`, `"two ${letter}"`, 3] as const));
  // What is left of the first file has moved.
  expect(await files()).not.toEqual(expect.arrayContaining(before));
  expect((await openLastPublication(folder).read()).map(([, text]) => text).sort()).toEqual(
    ['"one a"', '"one g"', '"one h"', '"two d"', '"two e"', '"two f"', '"two ä"'].sort(),
  );
});

it('gives nothing rather than a part: a course that is missing would look as if it had been taken away', async () => {
  const last = openLastPublication(folder);
  await last.keep([
    ['t/a', '"one"'],
    ['t/b', '"two"'],
  ]);
  const [only = ''] = await files();
  const whole = await readFile(path.join(folder, only), 'utf8');
  await writeFile(path.join(folder, only), whole.slice(0, -1));
  expect(await openLastPublication(folder).read()).toEqual([]);
  await rm(path.join(folder, only));
  expect(await openLastPublication(folder).read()).toEqual([]);
  await last.keep([
    ['t/a', '"once more"'],
    ['t/b', '"and again"'],
  ]);
  expect(await openLastPublication(folder).read()).toEqual([
    ['t/a', '"once more"', 0],
    ['t/b', '"and again"', 0],
  ]);
  await writeFile(path.join(folder, 't.index.json'), '{"format": 1');
  expect(await openLastPublication(folder).read()).toEqual([]);
});

it('leaves the publication before when it is ended in the middle', async () => {
  const last = openLastPublication(folder);
  await last.keep([['t/a', '"one"']]);
  const cut = function* (): Generator<[string, string]> {
    yield ['t/a', '"changed"'];
    throw new Error('ended');
  };
  await expect(last.keep(cut())).rejects.toThrow('ended');
  expect(await openLastPublication(folder).read()).toEqual([['t/a', '"one"', 0]]);
});

it('has at once the document of the revision that it was kept at, and no damaged one', async () => {
  const last = openLastPublication(folder);
  await last.keep([['t/a', '"one"', 7]]);
  expect(await last.has('t/a', 7)).toBe(true);
  expect([last.documentNow('t/a', 7), last.documentNow('t/a', 8), last.documentNow('t/b', 7)]).toEqual([
    '"one"',
    null,
    null,
  ]);
  const [file = ''] = await files();
  await writeFile(path.join(folder, file), '"two"');
  expect(last.documentNow('t/a', 7)).toBeNull();
});

it('keeps many, removes those before, and says where it cannot write', async () => {
  const last = openLastPublication(folder);
  const all = (text: string, revision: number) =>
    Array.from(
      { length: 80 },
      (_, index) => [`t/c${index}`, `"${text} ${index} ${'ä'.repeat(9000)}"`, revision] as const,
    );
  await last.keep(all('one', 1));
  await last.keep(all('two', 2));
  expect(await openLastPublication(folder).read()).toEqual(all('two', 2));
  expect(await files()).toHaveLength(1);
  const elsewhere = path.join(path.dirname(folder), 'a-file');
  await writeFile(elsewhere, '');
  await expect(openLastPublication(path.join(elsewhere, 'in-it')).keep(all('three', 3))).rejects.toThrow(
    expect.objectContaining({ name: 'FileWriteError', code: 'ENOTDIR' }),
  );
  // What was kept by the same object before is still there.
  expect(last.documentNow('t/c79', 2)).toMatch(/^"two 79 ä/);
});
