import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

it('SECURITY.md names for every threat a test, or several, that there are', async () => {
  const text = await readFile(path.join(ROOT, 'SECURITY.md'), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:who|---) \|/.test(line));
  expect(rows.length).toBeGreaterThan(15);
  for (const row of rows) {
    const cells = row.split(' | ');
    expect(cells.length, row).toBe(4);
    const named = [...(cells.at(-1) ?? '').matchAll(/`(tests\/[^`]+\.test\.ts)`/g)].map(([, file]) => file ?? '');
    expect(named.length, row).toBeGreaterThan(0);
    for (const file of named) await expect(access(path.join(ROOT, file)), file).resolves.toBeUndefined();
  }
});

it.each(['SECURITY.md', 'docs/operating.md'])('every file that %s leads to is there', async (document) => {
  const text = await readFile(path.join(ROOT, document), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link]) => link ?? '');
  for (const link of links) {
    await expect(access(path.resolve(ROOT, path.dirname(document), link)), link).resolves.toBeUndefined();
  }
  expect(links.length).toBeGreaterThan(0);
});
