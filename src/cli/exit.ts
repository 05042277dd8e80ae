/** Exit codes: 0 fine, 1 problems found, 2 wrong usage, 3 only where `--exit-code` asks whether something would change. */
export const FINE = 0;
export const PROBLEMS = 1;
export const WRONG_USAGE = 2;
export const CHANGES = 3;

/** A mistake on the command line; printed without a stack trace. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Any other expected failure, such as a missing folder or a locked store. Exit code 1, without a stack trace. */
export class CommandError extends Error {
  override name = 'CommandError';
}
