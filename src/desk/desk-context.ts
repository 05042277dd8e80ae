/** The dependencies of the desk's use cases. */

import type { Clock } from '../domain/clock.ts';
import type { Courses } from '../feeds/courses.ts';
import type { OwnPublication } from '../feeds/following.ts';
import type { MakerId } from '../store/staff-model.ts';
import type { Store } from '../store/store.ts';
import type { Grant } from './access/role.ts';
import type { RulesSource } from './change/current-rules.ts';

/** A mail: short, plain text, one recipient. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** @throws Error if the mail server refuses it or is unreachable */
export type MailOut = (letter: Letter) => Promise<void>;

export interface DeskContext {
  readonly store: Store;
  readonly clock: Clock;
  /** The rules in force. */
  readonly rules: RulesSource;
  readonly courses: Courses;
  /** Installs what was committed. @param own this process's publication, whose courses need not be read back */
  readonly catchUp: (own?: OwnPublication) => Promise<void>;
  /** Null if mail is not set up. */
  readonly mail: MailOut | null;
}

/** The originator of an act: a visitor, or the command line. */
export interface Actor {
  readonly id: MakerId;
  /** The name in the history: a mail address, `token LABEL (ID)`, or `command line`. */
  readonly name: string;
  /** Their current rights, after all limits. */
  readonly grants: readonly Grant[];
  /** The makers of their session or token; see Origin. */
  readonly makers: readonly MakerId[];
  /** Their session's own limit; null if it has none. */
  readonly ceiling: readonly Grant[] | null;
}

/** The command line, which may do everything. */
export const COMMAND_LINE: Actor = {
  id: 'console',
  name: 'command line',
  grants: [{ role: 'owner', scope: '*' }],
  makers: [],
  ceiling: null,
};

/** A person or script with a valid secret. */
export interface Visitor extends Actor {
  /** Null for scripts. */
  readonly mail: string | null;
  readonly shownName: string | null;
  /** The session's or token's hash. */
  readonly hash: string;
}
