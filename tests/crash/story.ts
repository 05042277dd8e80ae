/** The changes of a killed process, and the checks of what it left behind. */
import type { AuditEntry, Store } from '../../src/store/store.ts';

/** The acknowledgement of a change. */
export interface Answer {
  readonly n: number;
  readonly instant: number;
}

/** An observation of the store, to compare with later ones. */
export interface Sight {
  readonly instant: number;
  readonly revisions: ReadonlyMap<string, { readonly sequence: number; readonly lastModified: number }>;
}

export const NOTHING_SEEN: Sight = { instant: 0, revisions: new Map() };

export interface CrashStory {
  /** A script in this folder that makes a change for each number on stdin. Arguments as in child.ts. */
  readonly script: string;
  /** Further arguments of the script. */
  readonly args?: readonly string[];
  /** The number of an entry's change. */
  numberOf(entry: AuditEntry): number;
  /** Violations found in the store after an interruption, in sentences, and its current state. */
  inspect(
    store: Store,
    answers: readonly Answer[],
    before: Sight,
  ): Promise<{ readonly wrong: string[]; readonly sight: Sight }>;
}
