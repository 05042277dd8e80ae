/** An operator who has only the installed package finds in it every file that docs/operating.md installs. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const text = readFileSync(path.join(root, 'docs/operating.md'), 'utf8');
const packed: readonly string[] = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).files;

it('installs files of deploy/ that the package has', () => {
  const commands = text.split('\n').filter((line) => /^ {4,}sudo (cp|install) /.test(line));
  const files = commands.flatMap((line) => line.match(/\bdeploy\/\S+/g) ?? []);
  expect(files).toEqual(
    expect.arrayContaining(['deploy/belltower.env', 'deploy/belltower.service', 'deploy/nginx.conf']),
  );
  for (const file of files) {
    expect(existsSync(path.join(root, file)), file).toBe(true);
    expect(
      packed.some((entry) => file === entry || file.startsWith(`${entry}/`)),
      file,
    ).toBe(true);
  }
});
