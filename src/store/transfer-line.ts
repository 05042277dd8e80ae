/** One line of an exported state: its format, and strict reading, because people keep and edit these files. */
import { z } from 'zod';
import type { AgreedRules, AgreedText, HeldEdit } from './agreed.ts';
import { anything, fits, having, listOf, oneOf, orNull, recordOf, text, textThat, whole } from './checks.ts';
import type { ClosedTerm } from './closed-terms.ts';
import { DOCUMENT_VERSION } from './document.ts';
import { type StoredHolidays, storedHolidays } from './holidays.ts';
import {
  CHANNELS,
  type Delivery,
  type Notice,
  type NoticeChangeBefore,
  type NoticeKeys,
  type NoticeSubscription,
  PACES,
} from './notices.ts';
import { isStoredCourse } from './published-shape.ts';
import type { ApiToken, Session, SignInLink, StaffMember } from './staff-model.ts';
import type { AuditEntry, DeskChange, PersonalFeed, PublishedRules, StoredCourse } from './store.ts';

export type StateLine =
  | {
      readonly belltower: 'state';
      readonly format: 1;
      readonly document?: number;
      readonly instant: number;
      readonly sequencesFrom?: number;
    }
  | { readonly rules: PublishedRules }
  /** In exports of early releases; not restored, because held edits are agreed to per course (agreedRules). */
  | { readonly confirmation: { readonly rules: string } }
  | { readonly course: string; readonly stored: StoredCourse }
  | { readonly agreedText: AgreedText }
  | { readonly agreedRules: AgreedRules }
  | { readonly heldEdit: HeldEdit }
  | { readonly closedTerm: ClosedTerm }
  | { readonly holidays: StoredHolidays }
  | { readonly deskChange: DeskChange }
  | { readonly personalFeed: PersonalFeed }
  | { readonly audit: AuditEntry }
  | { readonly staff: StaffMember }
  | { readonly apiToken: ApiToken }
  | { readonly session: Session }
  | { readonly signInLink: SignInLink }
  | { readonly noticeKeys: NoticeKeys }
  | { readonly noticeSubscription: NoticeSubscription }
  | { readonly noticeChange: NoticeChangeBefore }
  | { readonly notice: Notice }
  | { readonly noticeDelivery: Delivery }
  | { readonly end: number };

const files = recordOf(text);
const fields = recordOf(anything);

const deskChange = having({
  subject: text,
  id: text,
  change: having({ id: text, announced: whole, scope: fields, effect: fields }),
  madeAt: whole,
  madeBy: text,
  undoneAt: orNull(whole),
  undoneBy: orNull(text),
  idempotencyKey: orNull(text),
});

const personalFeed = having(
  {
    tokenHash: text,
    keyHash: text,
    selection: anything,
    options: anything,
    instant: whole,
    edits: whole,
    revokedAt: orNull(whole),
  },
  { raised: anything },
);

const audit = having({ at: whole, who: text, what: text, subject: text, before: anything, after: anything });

const makers = listOf(textThat((id) => id === 'console' || /^(?:person|token):/.test(id)));
const origin = { makers, ceiling: orNull(listOf(having({ role: text, scope: text }))) };
const grant = having({ role: text, scope: text, at: whole, by: text });
const staff = having(
  { mail: text, name: orNull(text), addedAt: whole, addedBy: text, grants: listOf(grant) },
  { account: having({ issuer: text, subject: text }) },
);
const signsIn = { hash: text, mail: text, madeAt: whole, expiresAt: whole };
const session = having({ ...signsIn, device: text, endedAt: orNull(whole) }, origin);
const signInLink = having({ ...signsIn, madeBy: text, usedAt: orNull(whole), revokedAt: orNull(whole) }, origin);
const apiToken = having(
  {
    id: text,
    hash: text,
    label: text,
    role: text,
    scope: text,
    madeAt: whole,
    madeBy: text,
    expiresAt: orNull(whole),
    revokedAt: orNull(whole),
  },
  { makers },
);

const noticeKeys = having({ secret: text, vapidPublic: text, vapidPrivate: text });
const noticeSubscription = having({
  id: text,
  channel: oneOf(...CHANNELS),
  address: text,
  settings: files,
  madeAt: whole,
  confirmedAt: orNull(whole),
  until: whole,
  endedAt: orNull(whole),
  endedWhy: orNull(text),
  choices: listOf(having({ course: text, sections: listOf(text), pace: oneOf(...PACES) })),
});
const noticeChange = having({ course: text, since: whole, revision: whole, before: text });
const notice = having({ number: whole, course: text, revision: whole, at: whole, content: anything });
const noticeDelivery = having({
  number: whole,
  subscription: text,
  notice: orNull(whole),
  kind: oneOf('now', 'digest', 'confirm', 'test'),
  part: oneOf('all', 'urgent', 'rest'),
  dueAt: whole,
  attempts: whole,
  message: orNull(text),
  error: orNull(text),
});

const LINES: readonly z.ZodType[] = [
  having({ belltower: z.literal('state'), format: z.literal(1), instant: whole }, { sequencesFrom: whole }),
  having({ end: whole }),
  having({ rules: having({ number: whole, at: whole, files }) }),
  having({ confirmation: having({ rules: text }) }),
  having({ course: text, stored: z.custom(isStoredCourse) }),
  having({ agreedText: having({ digest: text, text }) }),
  having({ agreedRules: having({ key: text, files }) }),
  having({ closedTerm: having({ term: text, at: whole }) }),
  having({ holidays: storedHolidays }),
  having({ heldEdit: having({ key: text, rules: text, summary: text, since: whole }) }),
  having({ deskChange }),
  having({ personalFeed }),
  having({ audit }),
  having({ staff }),
  having({ apiToken }),
  having({ session }),
  having({ signInLink }),
  having({ noticeKeys }),
  having({ noticeSubscription }),
  having({ noticeChange }),
  having({ notice }),
  having({ noticeDelivery }),
];

/** The record, or a short error. */
export function readLine(source: string): StateLine | string {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return 'this is not JSON';
  }
  const { format, document } = (value ?? {}) as { format?: unknown; document?: unknown };
  if (typeof format === 'number' && format > 1) return `format ${format} was written by a later release`;
  if (typeof document === 'number' && document > DOCUMENT_VERSION)
    return `documents of version ${document} were written by a later release`;
  return LINES.some((line) => fits(line, value)) ? (value as StateLine) : 'this is nothing that a state consists of';
}

/** What a store holds once; null for what it may hold twice. */
export function identityOf(line: StateLine): string | null {
  if ('rules' in line) return `rules ${line.rules.number}`;
  if ('confirmation' in line) return `confirmation ${line.confirmation.rules}`;
  if ('course' in line) return `course ${line.course}`;
  if ('agreedText' in line) return `agreed text ${line.agreedText.digest}`;
  if ('agreedRules' in line) return `agreed rules ${line.agreedRules.key}`;
  if ('closedTerm' in line) return `closed term ${line.closedTerm.term}`;
  if ('heldEdit' in line) return `held edit ${line.heldEdit.key}`;
  if ('holidays' in line) return `holidays of ${line.holidays.term}`;
  if ('deskChange' in line) return `change ${line.deskChange.subject} ${line.deskChange.id}`;
  if ('personalFeed' in line) return `personal feed ${line.personalFeed.tokenHash}`;
  if ('staff' in line) return `staff ${line.staff.mail}`;
  if ('apiToken' in line) return `token ${line.apiToken.hash}`;
  if ('session' in line) return `session ${line.session.hash}`;
  if ('signInLink' in line) return `link ${line.signInLink.hash}`;
  return identityOfNotice(line);
}

function identityOfNotice(line: StateLine): string | null {
  if ('noticeKeys' in line) return 'notice keys';
  if ('noticeSubscription' in line) return `subscription ${line.noticeSubscription.id}`;
  if ('noticeChange' in line) return `changed course ${line.noticeChange.course}`;
  if ('notice' in line) return `notice ${line.notice.number}`;
  return 'noticeDelivery' in line ? `delivery ${line.noticeDelivery.number}` : null;
}
