/** One line of an exported state: what may stand there, and reading it with care, since people keep and edit files. */
import type { ApiToken, Session, SignInLink, StaffMember } from './staff.ts';
import type { AuditEntry, Confirmation, DeskChange, PersonalFeed, PublishedRules, StoredCourse } from './store.ts';

export type StateLine =
  | { readonly belltower: 'state'; readonly format: 1; readonly instant: number }
  | { readonly rules: PublishedRules }
  | { readonly confirmation: Confirmation }
  | { readonly course: string; readonly stored: StoredCourse }
  | { readonly deskChange: DeskChange }
  | { readonly personalFeed: PersonalFeed }
  | { readonly audit: AuditEntry }
  | { readonly staff: StaffMember }
  | { readonly apiToken: ApiToken }
  | { readonly session: Session }
  | { readonly signInLink: SignInLink }
  | { readonly end: number };

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const flag: Check = (value) => typeof value === 'boolean';
const whole: Check = (value) => Number.isSafeInteger(value);
const anything: Check = () => true;
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object that has at least these fields, as they should be. */
function having(fields: Readonly<Record<string, Check>>): Check {
  return (value) =>
    isRecord(value) &&
    Object.entries(fields).every(([name, check]) => Object.hasOwn(value, name) && check(value[name]));
}

const texts: Check = (value) => isRecord(value) && Object.values(value).every(text);
const revision = { sequence: whole, lastModified: whole };

/** What the program leans on; the rest is taken as it was exported. */
const published = having({
  course: having({ key: text, term: text, id: text, code: text, title: text, zone: text }),
  sections: listOf(having({ id: text, kind: text, gone: flag, lastModified: whole })),
  meetings: listOf(having({ ...revision, identity: text, uid: text, facts: having({ section: text, start: whole }) })),
  series: listOf(having({ ...revision, rule: having({ identity: text, uid: text }), dates: listOf(text) })),
  changes: listOf(having({ at: whole, line: text })),
  absent: listOf(having({ identity: text, sequence: whole })),
  firstPublished: whole,
  lastModified: whole,
});

const deskChange = having({
  subject: text,
  id: text,
  change: having({ id: text, announced: whole, scope: isRecord, effect: isRecord }),
  madeAt: whole,
  madeBy: text,
  undoneAt: orNull(whole),
  undoneBy: orNull(text),
  idempotencyKey: orNull(text),
});

const personalFeed = having({
  tokenHash: text,
  keyHash: text,
  selection: anything,
  options: anything,
  instant: whole,
  edits: whole,
  revokedAt: orNull(whole),
});

const audit = having({ at: whole, who: text, what: text, subject: text, before: anything, after: anything });

const LINES: readonly Check[] = [
  having({ belltower: (value) => value === 'state', format: (value) => value === 1, instant: whole }),
  having({ end: whole }),
  having({ rules: having({ number: whole, at: whole, files: texts }) }),
  having({ confirmation: having({ rules: text, at: whole, by: text }) }),
  having({ course: text, stored: having({ published, rules: text, retired: flag }) }),
  having({ deskChange }),
  having({ personalFeed }),
  having({ audit }),
];

/** The line, or in a few words what is wrong with it. */
export function readLine(source: string): StateLine | string {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return 'this is not JSON';
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > 1) return `format ${format} was written by a later release`;
  return LINES.some((isLine) => isLine(value)) ? (value as StateLine) : 'this is nothing that a state consists of';
}
