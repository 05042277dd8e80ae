import { enableCompileCache } from 'node:module';
import path from 'node:path';

// What was compiled once starts in half the time; without a place to write to, everything is compiled anew.
const { directory } = enableCompileCache(path.join(import.meta.dirname, '..', 'node_modules', '.cache', 'belltower'));
// For the thread that writes the store, too.
if (directory !== undefined) process.env.NODE_COMPILE_CACHE = path.dirname(directory);
const { runCommand } = await import('./cli/command.ts');

process.exitCode = await runCommand(process.argv.slice(2));
