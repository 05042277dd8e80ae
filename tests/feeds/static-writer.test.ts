/** Files of a built site that another program copied, or that another user owns: only a file's owner may set its time. */
import fs from 'node:fs';
import { mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { createStaticWriter } from '../../src/feeds/static-writer.ts';

afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

/** As this system answers who is not the file's owner. */
function giveAway(file: string): void {
  const { utimesSync } = fs;
  vi.spyOn(fs, 'utimesSync').mockImplementation((at, ...times) => {
    if (at === file)
      throw Object.assign(new Error(`EPERM: operation not permitted, utime '${file}'`), { code: 'EPERM' });
    utimesSync(at, ...times);
  });
  syncBuiltinESMExports();
}

test.each([
  ['of this user', 1, 0],
  ['of another user, which is replaced', 0, 1],
])('an unchanged file keeps its Last-Modified if it is a copy %s', async (_, unchanged, written) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'belltower-static-writer-'));
  const file = path.join(folder, 'index.html');
  await writeFile(file, 'the same');
  await utimes(file, 1_600_000_000.25, 1_600_000_000.25);
  if (written > 0) giveAway(file);
  const writer = createStaticWriter({ folder, before: new Map(), compress: false });
  await writer.write('index.html', 'the same', 1_700_000_000_000);
  await writer.finish();
  expect(writer.counts()).toEqual({ written, unchanged, removed: 0 });
  expect((await stat(file)).mtimeMs).toBe(1_600_000_000_000);
  expect(writer.times().get('/index.html')?.seconds).toBe(1_600_000_000);
  await rm(folder, { recursive: true });
});
