/** The history: who changed what, when and why, with both values. */

import type { ChangeEffect } from '../../domain/change.ts';
import { type DateSpan, type LocalDate, utcDateOf } from '../../domain/date.ts';
import type { CourseKey } from '../../domain/model.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import { readRecorded } from '../../publish/differences.ts';
import type { DeskChange, NumberedEntry } from '../../store/store.ts';
import type { MessageKey } from '../../words/messages/messages.ts';
import { say } from '../../words/say.ts';
import { sayDay, sayKindWithin, sayList, sayVenue } from '../../words/wording.ts';
import { nameRole } from '../access/role.ts';
import { sayWhen } from '../change/announcement.ts';
import type { DeskContext } from '../desk-context.ts';

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

export interface HistoryLine {
  readonly number: number;
  readonly at: number;
  readonly who: string;
  /** 'change', 'undo', 'invite', … */
  readonly what: string;
  readonly subject: string;
  /** A one-sentence summary. */
  readonly summary: string;
  readonly turns: readonly { readonly before: string | null; readonly after: string }[];
  readonly more: number;
  readonly say: string | null;
  readonly why: string | null;
  /** The change that this made, if it can be undone. */
  readonly change: { readonly id: string; readonly undone: boolean } | null;
}

export interface HistoryAsk {
  /** A course, with the changes of its term; a term; null: everything. */
  readonly subject: string | null;
  readonly who: string | null;
  readonly what: string | null;
  readonly section: string | null;
  readonly before: number | null;
  /** Absent: USUAL_ENTRIES. */
  readonly limit?: number;
}

export interface HistoryPage {
  readonly lines: readonly HistoryLine[];
  /** The number before which the next page starts; null on the last page. */
  readonly next: number | null;
}

export const USUAL_ENTRIES = 40;
export const MOST_ENTRIES = 200;
/** The most meetings described per change. */
const SHOWN = 8;
/** The most entries scanned for one page of a filtered list. */
const MOST_LOOKED = 2000;

export async function readHistory({ store }: Pick<DeskContext, 'store'>, ask: HistoryAsk): Promise<HistoryPage> {
  const subjects = ask.subject === null ? null : subjectsOf(ask.subject);
  const page = ask.limit ?? USUAL_ENTRIES;
  const limit = ask.section === null ? page + 1 : MOST_LOOKED;
  const entries = await store.history({
    ...(subjects ? { subjects } : {}),
    ...(ask.who === null ? {} : { who: ask.who }),
    ...(ask.what === null ? {} : { what: ask.what }),
    ...(ask.before === null ? {} : { before: ask.before }),
    limit,
  });
  const undone = await findUndone(store, entries);
  const lines = entries
    .map((entry) => describeEntry(entry, undone))
    .filter((line) => ask.section === null || concerns(line, entries, ask.section));
  const shown = lines.slice(0, page);
  const last =
    lines.length > page ? shown.at(-1) : entries.length === limit ? { number: entries.at(-1)?.number ?? 0 } : undefined;
  return { lines: shown, next: last?.number ?? null };
}

/** The undone changes among the entries, as 'SUBJECT ID'. */
async function findUndone(
  store: DeskContext['store'],
  entries: readonly NumberedEntry[],
): Promise<ReadonlySet<string>> {
  const subjects = new Set(entries.filter(({ what }) => what === 'change').map(({ subject }) => subject));
  const undone = new Set<string>();
  for (const subject of subjects) {
    for (const { id, undoneAt } of await store.deskChanges(subject))
      if (undoneAt !== null) undone.add(`${subject} ${id}`);
  }
  return undone;
}

/** A change of a term is part of each course's history. */
function subjectsOf(subject: CourseKey | string): string[] {
  const [term] = subject.split('/');
  return term !== undefined && term !== subject ? [subject, term] : [subject];
}

function concerns(line: HistoryLine, entries: readonly NumberedEntry[], section: string): boolean {
  const entry = entries.find(({ number }) => number === line.number);
  const { differences } = readRecorded(entry?.after);
  const sections = (changeOf(entry?.after) ?? changeOf(entry?.before))?.change.scope.sections;
  return sections?.includes(section) === true || differences.some(({ after }) => after?.section === section);
}

export function describeEntry(entry: NumberedEntry, undone: ReadonlySet<string>): HistoryLine {
  const change = changeOf(entry.after) ?? changeOf(entry.before);
  const { differences, more } = readRecorded(entry.after);
  const made = entry.what === 'change' && change ? change : null;
  return {
    number: entry.number,
    at: entry.at,
    who: entry.who,
    what: entry.what,
    subject: entry.subject,
    summary: summarise(entry, change),
    turns: differences
      .slice(0, SHOWN)
      .map(({ before, after }) => ({ before: before && sayFacts(before), after: after ? sayFacts(after) : '' })),
    more: Math.max(0, differences.length - SHOWN) + more,
    say: change?.change.say ?? null,
    why: change?.change.why ?? null,
    change: made ? { id: made.id, undone: undone.has(`${entry.subject} ${made.id}`) } : null,
  };
}

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

function summarise(entry: NumberedEntry, change: DeskChange | null): string {
  const summary = Object.hasOwn(SUMMARIES, entry.what) ? SUMMARIES[entry.what] : undefined;
  const {
    mail = say('deskHistory.somebody'),
    role = say('deskHistory.staff'),
    label = '',
    linkBy = say('deskHistory.somebody'),
  } = personOf(entry.after) ?? personOf(entry.before) ?? {};
  return summary?.({ entry, change, mail, role: nameRole(role), label, linkBy }) ?? entry.what;
}

/** In the order in which several are named. */
const EFFECT_WORDS = {
  cancel: 'deskHistory.cancelled',
  move: 'deskHistory.moved',
  where: 'deskHistory.otherPlaceFor',
  staff: 'deskHistory.otherPeopleFor',
  close: 'deskHistory.closed',
  instead: 'deskHistory.otherHoursFor',
  extra: 'deskHistory.extraMeetingOf',
} as const satisfies Readonly<Record<Exclude<keyof ChangeEffect, 'note'>, MessageKey>>;
const NAMED_EFFECTS = Object.keys(EFFECT_WORDS) as (keyof typeof EFFECT_WORDS)[];

/** 'Cancelled P02, Friday 12 October' */
export function summariseChange({ scope, effect, announced }: DeskChange['change']): string {
  const made = utcDateOf(announced);
  const did = NAMED_EFFECTS.filter((key) => effect[key]).map((key) => say(EFFECT_WORDS[key]));
  const verb = did.length === 0 ? say('deskHistory.noteOn') : sayList(did);
  const every = scope.kinds
    ? sayList(scope.kinds.map((kind) => say('deskHistory.every', { kind: sayKindWithin(kind) })))
    : say('deskHistory.everySectionOf');
  const isDeadline = scope.dates === null && !effect.extra && scope.pattern !== null;
  const named = scope.sections ? sayList(scope.sections) : every;
  const who = isDeadline ? say('deskHistory.deadline', { id: scope.pattern }) : named;
  const when = effect.extra ? sayDay(effect.extra.date, made) : scope.dates ? saySpan(scope.dates, made) : '';
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${who}${when === '' ? '' : `, ${when}`}`;
}

function saySpan({ from, until }: DateSpan, made: LocalDate): string {
  return from === until
    ? sayDay(from, made)
    : say('deskHistory.to', { from: sayDay(from, made), until: sayDay(until, made) });
}

function sayFacts(facts: MeetingFacts): string {
  const places = facts.where.map(sayVenue);
  const parts = [
    sayWhen(facts),
    ...places,
    ...facts.staff,
    ...facts.notes.map((note) => say('deskHistory.quoted', { note })),
  ];
  const key = facts.status === 'cancelled' ? 'deskHistory.cancelledMeeting' : 'deskHistory.meeting';
  return say(key, { section: facts.deadline?.title ?? facts.section, facts: parts.join(' · ') });
}

function changeOf(value: unknown): DeskChange | null {
  const change = value as DeskChange | null | undefined;
  return change && typeof change === 'object' && change.change?.scope && change.change.effect ? change : null;
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
