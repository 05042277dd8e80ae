// The one file in plain JavaScript: taking types out of the first file needs a compiler (14 MB), of the others only their
// first time, as what was compiled once is kept. Without a place to write to, everything is compiled anew.
import { enableCompileCache } from 'node:module';
import path from 'node:path';

const { directory } = enableCompileCache(path.join(import.meta.dirname, '..', 'node_modules', '.cache', 'belltower'));
// For the thread that writes the store, too.
if (directory !== undefined) process.env.NODE_COMPILE_CACHE = path.dirname(directory);
const { runCommand } = await import('./cli/command.ts');

process.exitCode = await runCommand(process.argv.slice(2));
