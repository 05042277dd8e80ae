import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FileWriteError } from '../../src/publish/file-write-error.ts';
import { openWholeFile, writeWholeFile } from '../../src/publish/whole-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'belltower-whole-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);
const failed = (work: Promise<void>): Promise<FileWriteError> =>
  work.then(
    () => expect.unreachable(),
    (error) => error,
  );

it('writes a file and the folders above it, and leaves nothing else there', async () => {
  await writeWholeFile(at('a/b/one.txt'), 'one');
  expect(readFileSync(at('a/b/one.txt'), 'utf8')).toBe('one');
  expect(readdirSync(at('a/b'))).toEqual(['one.txt']);
});

it('keeps the permissions of the file it replaces, unless others are asked for', async () => {
  writeFileSync(at('one'), 'before', { mode: 0o640 });
  await writeWholeFile(at('one'), 'after');
  expect(statSync(at('one')).mode & 0o777).toBe(0o640);
  await writeWholeFile(at('one'), 'secret', { mode: 0o600 });
  expect(statSync(at('one')).mode & 0o777).toBe(0o600);
});

it('gives the modification time that is asked for', async () => {
  await writeWholeFile(at('one'), 'x', { modifiedAt: 1_500_000_000_000 });
  expect(statSync(at('one')).mtimeMs).toBe(1_500_000_000_000);
});

it('writes the file that a link leads to', async () => {
  writeFileSync(at('target'), 'before');
  symlinkSync(at('target'), at('link'));
  await writeWholeFile(at('link'), 'after');
  expect(readFileSync(at('target'), 'utf8')).toBe('after');
});

it('writes a file part by part, which is there once it is published, or never', async () => {
  const [kept, dropped] = [await openWholeFile(at('one')), await openWholeFile(at('two'))];
  for (const part of ['a', 'b']) {
    await kept.write(part);
    await dropped.write(part);
  }
  expect(readFileSync(kept.temporary, 'utf8')).toBe('ab');
  expect(existsSync(at('one'))).toBe(false);
  await kept.publish();
  for (const file of [kept, dropped]) await file.discard();
  expect(readFileSync(at('one'), 'utf8')).toBe('ab');
  expect(readdirSync(folder)).toEqual(['one']);
});

it('does not replace a file that has to be new', async () => {
  await writeWholeFile(at('one'), 'first', { isNew: true });
  const error = await failed(writeWholeFile(at('one'), 'second', { isNew: true }));
  expect(error).toBeInstanceOf(FileWriteError);
  expect(error.code).toBe('EEXIST');
  expect(readFileSync(at('one'), 'utf8')).toBe('first');
  expect(readdirSync(folder)).toEqual(['one']);
});

it('of two that write a new file at once, one wins', async () => {
  const both = await Promise.allSettled(['one', 'two'].map((body) => writeWholeFile(at('new'), body, { isNew: true })));
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('says what is in the way', async () => {
  mkdirSync(at('folder'));
  writeFileSync(at('file'), 'x');
  expect((await failed(writeWholeFile(at('folder'), 'x'))).message).toBe(
    `cannot write ${at('folder')}: it is a folder. It is as it was before.`,
  );
  expect((await failed(writeWholeFile(at('file/below'), 'x'))).message).toContain('a part of its path is a file');
});

it('removes what a killed process left behind, and nothing of a running one', async () => {
  // No process has the id 2^22 + 1, which is above Linux's maximum.
  writeFileSync(at('.belltower-4194305-1.new'), 'half');
  writeFileSync(at('.belltower-1-1.new'), 'of a running process');
  writeFileSync(at('.belltower-other.new'), 'not ours');
  await writeWholeFile(at('one'), 'x');
  expect(readdirSync(folder).sort()).toEqual(['.belltower-1-1.new', '.belltower-other.new', 'one']);
});

it('is, with the batch of files, the only one in the program that writes files', () => {
  const source = path.resolve(import.meta.dirname, '../../src');
  const writers =
    /\b(writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|copyFile|cp|rename|renameSync|truncate)\b/;
  const found = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name))
    .filter((name) => {
      const text = readFileSync(path.join(source, name), 'utf8');
      return [...text.matchAll(/^import ([^;]+) from 'node:fs(?:\/promises)?'/gm)].some(
        ([, names = '']) => writers.test(names) || !names.startsWith('{'),
      );
    });
  expect(found.sort()).toEqual(['file-batch.ts', 'whole-file.ts'].map((name) => path.join('publish', name)));
});

it('says what to do about a full disk', () => {
  const error = new FileWriteError('/x', Object.assign(new Error('no room'), { code: 'ENOSPC' }));
  expect(error.message).toBe(
    'cannot write /x: the disk is full. Free some space and run this again. It is as it was before.',
  );
});
