/** Answers of a pure function, kept for the few arguments that nearly all requests have. */

const MOST = 500;
/** Longer texts are somebody's play, and are worked out each time. */
const LONGEST = 200;

export function remember<A extends string | number, R>(work: (argument: A) => R): (argument: A) => R {
  const known = new Map<A, R>();
  return (argument) => {
    const found = known.get(argument);
    if (found !== undefined) return found;
    const made = work(argument);
    if (typeof argument === 'string' && argument.length > LONGEST) return made;
    if (known.size >= MOST) known.clear();
    known.set(argument, made);
    return made;
  };
}
