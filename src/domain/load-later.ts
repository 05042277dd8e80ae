/** Packages that a server's start does without. */
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);

/** Returns a function that loads the package at its first call, synchronously. */
export function loadLater<Package>(name: string): () => Package {
  let loaded: Package | undefined;
  return () => {
    loaded ??= load(name) as Package;
    return loaded;
  };
}
