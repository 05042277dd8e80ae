/** The calls by which a process changes files, as inject.ts lists them. */

export interface FileCall {
  readonly name: string;
  /** Below the folder that is watched. */
  readonly file: string;
  /** The old name, of a rename or a link. */
  readonly from: string | null;
  /** Whether a full disk can refuse it. */
  readonly needsSpace: boolean;
}

/** Files that got their name before their content was flushed: a power cut may leave them empty. */
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
