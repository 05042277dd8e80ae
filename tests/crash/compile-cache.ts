/** Most of a kill's cost is the start of the next process, which compiles nothing that an earlier one has kept. */
import { flushCompileCache } from 'node:module';
import path from 'node:path';

export const COMPILED = path.resolve(import.meta.dirname, '../../node_modules/.cache/belltower');

/** The environment of a process that is killed. */
export function withCompileCache(): NodeJS.ProcessEnv {
  return { ...process.env, NODE_COMPILE_CACHE: COMPILED };
}

/** Called by that process once it has loaded its modules: a killed one writes nothing at its end. */
export function keepCompiled(): void {
  flushCompileCache();
}
