/** Errors and probable errors in a term whose parts are valid one by one. */
import { areApart, mayMeet } from '../../domain/audience.ts';
import {
  addDays,
  type DateSpan,
  dayNumber,
  isWithin,
  type LocalDate,
  USUAL_WEEKEND,
  WEEKDAYS,
  weekdayOf,
} from '../../domain/date.ts';
import type { DaySwap, Term } from '../../domain/model.ts';
import { readSpan } from '../../words/date.ts';
import { WEEKDAY_NAMES } from '../../words/english-style.ts';
import { sayList } from '../../words/wording.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { NEAR_TERM_DAYS } from '../limits.ts';
import type { Span } from '../source.ts';
import { guessWeek } from '../week-guess.ts';
import { entryAt, itemsOf, type Node, valueAt, valueSpanOf } from '../yaml/tree.ts';
import type { TermDays } from './term-days.ts';

export function checkTerm(diagnostics: Diagnostics, root: Node, term: Term): void {
  checkZone(diagnostics, root, term);
  checkWeekend(diagnostics, root, term);
  checkLengths(diagnostics, root, term);
  checkYear(diagnostics, root, term);
  checkSwaps(diagnostics, root, term);
  checkWeeks(diagnostics, root, term);
  checkDatesAgainstTerm(diagnostics, root, term);
}

/** Real terms, including holidays and swaps, differ by at most two. */
const UNUSUAL = 3;
const SHORTEST = 6;

/** Warns if a weekday has far more or fewer class days than the others: a swap or break is missing or superfluous. */
export function checkCounts(diagnostics: Diagnostics, root: Node, { term, days }: TermDays): void {
  const working = WEEKDAYS.filter((weekday) => !term.weekend.includes(weekday));
  const counts = working.map((weekday) => ({
    weekday,
    count: days.filter((day) => day.open && day.runs === weekday && day.periods.has('classes')).length,
  }));
  const usual = counts.map(({ count }) => count).sort((a, b) => a - b)[Math.floor(working.length / 2)] ?? 0;
  if (usual < SHORTEST) return;
  for (const { weekday, count } of counts) {
    if (Math.abs(count - usual) < UNUSUAL) continue;
    const how = count > usual ? 'often' : 'seldom';
    const message = `Classes of a ${WEEKDAY_NAMES[weekday]} meet unusually ${how}: ${count} times, other weekdays about ${usual} times.`;
    diagnostics.warn(
      'unusual-count',
      valueSpanOf(root, 'classes'),
      message,
      'Check breaks and day swaps, or allow: [unusual-count].',
    );
  }
}

function checkZone(diagnostics: Diagnostics, root: Node, { zone }: Term): void {
  if (zone !== 'UTC' && !/^Etc\//.test(zone)) return;
  diagnostics.warn(
    'zone-utc',
    valueSpanOf(root, 'zone'),
    `Classes are held by ${zone}, the time of no place: clocks never change there.`,
    'Write the zone of the campus, such as America/New_York. If UTC is meant, write allow: [zone-utc].',
  );
}

/** Teaching week numbers depend on it, so a term in a country with a different weekend should set it. */
function checkWeekend(diagnostics: Diagnostics, root: Node, { zone }: Term): void {
  if (entryAt(root, 'weekend')) return;
  const { weekend } = guessWeek(zone);
  if (weekend === USUAL_WEEKEND) return;
  const days = weekend.map((day) => WEEKDAY_NAMES[day]);
  const short = days.map((day) => day.slice(0, 3)).join(' ');
  diagnostics.warn(
    'weekend-unsaid',
    valueSpanOf(root, 'zone'),
    `Where clocks go by ${zone} the weekend is ${sayList(days)}, and this term counts Saturday and Sunday as its weekend.`,
    `Add weekend: ${short}, or weekend: Sat Sun if that is meant; the numbers of teaching weeks hang on it.`,
  );
}

/** Longer or shorter terms are usually a mistyped year or month, or several terms in one. */
const MOST_WEEKS_OF_CLASSES = 26;
const FEWEST_DAYS_OF_CLASSES = 6;
/** Easter and Christmas breaks last up to five weeks. */
const MOST_WEEKS_OF_BREAK = 6;

function checkLengths(diagnostics: Diagnostics, root: Node, term: Term): void {
  checkClassesLength(diagnostics, root, term);
  for (const item of itemsOf(valueAt(root, 'breaks'))) {
    for (const dates of itemsOf(valueAt(item, 'dates'))) checkBreakLength(diagnostics, dates);
  }
}

function checkClassesLength(diagnostics: Diagnostics, root: Node, term: Term): void {
  const classes = term.periods.find(({ name }) => name === 'classes');
  const days = classes ? countDays(classes) : FEWEST_DAYS_OF_CLASSES;
  const weeks = Math.ceil(days / 7);
  if (weeks <= MOST_WEEKS_OF_CLASSES && days >= FEWEST_DAYS_OF_CLASSES) return;
  const long = weeks > MOST_WEEKS_OF_CLASSES ? `${weeks} weeks` : days === 1 ? 'one day' : `${days} days`;
  diagnostics.warn(
    'term-length',
    valueSpanOf(root, 'classes'),
    `Classes last ${long}, from ${classes?.from} to ${classes?.until}.`,
    'Check the year and the month of both dates. If it is meant, write allow: [term-length].',
  );
}

function checkBreakLength(diagnostics: Diagnostics, dates: Node): void {
  const span = dates.type === 'text' ? readSpan(dates.value) : null;
  if (!span?.ok || countDays(span.value) <= MOST_WEEKS_OF_BREAK * 7) return;
  diagnostics.warn(
    'break-length',
    dates,
    `This break lasts ${Math.ceil(countDays(span.value) / 7)} weeks.`,
    'Check the month and the year of both dates. If it is meant, write allow: [break-length].',
  );
}

function countDays({ from, until }: DateSpan): number {
  return dayNumber(until) - dayNumber(from) + 1;
}

/** Includes spring terms of academic years that are named by their first year. */
const ACADEMIC_YEAR = /\b(?:A\.?Y\.?|academic|school|year)\b/i;

function checkYear(diagnostics: Diagnostics, root: Node, term: Term): void {
  const classes = term.periods.find(({ name }) => name === 'classes');
  const years = [...term.title.matchAll(/\b((?:19|20)\d\d)(?:\s*[-–/]\s*(?:20)?(\d\d))?\b/g)].flatMap(
    ([, first, last]) =>
      last === undefined ? [Number(first)] : [Number(first), Math.floor(Number(first) / 100) * 100 + Number(last)],
  );
  if (!classes || years.length === 0) return;
  const from = Number(classes.from.slice(0, 4));
  const until = Number(classes.until.slice(0, 4));
  const later = ACADEMIC_YEAR.test(term.title) ? 1 : 0;
  if (years.some((year) => from <= year + later && year <= until)) return;
  diagnostics.warn(
    'year-disagrees',
    valueSpanOf(root, 'classes'),
    `The term is called “${term.title}”, and its classes are in ${from === until ? from : `${from} and ${until}`}.`,
    'Check the years of the dates, or the title. If both are right, write allow: [year-disagrees].',
  );
}

/** From the first to the last date of the term's periods. */
function spanOfPeriods(term: Term): DateSpan {
  const dates = term.periods.flatMap(({ from, until }) => [from, until]).sort();
  return { from: dates[0] as LocalDate, until: dates.at(-1) as LocalDate };
}

function checkSwaps(diagnostics: Diagnostics, root: Node, term: Term): void {
  const items = itemsOf(valueAt(root, 'swaps'));
  // Items that could not be read have been reported, and are not among the swaps.
  if (items.length !== term.swaps.length) return;
  for (const [index, item] of items.entries()) {
    const node = valueAt(item, 'date') ?? item;
    const swap = term.swaps[index] as DaySwap;
    if (term.swaps.slice(0, index).some((other) => other.date === swap.date && mayMeet(other, swap))) {
      diagnostics.error('swap-twice', node, `${swap.date} is swapped twice.`, 'Keep one of the two.');
      continue;
    }
    const inClasses = term.periods.some((period) => period.name === 'classes' && isWithin(swap.date, period));
    const gap = term.breaks.find((one) => isWithin(swap.date, one) && !areApart(one.audience, swap.audience));
    const inBreak = gap !== undefined;
    if (gap) {
      diagnostics.warn(
        'swap-in-break',
        node,
        `${swap.date} lies in a break (${gap.name}), and the classes of a ${WEEKDAY_NAMES[swap.follows]} meet on it all the same.`,
        'Check the date. If classes do meet on that day of the break, write allow: [swap-in-break].',
      );
    }
    if (swap.follows === weekdayOf(swap.date) && inClasses && !inBreak) {
      diagnostics.warn(
        'swap-without-effect',
        node,
        `${swap.date} is a ${WEEKDAY_NAMES[swap.follows]} already.`,
        'Check the date and the weekday that it follows.',
      );
    }
  }
}

function checkWeeks(diagnostics: Diagnostics, root: Node, term: Term): void {
  const weeks = [...(term.weeks ?? [])].sort((a, b) => (a.from < b.from ? -1 : 1));
  const node = valueAt(root, 'weeks') ?? root;
  weeks.forEach((week, index) => {
    const next = weeks[index + 1];
    if (!next || next.from > week.until) return;
    const entry = node.type === 'map' ? node.entries.find(({ key }) => key === String(next.number)) : undefined;
    diagnostics.error(
      'weeks-overlap',
      entry?.value ?? node,
      `Weeks ${week.number} and ${next.number} share ${next.from}.`,
      'Each date belongs to one week.',
    );
  });
}

/** Real universities do list a free day in the week before or after. */
const A_WEEK = 7;

function widen({ from, until }: DateSpan, days: number): DateSpan {
  return { from: addDays(from, -days), until: addDays(until, days) };
}

function checkDatesAgainstTerm(diagnostics: Diagnostics, root: Node, term: Term): void {
  const periods = spanOfPeriods(term);
  const span = widen(periods, A_WEEK);
  for (const item of itemsOf(valueAt(root, 'breaks'))) {
    for (const dates of itemsOf(valueAt(item, 'dates'))) warnOutside(diagnostics, dates, span, 'This break');
  }
  for (const item of itemsOf(valueAt(root, 'hours'))) {
    for (const dates of itemsOf(valueAt(item, 'dates')))
      warnOutside(diagnostics, dates, span, 'This span of other hours');
  }
  for (const item of itemsOf(valueAt(root, 'closings')))
    warnOutside(diagnostics, valueAt(item, 'date'), span, 'This closing');
  // A make-up day after the last day of classes is normal.
  const wide = widen(periods, NEAR_TERM_DAYS);
  for (const item of itemsOf(valueAt(root, 'swaps')))
    warnOutside(diagnostics, valueAt(item, 'date'), wide, 'This day swap');
}

function warnOutside(diagnostics: Diagnostics, node: Node | null, span: DateSpan, what: string): void {
  const dates = node?.type === 'text' ? [...node.value.matchAll(/\d{4}-\d{2}-\d{2}/g)].map(([date]) => date) : [];
  const [from, until] = [dates[0], dates.at(-1)];
  if (node && from && until && (until < span.from || from > span.until)) {
    warnOfOutside(diagnostics, node, `${what} lies outside the term’s dates.`);
  }
}

export function warnOfOutside(diagnostics: Diagnostics, span: Span, message: string): void {
  diagnostics.warn('outside-term', span, message, 'Check the year, or the term’s own dates.');
}
