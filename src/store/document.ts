/**
 * The JSON form of a published course, in the store and in a server's memory.
 *
 * Most of a course is meetings, and a meeting is mostly equal to the one a few days before: only differences from
 * that prediction are written, which takes a third of the space. A UID is always written in full: calendars
 * know it, and it must not depend on how a later release would derive it.
 */
import type { PublishedCourse, PublishedMeeting } from '../domain/published.ts';

/**
 * The version of this format. Increased whenever an earlier release would misread a document of this one: the earlier
 * release then refuses the store. Optional fields that earlier releases may ignore do not increase it.
 */
export const DOCUMENT_VERSION = 2;

/** The parts available without parsing the meetings. */
export type DocumentHead = Pick<
  PublishedCourse,
  'course' | 'sections' | 'firstPublished' | 'lastModified' | 'leavesAt' | 'sizes'
>;

/** The fields in which a meeting differs from the prediction; `[meeting]` if fields cannot express the difference. */
export type MeetingRow = Difference | readonly [PublishedMeeting];

type Difference = Partial<Omit<PublishedMeeting, 'facts'>> & { readonly facts?: Partial<PublishedMeeting['facts']> };

/**
 * The head comes first, so that it can be read without parsing the rest.
 * @param last the publication that it was made from: what it has of its meetings is not compared again
 */
export function writeDocument(published: PublishedCourse, last: PublishedCourse | null = null): string {
  const { course, sections, firstPublished, lastModified, leavesAt, sizes, ...bulk } = published;
  const { meetings, ...rest } = bulk;
  const rows = compressMeetings(meetings, last?.meetings);
  return JSON.stringify({ course, sections, firstPublished, lastModified, leavesAt, sizes, meetings: rows, ...rest });
}

/** The rows that meetings were restored from. */
const restored = new WeakMap<readonly PublishedMeeting[], readonly MeetingRow[]>();

/**
 * Meetings as a document has them: each after the first as a difference.
 * @param last restored ones, the same objects as far as they are the same
 */
export function compressMeetings(
  meetings: readonly PublishedMeeting[],
  last: readonly PublishedMeeting[] = [],
): MeetingRow[] {
  const rows = restored.get(last) ?? [];
  let place = 0;
  return meetings.map((meeting, index) => {
    // Both are sorted by identity; where they were not, rows would be made again.
    while (last[place] !== meeting && isBefore(last[place], meeting)) place += 1;
    const previous = meetings[index - 1];
    if (!previous) return meeting;
    const known = last[place] === meeting && last[place - 1] === previous ? rows[place] : undefined;
    return known ?? compare(meeting, previous) ?? [meeting];
  });
}

function isBefore(one: PublishedMeeting | undefined, meeting: PublishedMeeting): boolean {
  return one !== undefined && one.identity < meeting.identity;
}

/** @param rows of `compressMeetings`, or of their JSON */
export function restoreMeetings(rows: readonly MeetingRow[]): PublishedMeeting[] {
  const meetings: PublishedMeeting[] = [];
  for (const row of rows) meetings.push(restore(row, meetings.at(-1)));
  restored.set(meetings, rows);
  return meetings;
}

/** @throws SyntaxError for a text that is not JSON */
export function readDocument(text: string): PublishedCourse {
  return restoreDocument(JSON.parse(text) as ParsedDocument);
}

/** A document as JSON has it: meetings after the first are differences. */
export type ParsedDocument = Omit<PublishedCourse, 'meetings'> & { readonly meetings: readonly MeetingRow[] };

/** @throws TypeError for an object that is not a document */
export function restoreDocument({ meetings: rows, ...rest }: ParsedDocument): PublishedCourse {
  return { ...rest, meetings: restoreMeetings(rows) };
}

function isWhole(row: MeetingRow): row is readonly [PublishedMeeting] {
  return Array.isArray(row);
}

/** Quotes inside JSON strings are escaped, so this can only be a key; courses and sections have no such key. */
const FIRST_BULK_KEY = ',"meetings":[';

/** Not parsing the meetings makes a university's server start five times as fast. */
export function readDocumentHead(text: string): DocumentHead {
  const end = text.indexOf(FIRST_BULK_KEY);
  const head = end < 0 ? null : (JSON.parse(`${text.slice(0, end)}}`) as Partial<DocumentHead>);
  // Documents in another form are parsed as a whole.
  if (head?.course && head.sections && head.firstPublished !== undefined && head.lastModified !== undefined) {
    return head as DocumentHead;
  }
  return readDocument(text);
}

/** The fields of a meeting that are predicted from the previous one, its date and its start; all others are its. */
function guess(
  { identity, originalDate: date, facts }: PublishedMeeting,
  originalDate: string,
  start: number,
): {
  readonly own: Pick<PublishedMeeting, 'originalDate' | 'identity'>;
  readonly facts: Pick<PublishedMeeting['facts'], 'start' | 'end' | 'date'>;
} {
  const isDated = identity.endsWith(date);
  return {
    own: { originalDate, identity: isDated ? identity.slice(0, -date.length) + originalDate : identity },
    facts: { start, end: facts.end === null ? null : start + (facts.end - facts.start), date: originalDate },
  };
}

function restore(row: MeetingRow, previous: PublishedMeeting | undefined): PublishedMeeting {
  if (isWhole(row)) return row[0];
  if (!previous) return row as PublishedMeeting;
  const expected = guess(previous, row.originalDate ?? previous.originalDate, row.facts?.start ?? previous.facts.start);
  const { identity, originalDate } = expected.own;
  const { start, end, date } = expected.facts;
  const facts = replace({ ...previous.facts, start, end, date }, row.facts);
  return replace({ ...previous, identity, originalDate, facts }, row);
}

/** Sets the fields of a row, facts apart. A spread of them would take twice the time. */
function replace<T extends { [K in keyof T]: unknown }>(fields: T, row: { readonly [K in keyof T]?: unknown } = {}): T {
  for (const key in row) if (key !== 'facts') fields[key] = row[key] as T[typeof key];
  return fields;
}

/** Null: fields cannot express the difference. */
function compare(meeting: PublishedMeeting, previous: PublishedMeeting): Difference | null {
  const { originalDate, facts } = meeting;
  const expected = guess(previous, originalDate, facts.start);
  const own: Writable<Difference> = {};
  const ownFacts: Writable<Partial<PublishedMeeting['facts']>> = {};
  if (!differ(meeting, previous, expected.own, own)) return null;
  if (!differ(facts, previous.facts, expected.facts, ownFacts)) return null;
  // The prediction is made from these two.
  if (originalDate !== previous.originalDate) own.originalDate = originalDate;
  if (facts.start !== previous.facts.start) ownFacts.start = facts.start;
  if (Object.keys(ownFacts).length > 0) own.facts = ownFacts;
  return own;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Writes the fields of `a` that are not as expected, facts apart, into `into`: as `guessed`, or else as those of `b`.
 * False where `b` has one that `a` lacks.
 */
function differ<T extends object>(
  a: T,
  b: T,
  guessed: Partial<T>,
  into: { -readonly [K in keyof T]?: unknown },
): boolean {
  for (const key in a) {
    if (key !== 'facts' && !isSame(a[key], key in guessed ? guessed[key] : b[key])) into[key] = a[key];
  }
  for (const key in b) if (!(key in a)) return false;
  return true;
}

/** Whether they have the same JSON. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  const others = Object.keys(b);
  const [one, other] = [a as Fields, b as Fields];
  return (
    keys.length === others.length && keys.every((key, index) => key === others[index] && isSame(one[key], other[key]))
  );
}

type Fields = Readonly<Record<string, unknown>>;
