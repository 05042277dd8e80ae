/**
 * What is due according to the `_modules/` of a Just the Class site. Below a date ("Feb 1", or `days:` in the front
 * matter) stands what happens on it: "**HW 2 due**{: .label }" is due on that date, "**Homework 2** [Sorting](…) (due
 * Feb 8)" on its own.
 */
import type { LocalTime } from '../../domain/date.ts';
import type { Term } from '../../domain/model.ts';
import { stripMarkdown } from '../page/document/inline.ts';
import type { SiteFile } from '../page/just-the-class.ts';
import { settleDue } from './due-date.ts';
import { type FoundDeadline, joinRepeated } from './found-deadline.ts';
import { type DatedLine, readLines, type SourceLine } from './module-lines.ts';
import { type DraftDeadline, writeDeadline } from './write-deadline.ts';

export interface NotRead extends SourceLine {
  readonly why: string;
}

export interface FoundDeadlines {
  readonly found: readonly FoundDeadline[];
  readonly unread: readonly NotRead[];
}

/** The end of a label: what stands behind it is the title of what the label names. */
const END_OF_LABEL = '\u0001';
const DUE = /\bdue\b(?!\s+to\b)/gi;
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
const BEFORE_TIME = 'at|by|before|after|in|during|when|until|start of|beginning of|end of';
/** Behind a date: "before lecture", ", in class", "by 5", "(end of day)" */
const UNREAD_TIME = new RegExp(`^[\\s,;:(–—-]*(?:@|\\d{1,2}(?:h\\d{0,2}| ?Uhr)\\b|(?:${BEFORE_TIME}|eod|cob)\\b)`, 'i');
/** Behind the label of "**HW 2 due** before lecture"; a title there begins with a capital letter. */
const UNREAD_TIME_BEHIND_LABEL = new RegExp(`^(?:${BEFORE_TIME})\\b`);
/** Behind "due" without a title before it: "next week", "by Friday" */
const NO_TITLE = new RegExp(`^(?:next|this|before|in|at|by|end|beginning|${WEEKDAY})\\b`, 'i');

export function findModuleDeadlines(files: readonly SiteFile[]): FoundDeadlines {
  const found: FoundDeadline[] = [];
  const unread: NotRead[] = [];
  const lines = files.filter(({ path }) => path.split('/').includes('_modules')).flatMap(readLines);
  for (const line of lines.filter(saysDue)) {
    const read = readDeadline(line);
    if (typeof read === 'string') unread.push({ at: line.at, text: clean(line.text), why: read });
    else found.push(read);
  }
  return { found: joinRepeated(found), unread };
}

/** The addresses of links aside. */
function saysDue({ text }: SourceLine): boolean {
  return text.replaceAll(/\]\([^)]*\)/g, ']').search(DUE) >= 0;
}

/** Text: why it is not read. */
function readDeadline({ at, text, date: under }: DatedLine): FoundDeadline | string {
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
  if (head === '') return NO_TITLE.test(tail) ? null : tail;
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

export interface DatedDeadlines {
  readonly deadlines: readonly DraftDeadline[];
  /** `deadlines:` of the course; empty: there are none. */
  readonly yaml: string;
  readonly unread: readonly NotRead[];
}

/** @param fallback the time of those that name none */
export function dateDeadlines(
  { found, unread }: FoundDeadlines,
  term: Term,
  fallback: LocalTime | null,
): DatedDeadlines {
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
