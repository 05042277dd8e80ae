/** Fits rows to a term: those of other terms and cancelled ones are excluded; dates only restrict the class period. */
import {
  addDays,
  type DateSpan,
  type LocalDate,
  type LocalTime,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
} from '../../domain/date.ts';
import { writeWeekdays } from '../../words/weekday.ts';
import { settleOrder } from './date-order.ts';
import type { FittingTerm } from './draft.ts';
import { type DateOrder, type LooseSpan, resolveSpan } from './loose-date.ts';
import type { RowMeeting, TableRow } from './model.ts';
import { type Every, halfOf, writeNumbers } from './narrowing.ts';
import type { Ledger } from './row-outcomes.ts';
import { findTermWords } from './term-words.ts';

export interface FittedMeeting {
  readonly weekdays: readonly Weekday[];
  /** A single day; then `weekdays` is empty. */
  readonly date: LocalDate | null;
  readonly start: LocalTime;
  readonly end: LocalTime | null;
  readonly where: readonly string[];
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  readonly weeks: string | null;
  readonly every: Every | null;
  readonly doubts: readonly string[];
}

export interface FittedRow {
  readonly row: TableRow;
  readonly meetings: readonly FittedMeeting[];
}

/** A row that could not be fitted, and its section. */
export interface UnfitRow {
  readonly row: TableRow;
  readonly reason: string;
}

export interface Fitted {
  readonly rows: readonly FittedRow[];
  /** Of this term and not cancelled, but with impossible dates or days. */
  readonly unfit: readonly UnfitRow[];
}

export function fitRows(rows: readonly TableRow[], term: FittingTerm, ledger: Ledger): Fitted {
  const words = findTermWords(rows, term);
  if (words.remark) ledger.remark(words.remark, ...rows.map(({ number }) => number));
  const order = settleOrder(
    rows.flatMap(({ meetings }) => meetings.flatMap(({ dates }) => dates ?? [])),
    term.classes,
  );
  const fitted: FittedRow[] = [];
  const unfit: UnfitRow[] = [];
  for (const row of rows) {
    if (!words.belongs(row.term)) {
      ledger.set(row.number, 'reported', words.refusal(row.term));
    } else if (row.cancelled !== null) {
      ledger.set(row.number, 'reported', `cancelled: “${row.cancelled}”`);
    } else {
      const meetings = row.meetings.map((meeting) => fitMeeting(meeting, row, order, term));
      const reason = meetings.find((meeting) => typeof meeting === 'string');
      if (reason === undefined) {
        fitted.push({ row, meetings: meetings as FittedMeeting[] });
      } else {
        ledger.set(row.number, 'reported', reason);
        unfit.push({ row, reason });
      }
    }
  }
  return { rows: fitted, unfit };
}

function fitMeeting(
  meeting: RowMeeting,
  row: TableRow,
  order: DateOrder | null,
  term: FittingTerm,
): FittedMeeting | string {
  const { weekdays, start, end, where, doubts } = meeting;
  const { classes } = term;
  const weeks = fitWeeks(meeting, term);
  if (typeof weeks === 'string') return weeks;
  const plain = { weekdays, date: null, start, end, where, from: null, until: null, doubts, ...weeks };
  if (!meeting.dates) return row.part === null ? plain : fitPart(plain, row.part, term);
  const exam = row.kind.kind === 'exam' ? findExamDate(meeting.dates, order, term) : null;
  if (exam !== null) return { ...plain, weekdays: [], date: exam, weeks: null, every: null };
  const narrowed = narrow(meeting.dates, order, classes);
  if (typeof narrowed === 'string') return narrowed;
  const { span } = narrowed;
  const once = span.from === span.until && narrowed.single;
  const clash = findClash(span, once, weekdays, meeting.dates.text);
  if (clash !== null) return clash;
  if (once) return { ...plain, weekdays: [], date: span.from, weeks: null, every: null };
  return {
    ...plain,
    from: span.from > classes.from ? span.from : null,
    until: span.until < classes.until ? span.until : null,
  };
}

/** Why a row's dates and weekdays do not go together; null if they do. */
function findClash(span: DateSpan, once: boolean, weekdays: readonly Weekday[], dates: string): string | null {
  if (once)
    return weekdays.length > 0 && !weekdays.includes(weekdayOf(span.from))
      ? `${span.from} is no ${writeWeekdays(weekdays)}`
      : null;
  if (weekdays.length === 0) return `its dates “${dates}” name no single day, and it names no weekdays`;
  return hasWeekday(span, weekdays)
    ? null
    : `there is no ${writeWeekdays(weekdays)} from ${span.from} to ${span.until}`;
}

type Weeks = Pick<FittedMeeting, 'weeks' | 'every'>;

/** The weeks of the term in which a row meets; a text says why they are not clear. */
function fitWeeks({ narrowing, dates }: RowMeeting, { calendar }: FittingTerm): Weeks | string {
  const { weeks, every, count } = narrowing;
  if (weeks === null || weeks === 'odd' || weeks === 'even') return { weeks, every };
  const known = calendar?.weeks ?? [];
  if (count !== null) {
    // A column of plain numbers may mean the number of weeks as well as week numbers.
    if (dates !== null || (count > 1 && count >= known.length - 1)) return { weeks: null, every };
    return `“${count}” may be week ${count} or ${count} weeks: give its dates, or write weeks as ${count}-${count}`;
  }
  const wanted = numbersOf(weeks);
  const odd = wanted.filter((number) => !known.includes(number));
  if (odd.length > 0)
    return `it meets in weeks ${weeks}, and the term has no teaching week ${odd[0]} (it has ${writeNumbers(known)}): number the weeks in the term’s file (weeks:)`;
  return { weeks: known.every((number) => wanted.includes(number)) ? null : weeks, every };
}

function numbersOf(weeks: string): readonly number[] {
  return weeks.split(', ').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  });
}

/** A row's part of the term, as defined in the term's file; unknown parts are asked for, never guessed. */
function fitPart(plain: FittedMeeting, part: string, { id, classes, calendar }: FittingTerm): FittedMeeting | string {
  const fold = (name: string): string => name.replaceAll(/\W+/g, '').toLowerCase();
  const half = halfOf(part);
  const span =
    calendar?.parts.find(({ name }) => fold(name) === fold(part)) ?? (half ? calendar?.halves?.[half] : undefined);
  if (!span)
    return `it meets in the part of term “${part}”: say its dates in terms/${id}.yaml (parts: {${/^[\w -]+$/.test(part) ? part : `"${part}"`}: ${classes.from} to …})`;
  const [from, until] = [span.from > classes.from ? span.from : null, span.until < classes.until ? span.until : null];
  if (!hasWeekday({ from: from ?? classes.from, until: until ?? classes.until }, plain.weekdays))
    return `there is no ${writeWeekdays(plain.weekdays)} in the part of term “${part}”`;
  return { ...plain, from, until };
}

/** The number of days after the last class in which exams are expected if the term does not define a period. */
const EXAM_DAYS = 30;

/** The single date of an exam after the end of classes. */
function findExamDate(dates: LooseSpan, order: DateOrder | null, { classes, calendar }: FittingTerm): LocalDate | null {
  const exams = calendar?.exams ?? { from: classes.until, until: addDays(classes.until, EXAM_DAYS) };
  const found = (order ? [order] : (['month first', 'day first'] as const))
    .map((one) => resolveSpan(dates, one, classes))
    .filter((span) => span !== null && span.from === span.until && span.from >= exams.from && span.from <= exams.until);
  const [only, ...others] = new Set(found.map((span) => span?.from));
  return only !== undefined && others.length === 0 ? only : null;
}

function hasWeekday(span: DateSpan, weekdays: readonly Weekday[]): boolean {
  for (let at = 0; at < WEEKDAYS.length; at += 1) {
    const date = addDays(span.from, at);
    if (date > span.until) return false;
    if (weekdays.includes(weekdayOf(date))) return true;
  }
  return false;
}

/** The intersection of the class period with a row's dates, or why it is empty. */
function narrow(
  dates: LooseSpan,
  order: DateOrder | null,
  classes: DateSpan,
): { readonly span: DateSpan; readonly single: boolean } | string {
  const readings = (order ? [order] : (['month first', 'day first'] as const))
    .map((one) => resolveSpan(dates, one, classes))
    .filter((span) => span !== null);
  const within = readings.filter((span) => span.from <= classes.until && span.until >= classes.from);
  const [first, second] = within;
  if (!first)
    return readings.length === 0
      ? `its dates “${dates.text}” do not exist or run backwards`
      : `its dates “${dates.text}” lie outside the classes (${classes.from} to ${classes.until})`;
  const cut = (span: DateSpan): DateSpan => ({
    from: span.from < classes.from ? classes.from : span.from,
    until: span.until > classes.until ? classes.until : span.until,
  });
  const span = cut(first);
  if (second && (cut(second).from !== span.from || cut(second).until !== span.until)) {
    return `its dates “${dates.text}” may be ${first.from} to ${first.until} or ${second.from} to ${second.until}`;
  }
  return { span, single: first.from === first.until };
}
