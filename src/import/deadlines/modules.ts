/**
 * What is due according to the `_modules/` of a Just the Class site. Below a date ("Feb 1", or `days:` in the front
 * matter) stands what happens on it: "**HW 2 due**{: .label }" is due on that date, "**Homework 2** [Sorting](…) (due
 * Feb 8)" on its own.
 */
import type { LocalTime } from '../../domain/date.ts';
import type { Term } from '../../domain/model.ts';
import { blankBetween, stripMarkdown } from '../page/document/inline.ts';
import type { LooseDate } from '../table/loose-date.ts';
import { findDate, settleDue } from './due-date.ts';
import { type DraftDeadline, writeDeadline } from './write-deadline.ts';

export interface ModuleFile {
  /** "_modules/week-01.md" */
  readonly path: string;
  readonly text: string;
}

interface Place {
  /** "_modules/week-01.md:12" */
  readonly at: string;
  readonly text: string;
}

interface FoundDeadline extends Place {
  readonly title: string;
  /** The date as the site writes it: "Feb 8". */
  readonly day: string;
  /** Null: the site names none. */
  readonly time: string | null;
  readonly url: string | null;
}

export interface NotRead extends Place {
  readonly why: string;
}

export interface FoundDeadlines {
  readonly found: readonly FoundDeadline[];
  readonly unread: readonly NotRead[];
}

/** The end of a label: what stands behind it is the title of what the label names. */
const END_OF_LABEL = '\u0001';
const DUE = /\bdue\b(?!\s+to\b)/gi;
const FRONT_DATE = /^\s*(?:-\s*)?(?:date:\s*)?['"]?(\d{4}-\d\d-\d\d)['"]?\s*:?\s*$/;
const WEEKDAY = '(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\\.?,?';
const TIME = '(?:\\d{1,2}(?::\\d\\d)?\\s*[ap]\\.?m\\b\\.?|\\d{1,2}:\\d\\d|noon\\b|midnight\\b)';
const MONTH_DAY =
  '[A-Za-z]{3,9}\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s+\\d{4})?|\\d{1,2}(?:st|nd|rd|th)?\\s+[A-Za-z]{3,9}\\.?(?:\\s+\\d{4})?';
const DATE = `(?:${WEEKDAY}\\s+)?(?:\\d{4}-\\d\\d?-\\d\\d?|\\d{1,2}[/.]\\d{1,2}(?:[/.]\\d{2,4})?|${MONTH_DAY})`;
const WHEN = new RegExp(
  `^[\\s:]*(?:(?:on|by|at)\\s+)?(?:(${DATE})(?=[\\s,;@).(\u0001]|$)(?:[\\s,@]*(?:(?:at|by)\\s+)?(${TIME}))?|(${TIME}))`,
  'i',
);
/** "11:59pm AoE", "5pm ET", "23:59:00 -0500" */
const ZONE = /^(?::\d\d)?\s*\(?(?:AoE|anywhere on earth|UTC|GMT|[ECMP][SD]T|Z\b|[+-]\d\d:?\d\d)\b/i;
const ZONE_LETTERS = /^\s*\(?[A-Z]{1,3}T\b/;
/** Behind a date: "before lecture", ", in class", "by 5", "(end of day)" */
const UNREAD_TIME =
  /^[\s,;:(–—-]*(?:@|\d{1,2}(?:h\d{0,2}| ?Uhr)\b|(?:at|by|before|after|in|during|when|until|start of|beginning of|end of|eod|cob)\b)/i;
/** Behind the label of "**HW 2 due** before lecture"; a title there begins with a capital letter. */
const UNREAD_TIME_BEHIND_LABEL = /^(?:at|by|before|after|in|during|when|until|start of|beginning of|end of)\b/;

export function findModuleDeadlines(files: readonly ModuleFile[]): FoundDeadlines {
  const found: FoundDeadline[] = [];
  const unread: NotRead[] = [];
  for (const file of files.filter(({ path }) => path.split('/').includes('_modules')))
    for (const entry of readEntries(file)) {
      const read = readEntry(entry);
      if (typeof read === 'string') unread.push({ at: entry.at, text: clean(entry.text), why: read });
      else found.push(read);
    }
  return { found: joinRepeated(found), unread };
}

/** "Homework 2: Sorting (due Feb 8)" under one date and "Homework 2 due" under 8 February itself are one deadline. */
function joinRepeated(found: readonly FoundDeadline[]): FoundDeadline[] {
  const kept: FoundDeadline[] = [];
  for (const one of found) {
    const at = kept.findIndex((other) => isSame(other, one));
    const other = kept[at];
    if (!other) kept.push(one);
    else kept[at] = other.time === null && one.time !== null ? fill(one, other) : fill(other, one);
  }
  return kept;
}

function isSame(one: FoundDeadline, other: FoundDeadline): boolean {
  const [[name, tail], [otherName, otherTail]] = [splitTitle(one.title), splitTitle(other.title)];
  return (
    name === otherName &&
    mayAgree(tail || null, otherTail || null) &&
    mayAgree(one.time, other.time) &&
    isSameDay(findDate(one.day), findDate(other.day))
  );
}

function isSameDay(one: LooseDate | null, other: LooseDate | null): boolean {
  if (one === null || other === null) return false;
  return one.first === other.first && one.second === other.second && mayAgree(one.year, other.year);
}

function mayAgree<Value>(one: Value | null, other: Value | null): boolean {
  return one === null || other === null || one === other;
}

/** "HW 2: Sorting" → "hw 2" and "sorting" */
function splitTitle(title: string): readonly [name: string, tail: string] {
  const [name = '', ...tail] = title.toLowerCase().split(':');
  return [name.trim(), tail.join(':').trim()];
}

function fill(one: FoundDeadline, other: FoundDeadline): FoundDeadline {
  const title = splitTitle(one.title)[1] === '' ? other.title : one.title;
  return { ...one, title, url: one.url ?? other.url };
}

interface Entry extends Place {
  /** The date that it stands under; null: none. */
  readonly date: string | null;
}

/** The lines that say that something is due. */
function readEntries({ path, text }: ModuleFile): Entry[] {
  const lines = blankBetween(text.replaceAll(/\r\n?/g, '\n'), '<!--', '-->').split('\n');
  const front = lines[0]?.trim() === '---' ? lines.findIndex((line, at) => at > 0 && line.trim() === '---') : -1;
  const matter = lines.slice(0, Math.max(front, 0));
  const entries: Entry[] = [];
  let date: string | null = null;
  for (const [at, line] of lines.entries()) {
    if (at === front) date = null;
    const [under, rest] = at < front ? readFrontLine(matter, at) : readBodyLine(line, lines[at + 1] ?? '');
    date = under ?? date;
    if (new RegExp(DUE.source, 'i').test(rest.replaceAll(/\]\([^)]*\)/g, ']')))
      entries.push({ at: `${path}:${at + 1}`, text: rest, date });
  }
  return entries;
}

/** The date that begins with a line, and what else the line says. */
type DatedLine = readonly [date: string | null, rest: string];

function readFrontLine(lines: readonly string[], at: number): DatedLine {
  const line = lines[at] ?? '';
  const date = FRONT_DATE.exec(line)?.[1];
  if (date !== undefined) return [date, ''];
  // MECH 230's form: `title: HW 01` and `due_date: 2025-09-10` of one mapping, in any order.
  const own = /^\s*(?:-\s+)*due(?:_?date)?:\s+['"]?([^\s'"#][^'"]*)/i.exec(line)?.[1]?.trim();
  if (own !== undefined && !/^(?:null|true|false|~)$/i.test(own)) {
    const title = findTitle(lines, at);
    return [null, title === null ? `due ${own}` : `${title} (due ${own})`];
  }
  return [null, /^\s*#/.test(line) ? '' : bareValue(line)];
}

/** The title in the YAML mapping of a line; null: it has none. */
function findTitle(lines: readonly string[], at: number): string | null {
  const column = columnOf(lines[at] ?? '');
  const isOutside = (line: string): boolean => !/^\s*(?:#|$)/.test(line) && line.search(/\S/) < column;
  // The mapping begins in the line of its list's dash, or below a key.
  const first = lines.findLastIndex((line, above) => above <= at && isOutside(line));
  const end = lines.findIndex((line, below) => below > at && isOutside(line));
  const own = lines.slice(Math.max(first, 0), end < 0 ? lines.length : end).filter((line) => columnOf(line) === column);
  const title = ['title', 'name'].flatMap((key) => own.find((line) => line.slice(column).startsWith(`${key}: `)) ?? []);
  return title[0] === undefined ? null : bareValue(title[0]);
}

/** Where a line's key begins, behind the dashes of lists. */
function columnOf(line: string): number {
  return /^\s*(?:-\s+)*/.exec(line)?.[0].length ?? 0;
}

/** `? '**HW 1** (due Jun 27)'`, `"**HW 2 due**":`, `title: HW 3 due` */
function bareValue(line: string): string {
  return line
    .trim()
    .replace(/^(?:[-?:]\s+)*(?:[A-Za-z_]+:\s+)?/, '')
    .replace(/^(['"])(.*)\1:?$/, '$2');
}

function readBodyLine(line: string, next: string): DatedLine {
  if (/^\[\/\/\]:/.test(line)) return [null, ''];
  const [, day, rest] = /^[-*]\s+([^:]{3,30}?)\s*:\s+(.*)$/.exec(line) ?? [];
  if (day !== undefined && findDate(stripMarkdown(day).trim())) return [day.trim(), rest ?? ''];
  if (/^\S/.test(line) && !/^[:#>-]/.test(line)) {
    const term = stripMarkdown(line).trim();
    if (findDate(term)) return [term, ''];
    // Another term of the list: what is below it stands under no date that can be read.
    if (/^\s*:/.test(next)) return ['', line];
  }
  return [null, line];
}

/** Text: why it is not read. */
function readEntry({ at, text, date: under }: Entry): FoundDeadline | string {
  const parts = splitAtDue(text);
  if (!parts) return 'it names several dates or things';
  const [said, day = under, beside, alone] = WHEN.exec(parts.after) ?? [];
  const rest = parts.after.slice(said?.length ?? 0);
  const time = beside ?? alone ?? null;
  const refused = said === undefined ? null : refuseBehind(rest, time);
  if (refused !== null) return refused;
  const title = titleOf(parts.before, said === undefined ? rest : '');
  if (title === null) return 'what follows “due” is no date';
  if (title === '' || /^(?:no|nothing|none)\b/i.test(title)) return 'it does not say what is due';
  if (!day) return 'it stands under no date';
  const url = /\]\((https?:\/\/[^\s)]+)\)/.exec(text)?.[1] ?? null;
  return { at, text: clean(text), title, day, time, url };
}

/** Why a date cannot be read with what stands behind it; null: it can. */
function refuseBehind(rest: string, time: string | null): string | null {
  if (time === null && UNREAD_TIME.test(rest)) return 'it says a time that is not read';
  const hasZone = ZONE.test(rest) || ZONE_LETTERS.test(rest);
  return hasZone ? 'it names a zone: add it by hand in the term’s zone' : null;
}

/** What stands before and behind the word; null: several things are due. */
function splitAtDue(text: string): { readonly before: string; readonly after: string } | null {
  const marked = stripMarkdown(
    text.replaceAll(/\*\*([^*]+)\*\*(?:\{:[^}]*\})?|`([^`]+)`/g, (_, label: string) => `${label}${END_OF_LABEL} `),
  );
  const [first = 0, second, third] = [...marked.matchAll(DUE)].map(({ index }) => index);
  if (second === undefined) return { before: marked.slice(0, first), after: marked.slice(first + 3) };
  // "DUE" as a label of its own beside "PS 4 due".
  const isLabel = marked.slice(0, first).replaceAll(/[\s:]/g, '') === '';
  if (!isLabel || third !== undefined) return null;
  return { before: marked.slice(first + 3, second), after: marked.slice(second + 3) };
}

/** Null: what stands behind "due" is no part of a title ("due next week"). */
function titleOf(before: string, behind: string): string | null {
  const head = polish(before.replace(/[\s(,;:–—-]*(?:(?:out|released|assigned|posted)[\s(,;:–—-]*)?$/i, ''));
  const tail = polish(behind);
  if (tail === '') return head;
  if (head === '')
    return new RegExp(`^(?:next|this|before|in|at|by|end|beginning|${WEEKDAY})\\b`, 'i').test(tail) ? null : tail;
  if (UNREAD_TIME_BEHIND_LABEL.test(tail)) return null;
  return behind.trimStart().startsWith(END_OF_LABEL) ? `${head}: ${tail}` : null;
}

function polish(text: string): string {
  return text
    .replaceAll(new RegExp(`\\s*${END_OF_LABEL}\\s*(?=[^\\s(])`, 'g'), ': ')
    .replaceAll(END_OF_LABEL, '')
    .replace(/^[\s:?'"-]+/, '')
    .replace(/[\s:,;('"-]+$/, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?: (?=: )/g, '')
    .slice(0, 200);
}

function clean(text: string): string {
  return stripMarkdown(text)
    .replace(/^[\s:]+/, '')
    .trim();
}

export interface SettledDeadlines {
  readonly deadlines: readonly DraftDeadline[];
  /** `deadlines:` of the course; empty: there are none. */
  readonly yaml: string;
  readonly unread: readonly NotRead[];
}

/** @param fallback the time of those that name none */
export function settleDeadlines(
  { found, unread }: FoundDeadlines,
  term: Term,
  fallback: LocalTime | null,
): SettledDeadlines {
  const taken = new Set<string>();
  const deadlines: DraftDeadline[] = [];
  const lines: string[] = [];
  const refused: NotRead[] = [];
  for (const { at, text, title, day, time, url } of found) {
    const settled = settleDue(time === null ? day : `${day} ${time}`, term, fallback);
    if (typeof settled === 'string') refused.push({ at, text, why: settled });
    else {
      const deadline = { title, due: settled, url: url ?? undefined };
      deadlines.push(deadline);
      lines.push(`  # ${at}: ${text.slice(0, 90)}\n${writeDeadline(deadline, taken)}`);
    }
  }
  return {
    deadlines,
    yaml: lines.length === 0 ? '' : `deadlines:\n${lines.join('')}`,
    unread: [...unread, ...refused],
  };
}
