/** Detects whether open files are still those at their paths: SQLite keeps writing to deleted ones. */
import { statSync } from 'node:fs';

export interface FileIdentity {
  /** False while a known file is missing or replaced. */
  isInPlace(): boolean;
}

/** Call it right after opening; a file created later is recorded when it is first seen. */
export function rememberFiles(paths: readonly string[]): FileIdentity {
  const seen = new Map<string, string>();
  const isInPlace = (): boolean => {
    let same = true;
    for (const path of paths) {
      const found = statSync(path, { bigint: true, throwIfNoEntry: false });
      const now = found ? `${found.dev} ${found.ino}` : null;
      const before = seen.get(path);
      if (before === undefined && now !== null) seen.set(path, now);
      else if (before !== undefined && before !== now) same = false;
    }
    return same;
  };
  isInPlace();
  return { isInPlace };
}
