/** What a killed process did, and how what it left behind is judged. */
import type { AuditEntry, Store } from '../../src/store/store.ts';

/** What a change's answer says. */
export interface Answer {
  readonly n: number;
  readonly instant: number;
}

/** What was seen in the store, to compare with what is seen later. */
export interface Sight {
  readonly instant: number;
  readonly revisions: ReadonlyMap<string, { readonly sequence: number; readonly lastModified: number }>;
}

export const NOTHING_SEEN: Sight = { instant: 0, revisions: new Map() };

export interface CrashStory {
  /** Beside this file: makes the change of each number on its standard input. Arguments as in child.ts. */
  readonly script: string;
  /** The number of the change that the entry is of. */
  numberOf(entry: AuditEntry): number;
  /** What is wrong with the store after an interruption, in sentences; and what it shows now. */
  inspect(
    store: Store,
    answers: readonly Answer[],
    before: Sight,
  ): Promise<{ readonly wrong: string[]; readonly sight: Sight }>;
}
