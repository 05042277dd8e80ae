/** A newer release of the program in its own folder, with a different version and style sheet. */
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
export const NEXT_VERSION = '0.0.0-next';

/** @returns the folder */
export async function makeRelease(folder: string): Promise<string> {
  await cp(path.join(ROOT, 'src'), path.join(folder, 'src'), { recursive: true });
  await symlink(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  const description = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ ...description, version: NEXT_VERSION }));
  // Assets are named by hash, so pages of the new release reference files that the old one lacks.
  await append(folder, 'web/style/base.css', `@layer base {\n  html {\n    --release: "${NEXT_VERSION}";\n  }\n}\n`);
  await append(folder, 'site/course/browser/course.ts', `/* ${NEXT_VERSION} */\n`);
  return folder;
}

async function append(folder: string, name: string, text: string): Promise<void> {
  const file = path.join(folder, 'src', name);
  await writeFile(file, `${await readFile(file, 'utf8')}\n${text}`);
}
