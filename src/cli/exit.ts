/** Exit codes: 0 fine, 1 problems found, 2 wrong usage. */
export const FINE = 0;
export const PROBLEMS = 1;
export const WRONG_USAGE = 2;

/** The user's own mistake on the command line: what is wrong and what to do, without a stack. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Something went wrong that is nobody's usage: a folder missing, a store locked. Exit code 1, without a stack. */
export class CommandError extends Error {
  override name = 'CommandError';
}
