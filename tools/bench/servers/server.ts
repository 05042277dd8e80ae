/** What is common to all that are measured: a name, a port, and the addresses under which each has the feeds. */
import type { Child } from '../child.ts';

export interface FeedServer {
  readonly name: string;
  readonly child: Child;
  /** The feeds that it serves, by their paths at Belltower; null: all of them. */
  readonly only: readonly string[] | null;
  /** Its own path for one of Belltower's. */
  readonly pathOf: (path: string) => string;
  /** The access log, if it is not what the child prints. */
  readonly clearLog: () => void;
}
