/** Whether files that were opened are still those of their paths: SQLite goes on writing into deleted ones. */
import { statSync } from 'node:fs';

export interface FileIdentity {
  /** False once a file that was seen before is gone or another one is in its place; true again when it is back. */
  isInPlace(): boolean;
}

/** Call it right after the files were opened; one that comes to be later is remembered when it is first seen. */
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
