/** Stores a replica's last publication in a folder, in a separate process: `node keep.ts FOLDER KEY=TEXT …`. */
import path from 'node:path';
import { openLastPublication } from '../../src/feeds/last-publication.ts';
import { FileWriteError } from '../../src/publish/file-write-error.ts';

const [folder = '', ...pairs] = process.argv.slice(2);
const courses = pairs.map((pair): [string, string] => {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
});
try {
  await openLastPublication(path.resolve(folder)).keep(courses);
} catch (error) {
  if (!(error instanceof FileWriteError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
