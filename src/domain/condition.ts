/** A fault of the running system. Reported through src/publish/conditions.ts, from which every display reads it. */

/** The closed list of conditions, each with its title and how the log rates it; docs/operating.md explains every one. */
export const CONDITION_CODES = {
  'rules-unreadable': { title: 'A file or folder of rules cannot be read', severity: 'error' },
  'rules-broken': { title: 'A file of rules outside any course has an error', severity: 'error' },
  'course-broken': { title: 'The rules of a course have errors', severity: 'error' },
  'course-unreadable': { title: 'The stored document of a course is damaged', severity: 'error' },
  'course-missing': { title: 'The file of a published course is gone', severity: 'warning' },
  'course-outdated': { title: 'A course was published with newer zone data', severity: 'error' },
  'edit-held': { title: 'An edit waits for agreement', severity: 'warning' },
  'store-unreachable': { title: 'The database cannot be reached', severity: 'error' },
  'store-unwritable': { title: 'The store cannot be written', severity: 'error' },
  'store-replaced': { title: 'The store was deleted or replaced while in use', severity: 'error' },
  'publication-failing': { title: 'Rules cannot be published', severity: 'error' },
  'disk-cache-failing': { title: 'The copy of the publication on this machine cannot be written', severity: 'warning' },
  'expiry-failing': { title: 'Unused personal calendars cannot be removed', severity: 'warning' },
  'feed-large': { title: 'A feed is too large for calendar programs', severity: 'warning' },
  'notices-failing': { title: 'Notices cannot be delivered', severity: 'warning' },
  'server-ended': { title: 'The server ended without being stopped', severity: 'error' },
  'program-fault': { title: 'An unexpected error in the program', severity: 'error' },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly severity: 'error' | 'warning' }>>;

export type ConditionCode = keyof typeof CONDITION_CODES;

export interface Condition {
  readonly code: ConditionCode;
  /** What it is about: a path, a course's key, a feed's address, the store. */
  readonly subject: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** When it began (epoch ms). */
  readonly since: number;
}

export const LIST_OF_CODES = Object.keys(CONDITION_CODES) as readonly ConditionCode[];
