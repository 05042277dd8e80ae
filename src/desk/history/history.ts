/** Who changed what, when, why, from what to what. */
import type { DateSpan, LocalDate } from '../../domain/date.ts';
import type { CourseKey } from '../../domain/model.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import { readRecorded } from '../../publish/differences.ts';
import type { DeskChange, NumberedEntry } from '../../store/store.ts';
import { sayDay, sayList } from '../../words/wording.ts';
import { sayWhen } from '../change/announcement.ts';
import type { DeskParts } from '../desk-parts.ts';

/** Everything that the trail records. */
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
  'agree',
] as const;

export interface HistoryLine {
  readonly number: number;
  readonly at: number;
  readonly who: string;
  /** 'change', 'undo', 'invite', … */
  readonly what: string;
  readonly subject: string;
  /** In a sentence. */
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
}

export interface HistoryPage {
  readonly lines: readonly HistoryLine[];
  /** The number to go on before; null: this is the last page. */
  readonly next: number | null;
}

const PAGE = 40;
/** So many meetings are told of one change. */
const SHOWN = 8;
/** So many entries are looked through for one page when only some of a section are wanted. */
const MOST_LOOKED = 2000;

export async function readHistory({ store }: DeskParts, ask: HistoryAsk): Promise<HistoryPage> {
  const subjects = ask.subject === null ? null : subjectsOf(ask.subject);
  const limit = ask.section === null ? PAGE + 1 : MOST_LOOKED;
  const entries = await store.history({
    ...(subjects ? { subjects } : {}),
    ...(ask.who === null ? {} : { who: ask.who }),
    ...(ask.what === null ? {} : { what: ask.what }),
    ...(ask.before === null ? {} : { before: ask.before }),
    limit,
  });
  const undone = new Set<string>();
  for (const subject of new Set(entries.filter(({ what }) => what === 'change').map((entry) => entry.subject))) {
    for (const change of await store.deskChanges(subject))
      if (change.undoneAt !== null) undone.add(`${subject} ${change.id}`);
  }
  const lines = entries
    .map((entry) => describeEntry(entry, undone))
    .filter((line) => ask.section === null || concerns(line, entries, ask.section));
  const shown = lines.slice(0, PAGE);
  const last =
    lines.length > PAGE ? shown.at(-1) : entries.length === limit ? { number: entries.at(-1)?.number ?? 0 } : undefined;
  return { lines: shown, next: last?.number ?? null };
}

/** A change over a term is part of each course's history. */
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

function summarise(entry: NumberedEntry, change: DeskChange | null): string {
  const person = personOf(entry.after) ?? personOf(entry.before);
  switch (entry.what) {
    case 'change':
      return change ? summariseChange(change.change) : 'Changed something';
    case 'undo':
      return change ? `Took back: ${summariseChange(change.change)}` : 'Took a change back';
    case 'agree':
      return 'Agreed to an edit of the rules';
    case 'invite':
      return `Invited ${person?.mail ?? 'somebody'} as ${person?.role ?? 'staff'}`;
    case 'role':
      return `Made ${person?.mail ?? 'somebody'} ${person?.role ?? 'staff'}`;
    case 'remove':
      return `Removed ${person?.mail ?? 'somebody'} (${person?.role ?? 'staff'})`;
    case 'sign-in link':
      return `Made a sign-in link for ${person?.mail ?? 'somebody'}`;
    case 'sign in':
      return `Signed in as ${person?.mail ?? 'somebody'} by a link that ${person?.linkBy ?? 'somebody'} made`;
    case 'campus account':
      return entry.after === null
        ? `Let another campus account sign in as ${person?.mail ?? 'somebody'}`
        : `Signed in as ${person?.mail ?? 'somebody'} by a campus account for the first time`;
    case 'sign out':
      return `Signed ${person?.mail ?? 'somebody'} out everywhere`;
    case 'token':
      return `Made the token ${person?.label ?? ''}`;
    case 'revoke token':
      return `Revoked the token ${person?.label ?? ''}`;
    case 'redact':
      return `Redacted ${String((entry.after as { places?: unknown } | null)?.places ?? 'some')} places`;
    case 'rename':
      return `Renamed from ${typeof entry.before === 'string' ? entry.before : 'another id'}`;
    case 'retire':
      return 'Ended the course';
    case 'unretire':
      return 'Brought the course back';
    default:
      return entry.what;
  }
}

/** 'Cancelled P02, Friday 12 October' */
export function summariseChange({ scope, effect, announced }: DeskChange['change']): string {
  const made = new Date(announced).toISOString().slice(0, 10);
  const did: string[] = [];
  if (effect.cancel) did.push('cancelled');
  if (effect.move) did.push('moved');
  if (effect.where) did.push('other place for');
  if (effect.staff) did.push('other people for');
  if (effect.close) did.push('closed');
  if (effect.instead) did.push('other hours for');
  if (effect.extra) did.push('extra meeting of');
  if (effect.note !== null && did.length === 0) did.push('note on');
  const verb = did.length === 0 ? 'note on' : sayList(did);
  const who = scope.sections
    ? sayList(scope.sections)
    : scope.kinds
      ? sayList(scope.kinds.map((kind) => `every ${kind}`))
      : 'every section';
  const when = effect.extra ? sayDay(effect.extra.date, made) : scope.dates ? saySpan(scope.dates, made) : '';
  return `${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${who}${when === '' ? '' : `, ${when}`}`;
}

function saySpan({ from, until }: DateSpan, made: LocalDate): string {
  return from === until ? sayDay(from, made) : `${sayDay(from, made)} to ${sayDay(until, made)}`;
}

function sayFacts(facts: MeetingFacts): string {
  const places = facts.where.map(({ text }) => text);
  const parts = [sayWhen(facts), ...places, ...facts.staff, ...facts.notes.map((note) => `“${note}”`)];
  return `${facts.section}: ${facts.status === 'cancelled' ? 'cancelled, ' : ''}${parts.join(' · ')}`;
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
