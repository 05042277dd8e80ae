import type { Problem } from '../../domain/problem.ts';
import type { Allowed } from './allow.ts';

/** The result of reading one file; depends only on its text and its context. */
export interface FileResult<T> {
  /** Null: the file has errors. */
  readonly value: T | null;
  readonly problems: readonly Problem[];
  /** Warning codes that the file allows; its `problems` still contain them. */
  readonly allowed: Allowed;
}
