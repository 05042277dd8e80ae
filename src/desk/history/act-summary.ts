/** The acts that the history records, each in a sentence. */
import type { DeskChange, NumberedEntry } from '../../store/store.ts';
import { say } from '../../words/say.ts';
import { nameRole } from '../access/role.ts';
import { summariseChange } from '../change/change-summary.ts';

/** The acts that the audit trail records. */
export const HISTORY_ACTS = [
  'change',
  'undo',
  'agree',
  'invite',
  'role',
  'remove',
  'sign-in link',
  'sign in',
  'campus account',
  'sign out',
  'token',
  'revoke token',
  'redact',
  'rename',
  'retire',
  'unretire',
  'close',
  'reopen',
] as const;

interface Subject {
  readonly entry: NumberedEntry;
  readonly change: DeskChange | null;
  readonly mail: string;
  readonly role: string;
  readonly label: string;
  readonly linkBy: string;
}

const SUMMARIES: Readonly<Record<string, (subject: Subject) => string>> = {
  change: ({ change }) => (change ? summariseChange(change.change) : say('deskHistory.changedSomething')),
  undo: ({ change }) =>
    change
      ? say('deskHistory.tookBack', { change: summariseChange(change.change) })
      : say('deskHistory.tookAChangeBack'),
  agree: () => say('deskHistory.agreedToAnEdit'),
  invite: ({ mail, role }) => say('deskHistory.invitedAs', { mail, role }),
  role: ({ mail, role }) => say('deskHistory.made', { mail, role }),
  remove: ({ mail, role }) => say('deskHistory.removed', { mail, role }),
  'sign-in link': ({ mail }) => say('deskHistory.madeASignInLink', { mail }),
  'sign in': ({ mail, linkBy }) => say('deskHistory.usedSignInLink', { mail, linkBy }),
  'campus account': ({ entry, mail }) =>
    entry.after === null
      ? say('deskHistory.forgotCampusAccount', { mail })
      : say('deskHistory.firstCampusSignIn', { mail }),
  'sign out': ({ mail }) => say('deskHistory.signedOutEverywhere', { mail }),
  token: ({ label }) => say('deskHistory.madeTheToken', { label }),
  'revoke token': ({ label }) => say('deskHistory.revokedTheToken', { label }),
  redact: ({ entry }) =>
    say('deskHistory.redactedPlaces', {
      number: String((entry.after as { places?: unknown } | null)?.places ?? say('deskHistory.some')),
    }),
  rename: ({ entry }) =>
    say('deskHistory.renamedFrom', {
      id: typeof entry.before === 'string' ? entry.before : say('deskHistory.anotherId'),
    }),
  retire: () => say('deskHistory.endedTheCourse'),
  unretire: () => say('deskHistory.broughtTheCourseBack'),
  close: () => say('deskHistory.closedTheTerm'),
  reopen: () => say('deskHistory.openedTheTermAgain'),
};

/** What somebody did, in a sentence; an act of a later release is named as it is stored. */
export function summariseAct(entry: NumberedEntry, change: DeskChange | null): string {
  const summary = Object.hasOwn(SUMMARIES, entry.what) ? SUMMARIES[entry.what] : undefined;
  const {
    mail = say('deskHistory.somebody'),
    role = say('deskHistory.staff'),
    label = '',
    linkBy = say('deskHistory.somebody'),
  } = personOf(entry.after) ?? personOf(entry.before) ?? {};
  return summary?.({ entry, change, mail, role: nameRole(role), label, linkBy }) ?? entry.what;
}

interface EntryPerson {
  readonly mail?: string;
  readonly role?: string;
  readonly label?: string;
  readonly linkBy?: string;
}

function personOf(value: unknown): EntryPerson | null {
  return value !== null && typeof value === 'object' ? (value as EntryPerson) : null;
}
