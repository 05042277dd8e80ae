/** The history: who changed what, when and why, with both values. */

import type { CourseKey } from '../../domain/model.ts';
import type { MeetingFacts } from '../../domain/schedule.ts';
import { readRecorded } from '../../publish/differences.ts';
import type { DeskChange, NumberedEntry } from '../../store/store.ts';
import { say } from '../../words/say.ts';
import { sayVenue } from '../../words/wording.ts';
import { sayWhen } from '../change/announcement.ts';
import type { DeskContext } from '../desk-context.ts';
import { summariseAct } from './act-summary.ts';

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
    summary: summariseAct(entry, change),
    turns: differences
      .slice(0, SHOWN)
      .map(({ before, after }) => ({ before: before && sayFacts(before), after: after ? sayFacts(after) : '' })),
    more: Math.max(0, differences.length - SHOWN) + more,
    say: change?.change.say ?? null,
    why: change?.change.why ?? null,
    change: made ? { id: made.id, undone: undone.has(`${entry.subject} ${made.id}`) } : null,
  };
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
