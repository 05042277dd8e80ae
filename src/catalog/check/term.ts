/** What in a term is wrong or probably wrong although each part of it can be read. */
import { addDays, type DateSpan, isWithin, type LocalDate, weekdayOf } from '../../domain/date.ts';
import type { Term } from '../../domain/model.ts';
import { NEAR_TERM_DAYS } from '../limits.ts';
import { readDate } from '../notation/date.ts';
import { WEEKDAY_NAMES } from '../notation/weekday.ts';
import type { Reading } from '../reading.ts';
import type { Span } from '../source.ts';
import { itemsOf, type Node, valueAt, valueSpanOf } from '../yaml/tree.ts';
import type { TermDays } from './term-days.ts';

export function checkTerm(reading: Reading, root: Node, term: Term): void {
  checkSwaps(reading, root, term);
  checkWeeks(reading, root, term);
  checkDatesAgainstTerm(reading, root, term);
}

const WORKING_DAYS = ['MO', 'TU', 'WE', 'TH', 'FR'] as const;
/** Real terms, with their holidays and swaps, differ by two at most. */
const UNUSUAL = 3;
const SHORTEST = 6;

/** Warns where a weekday has far more or fewer class days than the others: a swap or break is missing or too much. */
export function checkCounts(reading: Reading, root: Node, { days }: TermDays): void {
  const counts = WORKING_DAYS.map((weekday) => ({
    weekday,
    count: days.filter((day) => day.open && day.runs === weekday && day.periods.has('classes')).length,
  }));
  const usual = counts.map(({ count }) => count).sort((a, b) => a - b)[2] as number;
  if (usual < SHORTEST) return;
  for (const { weekday, count } of counts) {
    if (Math.abs(count - usual) < UNUSUAL) continue;
    const how = count > usual ? 'often' : 'seldom';
    const message = `Classes of a ${WEEKDAY_NAMES[weekday]} meet unusually ${how}: ${count} times, other weekdays about ${usual} times.`;
    reading.warn(
      'unusual-count',
      valueSpanOf(root, 'classes'),
      message,
      'Check breaks and day swaps, or allow: [unusual-count].',
    );
  }
}

/** From the first to the last date of the term's periods. */
function spanOfPeriods(term: Term): DateSpan {
  const dates = term.periods.flatMap(({ from, until }) => [from, until]).sort();
  return { from: dates[0] as LocalDate, until: dates.at(-1) as LocalDate };
}

function checkSwaps(reading: Reading, root: Node, term: Term): void {
  const seen = new Set<LocalDate>();
  for (const item of itemsOf(valueAt(root, 'swaps'))) {
    const node = valueAt(item, 'date') ?? item;
    const date = dateIn(node);
    const swap = term.swaps.find((one) => one.date === date);
    if (!swap) continue;
    if (seen.has(swap.date)) {
      reading.error('swap-twice', node, `${swap.date} is swapped twice.`, 'Keep one of the two.');
      continue;
    }
    seen.add(swap.date);
    const inClasses = term.periods.some((period) => period.name === 'classes' && isWithin(swap.date, period));
    const inBreak = term.breaks.some((gap) => isWithin(swap.date, gap));
    if (swap.follows === weekdayOf(swap.date) && inClasses && !inBreak) {
      reading.warn(
        'swap-without-effect',
        node,
        `${swap.date} is a ${WEEKDAY_NAMES[swap.follows]} already.`,
        'Check the date and the weekday that it follows.',
      );
    }
  }
}

function checkWeeks(reading: Reading, root: Node, term: Term): void {
  const weeks = [...(term.weeks ?? [])].sort((a, b) => (a.from < b.from ? -1 : 1));
  const node = valueAt(root, 'weeks') ?? root;
  weeks.forEach((week, index) => {
    const next = weeks[index + 1];
    if (!next || next.from > week.until) return;
    const entry = node.type === 'map' ? node.entries.find(({ key }) => key === String(next.number)) : undefined;
    reading.error(
      'weeks-overlap',
      entry?.value ?? node,
      `Weeks ${week.number} and ${next.number} share ${next.from}.`,
      'Each date belongs to one week.',
    );
  });
}

/** A free day in the week before or after is written down by real universities. */
const A_WEEK = 7;

function widen({ from, until }: DateSpan, days: number): DateSpan {
  return { from: addDays(from, -days), until: addDays(until, days) };
}

function checkDatesAgainstTerm(reading: Reading, root: Node, term: Term): void {
  const periods = spanOfPeriods(term);
  const span = widen(periods, A_WEEK);
  for (const item of itemsOf(valueAt(root, 'breaks'))) {
    for (const dates of itemsOf(valueAt(item, 'dates'))) warnOutside(reading, dates, span, 'This break');
  }
  for (const item of itemsOf(valueAt(root, 'closings')))
    warnOutside(reading, valueAt(item, 'date'), span, 'This closing');
  // A make-up day after the last day of classes is ordinary.
  const wide = widen(periods, NEAR_TERM_DAYS);
  for (const item of itemsOf(valueAt(root, 'swaps')))
    warnOutside(reading, valueAt(item, 'date'), wide, 'This day swap');
}

function warnOutside(reading: Reading, node: Node | null, span: DateSpan, what: string): void {
  const dates = node?.type === 'text' ? [...node.value.matchAll(/\d{4}-\d{2}-\d{2}/g)].map(([date]) => date) : [];
  const [from, until] = [dates[0], dates.at(-1)];
  if (node && from && until && (until < span.from || from > span.until)) {
    warnOfOutside(reading, node, `${what} lies outside the term’s dates.`);
  }
}

export function warnOfOutside(reading: Reading, span: Span, message: string): void {
  reading.warn('outside-term', span, message, 'Check the year, or the term’s own dates.');
}

function dateIn(node: Node): LocalDate | null {
  const read = node.type === 'text' ? readDate(node.value) : null;
  return read?.ok ? read.value : null;
}
