import type { Problem } from '../../domain/problem.ts';
import type { Allowed } from './allow.ts';

/** What became of one file; depends on nothing but its text and the context it was read with. */
export interface FileResult<T> {
  /** Null: the file has errors. */
  readonly value: T | null;
  readonly problems: readonly Problem[];
  /** Codes of warnings that the file allows; its `problems` still hold them. */
  readonly allowed: Allowed;
}
