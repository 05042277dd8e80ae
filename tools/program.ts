/** Finds the scripts of development programs: Windows cannot spawn node_modules/.bin. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);

/** The path of a package's program, for `spawn(process.execPath, [script, …])`. */
export function scriptOf(packageName: string, command = packageName): string {
  const folder = path.join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/** The environment with the packages' programs on the PATH, for tests that start them by name. */
export function programEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const bin = path.join(root, 'node_modules', '.bin');
  return { ...process.env, ...more, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
}
