/** Prints the size of each room of src: files, lines, the median and the largest file. Style sheets count apart. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Room {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly lines: number }[];
}

const root = path.dirname(import.meta.dirname);
const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).map((name) => ({
  path: name.replaceAll(path.sep, '/'),
  lines: readFileSync(path.join(root, name), 'utf8').split('\n').length - 1,
}));
const byRoom = Object.groupBy(files, (file) => file.path.split('/').slice(1, -1)[0] ?? '(root)');
const rooms: Room[] = Object.entries(byRoom).map(([name, of = []]) => ({ name, files: of }));

/** Rooms by size, and their sum in the last row. */
for (const { name, files: of } of [...rooms.sort((a, b) => linesOf(b) - linesOf(a)), { name: 'all', files }]) {
  const sorted = [...of].sort((a, b) => a.lines - b.lines);
  const median = sorted[Math.floor(sorted.length / 2)]?.lines ?? 0;
  const largest = sorted.at(-1);
  const cells = [name.padEnd(12), of.length, linesOf({ name, files: of }), median, largest?.lines ?? 0];
  console.log(`${cells.map((cell) => String(cell).padStart(7)).join('')}  ${largest?.path ?? ''}`);
}

function linesOf({ files: of }: Room): number {
  return of.reduce((sum, { lines }) => sum + lines, 0);
}
