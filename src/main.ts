#!/usr/bin/env -S node --max-semi-space-size=16 --heap-growing-percent=50
/**
 * Entry point: checks Node's version, enables its compile cache, then runs the command line. Nothing is imported before
 * the version is known, so an older Node prints a sentence instead of a syntax error. The two flags above keep memory
 * low (docs/performance.md); npm's shims pass them on, on Windows too.
 */
import module from 'node:module';
import path from 'node:path';

const NEEDED = 24;
const major = Number(process.versions.node.split('.')[0]);

if (major < NEEDED) {
  process.stderr.write(
    `belltower: needs Node.js ${NEEDED} or later, this is ${process.version}. ` +
      'Install it from https://nodejs.org/ or with your system’s packages.\n',
  );
  process.exitCode = 1;
} else {
  // In a checkout the cache lies with the packages; elsewhere Node chooses a folder for temporary files.
  const folder = import.meta.filename.endsWith('.ts')
    ? path.join(import.meta.dirname, '..', 'node_modules', '.cache', 'belltower')
    : undefined;
  const { directory } = module.enableCompileCache(folder);
  // Worker threads read it from the environment.
  if (directory !== undefined) process.env.NODE_COMPILE_CACHE = path.dirname(directory);
  const { runCommand } = await import('./cli/command.ts');
  process.exitCode = await runCommand(process.argv.slice(2));
}
