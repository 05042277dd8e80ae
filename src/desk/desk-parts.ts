/** What the desk's use cases work with. */

import type { Clock } from '../domain/clock.ts';
import type { Courses } from '../feeds/courses.ts';
import type { MakerId } from '../store/staff.ts';
import type { Store } from '../store/store.ts';
import type { Grant } from './access/role.ts';
import type { RulesSource } from './change/current-rules.ts';
import type { MailOut } from './sign-in/mail-out.ts';

export interface DeskParts {
  readonly store: Store;
  readonly clock: Clock;
  /** The rules that are served, as far as the subject needs them. */
  readonly rules: RulesSource;
  readonly courses: Courses;
  /** Serves what was just committed. */
  readonly catchUp: () => Promise<void>;
  /** Null: no mail can be sent from here. */
  readonly mail: MailOut | null;
}

/** Whoever does something: a visitor, or the command line. */
export interface Actor {
  readonly id: MakerId;
  /** As the history calls them: a mail address, `token LABEL (ID)`, or `command line`. */
  readonly name: string;
  /** What they may do now, after everything that limits them. */
  readonly grants: readonly Grant[];
  /** Through whose hands their session or token came; see Origin. */
  readonly makers: readonly MakerId[];
  /** What their session is limited to; null: nothing of its own. */
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

/** Somebody, or some script, whose secret was good. */
export interface Visitor extends Actor {
  /** Null for a script. */
  readonly mail: string | null;
  readonly shownName: string | null;
  /** The session's or token's hash. */
  readonly hash: string;
}
