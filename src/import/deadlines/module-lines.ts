/**
 * The lines of a file of `_modules/`, each with the date that it stands under: a line "Feb 1" of the page, or a key or
 * `date:` of its front matter.
 */
import { blankBetween, stripMarkdown } from '../page/document/inline.ts';
import type { SiteFile } from '../page/just-the-class.ts';
import { findDate } from './due-date.ts';

export interface SourceLine {
  /** "_modules/week-01.md:12" */
  readonly at: string;
  readonly text: string;
}

const FRONT_DATE = /^\s*(?:-\s*)?(?:date:\s*)?['"]?(\d{4}-\d\d-\d\d)['"]?\s*:?\s*$/;

export interface DatedLine extends SourceLine {
  /** The date that it stands under; null: none. */
  readonly date: string | null;
}

export function readLines({ path, text }: SiteFile): DatedLine[] {
  const lines = blankBetween(text.replaceAll(/\r\n?/g, '\n'), '<!--', '-->').split('\n');
  const front = lines[0]?.trim() === '---' ? lines.findIndex((line, at) => at > 0 && line.trim() === '---') : -1;
  const matter = lines.slice(0, Math.max(front, 0));
  let date: string | null = null;
  return lines.map((line, at): DatedLine => {
    if (at === front) date = null;
    const { under, rest } = at < front ? readFrontLine(matter, at) : readBodyLine(line, lines[at + 1] ?? '');
    date = under ?? date;
    return { at: `${path}:${at + 1}`, text: rest, date };
  });
}

interface LineParts {
  /** The date under which this line and the next ones stand; empty: one that cannot be read, null: as before. */
  readonly under: string | null;
  readonly rest: string;
}

function readFrontLine(lines: readonly string[], at: number): LineParts {
  const line = lines[at] ?? '';
  const date = FRONT_DATE.exec(line)?.[1];
  if (date !== undefined) return { under: date, rest: '' };
  // `title: HW 01` and `due_date: 2025-09-10` of one mapping, in any order.
  const own = /^\s*(?:-\s+)*due(?:_?date)?:\s+['"]?([^\s'"#][^'"]*)/i.exec(line)?.[1]?.trim();
  if (own !== undefined && !/^(?:null|true|false|~)$/i.test(own)) {
    const title = findTitle(lines, at);
    return { under: null, rest: title === null ? `due ${own}` : `${title} (due ${own})` };
  }
  return { under: null, rest: /^\s*#/.test(line) ? '' : bareValue(line) };
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

function readBodyLine(line: string, next: string): LineParts {
  if (/^\[\/\/\]:/.test(line)) return { under: null, rest: '' };
  const [, day, rest] = /^[-*]\s+([^:]{3,30}?)\s*:\s+(.*)$/.exec(line) ?? [];
  if (day !== undefined && findDate(stripMarkdown(day).trim())) return { under: day.trim(), rest: rest ?? '' };
  if (/^\S/.test(line) && !/^[:#>-]/.test(line)) {
    const term = stripMarkdown(line).trim();
    if (findDate(term)) return { under: term, rest: '' };
    // Another term of the list: what is below it stands under no date that can be read.
    if (/^\s*:/.test(next)) return { under: '', rest: line };
  }
  return { under: null, rest: line };
}
