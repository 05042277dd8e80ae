/**
 * What later releases may show otherwise than the release that wrote the fixture. Everything that is not allowed here
 * fails the test. An exception is one line, with its reason; one that nothing needs any more fails the test as well.
 */
import type { Difference } from './differences.ts';

interface Exception {
  readonly why: string;
  readonly allows: (difference: Difference) => boolean;
}

export const EXCEPTIONS: readonly Exception[] = [];
