/** Caches a pure function's results for its most recent arguments. */
import { createBoundedMap } from '../domain/bounded-map.ts';

const MOST = 500;
/** Longer arguments are rare and are not cached. */
const LONGEST = 200;

export function remember<A extends string | number, R>(work: (argument: A) => R): (argument: A) => R {
  const results = createBoundedMap<A, R>({ entries: MOST });
  return (argument) => {
    const found = results.get(argument);
    if (found !== undefined) return found;
    const made = work(argument);
    if (typeof argument !== 'string' || argument.length <= LONGEST) results.set(argument, made);
    return made;
  };
}
