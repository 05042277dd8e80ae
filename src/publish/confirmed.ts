/**
 * Edits that somebody confirmed while importing: `imported/TERM/_confirmed.yaml` names for each course the digests of
 * its rules before and after. It travels with the rules, so that a server, `publish` and a `build` elsewhere publish
 * exactly these edits without asking again. Any other edit of the course is still held.
 */
import type { SourceFile } from '../catalog/catalog.ts';
import { isConfirmedPath } from '../catalog/folder.ts';
import { type CourseKey, courseKey } from '../domain/model.ts';

/** By course: the digests of its rules in the order of its edits, each of which was confirmed; or that it is gone. */
export type Confirmed = ReadonlyMap<CourseKey, readonly string[]>;

const LINE = /^([A-Za-z0-9][\w-]*): \[([0-9a-z, ]+)\]$/;
/** In place of the digest of a course that the rules no longer have. */
const GONE = 'gone';
/** Edits that were imported one after another and not published between. */
const MOST_EDITS = 8;

/** A line that cannot be read confirms nothing: its edit is held, and somebody is asked. */
export function readConfirmed(files: readonly SourceFile[]): Confirmed {
  const confirmed = new Map<CourseKey, readonly string[]>();
  for (const { path, text } of files) {
    if (!isConfirmedPath(path)) continue;
    const term = path.split('/')[1] ?? '';
    for (const line of text.split('\n')) {
      const [, id, digests] = LINE.exec(line.trim()) ?? [];
      if (id === undefined || digests === undefined) continue;
      confirmed.set(courseKey(term, id), digests.split(', '));
    }
  }
  return confirmed;
}

/**
 * Whether the edit from one digest of rules to another was confirmed.
 * @param to null: the course is gone
 */
export function isConfirmed(confirmed: Confirmed, key: CourseKey, from: string, to: string | null): boolean {
  const chain = confirmed.get(key);
  return chain !== undefined && chain.at(-1) === (to ?? GONE) && chain.slice(0, -1).includes(from);
}

/** One course's edit; a course that did not exist has nothing to confirm. */
export interface ConfirmedEdit {
  readonly key: CourseKey;
  /** As Rules.digests has it before, under the key that it had then. */
  readonly from: string | undefined;
  readonly formerKey: CourseKey;
  /** Null: the course is gone. */
  readonly to: string | null;
}

/** Adds edits to what was confirmed before, and drops what the present rules are no longer. */
export function confirmEdits(
  before: Confirmed,
  edits: readonly ConfirmedEdit[],
  digestNow: (key: CourseKey) => string | undefined,
): Confirmed {
  const edited = new Set(edits.map(({ key }) => key));
  const kept = [...before].filter(([key, chain]) => !edited.has(key) && chain.at(-1) === (digestNow(key) ?? GONE));
  const added = edits.flatMap(({ key, from, formerKey, to }): [CourseKey, readonly string[]][] => {
    if (from === undefined) return [];
    const chain = before.get(formerKey);
    const earlier = chain?.at(-1) === from ? chain : [from];
    return [[key, [...earlier, to ?? GONE].slice(-MOST_EDITS)]];
  });
  return new Map([...kept, ...added]);
}

export function writeConfirmed(confirmed: Confirmed): string {
  const lines = [...confirmed]
    .map(([key, chain]) => `${key.slice(key.indexOf('/') + 1)}: [${chain.join(', ')}]`)
    .sort();
  return [
    '# Written by "belltower import --confirm": digests of these courses’ rules before and after the edits that were confirmed.',
    '# Publishing these edits asks nobody again; any other edit is held as ever.',
    ...lines,
    '',
  ].join('\n');
}
