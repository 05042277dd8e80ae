import { chmod, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileBatch } from '../../src/publish/file-batch.ts';
import { FileWriteError } from '../../src/publish/file-write-error.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-batch-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);
const NOON = Date.UTC(2026, 0, 1, 12);

describe('files that are replaced together', () => {
  it('are as they were until all are in place', async () => {
    await writeFile(at('a'), 'before');
    const batch = createFileBatch(folder);
    await batch.add(at('a'), Buffer.from('after'), NOON);
    await batch.add(at('deep/er/b'), Buffer.from('new'), NOON);
    expect(await readFile(at('a'), 'utf8')).toBe('before');
    expect((await readdir(at('deep/er'))).includes('b')).toBe(false);
    await batch.commit();
    expect(await readFile(at('a'), 'utf8')).toBe('after');
    expect(await readdir(at('deep/er'))).toEqual(['b']);
    expect((await stat(at('a'))).mtimeMs).toBe(NOON);
  });

  it('leave nothing behind when they are discarded', async () => {
    await writeFile(at('a'), 'before');
    const batch = createFileBatch(folder);
    await Promise.all(['a', 'b', 'c'].map((name) => batch.add(at(name), Buffer.from('after'), NOON)));
    batch.discard();
    expect(await readdir(folder)).toEqual(['a']);
    expect(await readFile(at('a'), 'utf8')).toBe('before');
  });

  it('keep the permissions of what they replace, and links', async () => {
    await writeFile(at('real'), 'before');
    await chmod(at('real'), 0o640);
    await symlink('real', at('link'));
    const batch = createFileBatch(folder);
    await batch.add(at('link'), Buffer.from('after'), NOON);
    await batch.commit();
    expect(await readlink(at('link'))).toBe('real');
    expect(await readFile(at('real'), 'utf8')).toBe('after');
    expect((await stat(at('real'))).mode & 0o777).toBe(0o640);
  });

  it('are written in any number', async () => {
    const batch = createFileBatch(folder);
    const names = Array.from({ length: 1200 }, (_, index) => `${index % 7}/${index}`);
    await Promise.all(names.map((name) => batch.add(at(name), Buffer.from(name), NOON)));
    await batch.commit();
    const left = (await readdir(folder, { recursive: true })).filter((name) => name.includes(path.sep));
    expect(left.toSorted()).toEqual(names.toSorted());
    expect(await readFile(at('3/1123'), 'utf8')).toBe('3/1123');
  });

  it('say which one cannot be written', async () => {
    await writeFile(at('file'), '');
    const batch = createFileBatch(folder);
    const failed = await batch.add(at('file/below'), Buffer.from(''), NOON).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(FileWriteError);
    expect((failed as Error).message).toContain(at('file/below'));
  });
});
