/** File-modifying calls of a process, as listed by inject.ts. */

export interface FileCall {
  readonly name: string;
  /** Relative to the watched folder. */
  readonly file: string;
  /** The old name, for a rename or a link. */
  readonly from: string | null;
  /** Whether it can fail with ENOSPC. */
  readonly needsSpace: boolean;
}

/** Files renamed before their content was flushed: a power cut may leave them empty. */
export function findUnflushed(calls: readonly FileCall[]): string[] {
  const flushed = new Set<string>();
  const found: string[] = [];
  for (const { name, file, from } of calls) {
    if (name === 'write' || name === 'writeFile' || name === 'open') flushed.delete(file);
    if (name === 'sync' || name === 'datasync') flushed.add(file);
    if (from !== null && !flushed.has(from)) found.push(file);
  }
  return found;
}
