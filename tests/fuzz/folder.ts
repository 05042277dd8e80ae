/** Writes a folder of rules to disk. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SourceFile } from '../../src/catalog/catalog.ts';

export async function writeFolder(folder: string, files: readonly SourceFile[]): Promise<void> {
  for (const file of files) {
    const place = path.join(folder, file.path);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, file.text);
  }
}
