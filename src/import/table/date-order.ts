/** Decides whether a table writes the month or the day first: by an unambiguous date, or by what fits the term. */
import { type DateSpan, dayNumber } from '../../domain/date.ts';
import { type DateOrder, type LooseSpan, resolveSpan } from './loose-date.ts';

const ORDERS = ['month first', 'day first'] as const;
/** The number of days by which dates in a table usually differ from the term's classes: registration days, exams. */
const NEAR = 30;

/** @param dates of all rows. @returns null: both remain possible, and each row is looked at by itself. */
export function settleOrder(dates: readonly LooseSpan[], classes: DateSpan): DateOrder | null {
  const counts = new Map<string, { readonly span: LooseSpan; rows: number }>();
  for (const span of dates) {
    const known = counts.get(span.text);
    if (known) known.rows += 1;
    else counts.set(span.text, { span, rows: 1 });
  }
  const open = [...counts.values()].filter(({ span }) => isOpen(span));
  if (open.length === 0) return 'month first';
  const sure = new Set([...counts.values()].flatMap(({ span }) => ordersOf(span)));
  if (sure.size > 0) return sure.size === 1 ? ([...sure][0] ?? null) : null;
  const fits = ORDERS.filter((order) => open.every(({ span }) => meets(span, order, classes)));
  if (fits.length === 1) return fits[0] ?? null;
  // Most rows of a table cover the whole term.
  const [commonest] = open.toSorted((a, b) => b.rows - a.rows);
  const near = ORDERS.filter((order) => commonest && isNear(commonest.span, order, classes));
  return near.length === 1 ? (near[0] ?? null) : null;
}

function datesOf(span: LooseSpan) {
  return [span.from, span.until].filter((date) => date !== null);
}

function isOpen(span: LooseSpan): boolean {
  return datesOf(span).some(({ order }) => order === null);
}

/** The order that a date implies; dates with month names and ISO dates imply nothing about others. */
function ordersOf(span: LooseSpan): DateOrder[] {
  if (!/\d[/-]\d/.test(span.text) || /\d{4}[-/]\d/.test(span.text) || /\p{L}{3}/u.test(span.text)) return [];
  return datesOf(span).flatMap(({ order }) => order ?? []);
}

function meets(span: LooseSpan, order: DateOrder, classes: DateSpan): boolean {
  const resolved = resolveSpan(span, order, classes);
  return resolved !== null && resolved.from <= classes.until && resolved.until >= classes.from;
}

function isNear(span: LooseSpan, order: DateOrder, classes: DateSpan): boolean {
  const resolved = resolveSpan(span, order, classes);
  if (!resolved) return false;
  const apart = (a: string, b: string): number => Math.abs(dayNumber(a) - dayNumber(b));
  return apart(resolved.from, classes.from) <= NEAR && apart(resolved.until, classes.until) <= NEAR;
}
