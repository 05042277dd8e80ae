/** What the desk's use cases work with. */
import type { Grant } from '../../access/role.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../clock.ts';
import type { Courses } from '../courses.ts';
import type { Rules } from '../rules.ts';
import type { MailOut } from './mail-out.ts';

export interface DeskParts {
  readonly store: Store;
  readonly clock: Clock;
  /** The rules that are served; null: there are none yet. */
  readonly rules: () => Promise<Rules | null>;
  readonly courses: Courses;
  /** Serves what was just committed. */
  readonly catchUp: () => Promise<void>;
  /** Null: no mail can be sent from here. */
  readonly mail: MailOut | null;
}

/** Somebody, or some script, whose secret was good. */
export interface Visitor {
  /** As the history calls them: a mail address, or `token LABEL (of MAIL)`. */
  readonly name: string;
  /** Null for a script. */
  readonly mail: string | null;
  readonly shownName: string | null;
  readonly grants: readonly Grant[];
  /** The session's or token's hash. */
  readonly hash: string;
}
