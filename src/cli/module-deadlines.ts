/** The deadlines of a Just the Class site's `_modules/`, beside the rules that are read from its other pages. */
import type { Term } from '../domain/model.ts';
import { dateDeadlines, findModuleDeadlines, type NotRead } from '../import/deadlines/modules.ts';
import type { DraftDeadline } from '../import/deadlines/write-deadline.ts';
import type { SiteFile } from '../import/page/just-the-class.ts';
import { readDueTimeOption } from './due-time-option.ts';

interface ModuleDeadlines {
  /** The rules, to stand behind those of the course; empty: the site has no deadlines. */
  readonly yaml: string;
  readonly deadlines: readonly DraftDeadline[];
  /** Lines for people: what was read, and what was not. */
  readonly report: readonly string[];
  readonly isOpen: boolean;
}

/** @param term null: it is not known, so that dates without a year cannot be read */
export function readModuleDeadlines(
  files: readonly SiteFile[],
  term: Term | null,
  dueTime: string | undefined,
): ModuleDeadlines {
  const found = findModuleDeadlines(files);
  const fallback = readDueTimeOption(dueTime);
  const { found: dated, unread: early } = found;
  if (dated.length === 0 && early.length === 0) return { yaml: '', deadlines: [], report: [], isOpen: false };
  if (!term) {
    const unread = [...dated.map(({ at, text }) => ({ at, text, why: 'its date needs a term' })), ...early];
    const report = [`_modules: ${unread.length} lines about deadlines are not read`, ...unread.map(sayUnread)];
    if (dated.length > 0) report.push('The dates of deadlines need a term: --term ID, and its file.');
    return { yaml: '', deadlines: [], report, isOpen: true };
  }
  const { yaml, deadlines, unread } = dateDeadlines(found, term, fallback);
  const count = deadlines.length;
  const report = [`_modules: ${count} deadlines are read, ${unread.length} are not`, ...unread.map(sayUnread)];
  if (fallback === null && count < dated.length)
    report.push('Where the site names no time, --due-time 11:59pm says when things are due.');
  return { yaml: yaml === '' ? '' : `\n${yaml}`, deadlines, report, isOpen: unread.length > 0 };
}

function sayUnread({ at, text, why }: NotRead): string {
  return `  ${at} | ${text.slice(0, 100)}\n         ${why}`;
}
