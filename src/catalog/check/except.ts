/** Warns of dates in `except` on which the pattern would not meet anyway. */
import type { LocalDate } from '../../domain/date.ts';
import type { RelativePattern, WeeklyPattern } from '../../domain/pattern.ts';
import { readDates } from '../../words/meeting-time.ts';
import { sayDate, sayList } from '../../words/wording.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { itemsOf, type Node, valueAt } from '../yaml/tree.ts';
import { type DatesOfSection, listCandidates, listWeeklyDays } from './candidates.ts';
import type { TermDays } from './term-days.ts';

export function checkExcept(
  diagnostics: Diagnostics,
  node: Node,
  pattern: WeeklyPattern | RelativePattern,
  term: TermDays,
  datesOf: DatesOfSection,
): void {
  if (!pattern.except) return;
  const { except: _, ...rest } = pattern;
  const meets = listMeetingDates(rest, term, datesOf);
  for (const item of itemsOf(valueAt(node, 'except'))) {
    const read = item.type === 'text' ? readDates(item.value) : null;
    if (read?.ok && !read.value.some((date) => meets.has(date)))
      diagnostics.warn('except-without-effect', item, describeIdle(read.value), adviseNearest(read.value, meets));
  }
}

/** The dates on which the pattern meets; those in breaks are left out. */
function listMeetingDates(
  pattern: WeeklyPattern | RelativePattern,
  term: TermDays,
  datesOf: DatesOfSection,
): ReadonlySet<LocalDate> {
  if (pattern.type === 'relative') return new Set(listCandidates(pattern, term, datesOf));
  return new Set(listWeeklyDays(pattern, term).flatMap(({ date, open }) => (open ? [date] : [])));
}

function describeIdle(dates: readonly LocalDate[]): string {
  const [first] = dates as [LocalDate];
  const when = dates.length === 1 ? sayDate(first) : `any of these ${dates.length} dates`;
  return `The pattern would not meet on ${when} anyway.`;
}

function adviseNearest(dates: readonly LocalDate[], meets: ReadonlySet<LocalDate>): string {
  const sorted = [...meets].sort();
  const near = [
    sorted.findLast((date) => date < (dates[0] as LocalDate)),
    sorted.find((date) => date > (dates.at(-1) as LocalDate)),
  ].filter((date) => date !== undefined);
  const said = near.map((date) => `${sayDate(date)} (${date})`);
  const nearest = near.length === 0 ? '' : `It meets on ${sayList(said)}. `;
  return `${nearest}Check the date, or take it away.`;
}
