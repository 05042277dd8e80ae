/**
 * Dates of a foreign RRULE in its own wall time: days, weeks, months and years, as course calendars have them. Bounded, for
 * anybody may write a rule that never ends or never comes true. What goes beyond days (BYHOUR, BYWEEKNO) is not read.
 */
import {
  addDays,
  dateOfDay,
  dayNumber,
  type LocalDate,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
  weekStart,
} from '../../domain/date.ts';
import { type Moment, readMoment, wallMillis } from './moment.ts';

/** No course meets more often. */
const MOST_DATES = 3000;
const LONGEST_YEARS = 10;
const EARLIEST = '1950';
const LATEST = '2150';

type WallTime = Pick<Moment, 'date' | 'time'>;

interface DayOfRule {
  /** 2 for the second, -1 for the last, 0 for every one. */
  readonly ordinal: number;
  readonly day: Weekday;
}

interface Rule {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly count: number;
  readonly days: readonly DayOfRule[];
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
  readonly positions: readonly number[];
  readonly weekStarts: Weekday;
}

/**
 * The wall times of a rule from its start on.
 * @param until UTC bounds in the wall time of the start
 * @returns null: the rule cannot be read
 */
export function expandRule(
  text: string,
  start: Moment,
  until: (utc: Moment) => number,
): { readonly times: readonly WallTime[]; readonly cut: boolean } | null {
  const parts = new Map(
    text
      .toUpperCase()
      .split(';')
      .map((part): [string, string] => {
        const [key = '', value = ''] = part.split('=');
        return [key, value];
      }),
  );
  const rule = readRule(parts);
  const bound = boundOf(parts.get('UNTIL'), until);
  if (!rule || bound === null || start.date < EARLIEST || start.date > LATEST) return null;
  const last = addDays(start.date, LONGEST_YEARS * 366);
  const times: WallTime[] = [];
  for (const period of periodsOf(rule, start.date, last)) {
    for (const date of pick(period, rule.positions)) {
      if (date < start.date) continue;
      if (times.length === rule.count || wallMillis({ date, time: start.time }) > bound) return { times, cut: false };
      if (times.length === MOST_DATES) return { times, cut: true };
      times.push({ date, time: start.time });
    }
  }
  return { times, cut: !isWhole(rule, times.length, bound, last) };
}

/** Whether the rule ended by itself, and not with the years that are looked at. */
function isWhole(rule: Rule, found: number, bound: number, last: LocalDate): boolean {
  return found === rule.count || bound < wallMillis({ date: last, time: '00:00:00' });
}

const DAYS_READ = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/;
const KNOWN = /^(?:FREQ|INTERVAL|COUNT|UNTIL|WKST|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS)$/;

function readRule(parts: ReadonlyMap<string, string>): Rule | null {
  const [frequency] = /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/.exec(parts.get('FREQ') ?? '') ?? [];
  if (!frequency || [...parts.keys()].some((key) => !KNOWN.test(key))) return null;
  const days = listOf(parts.get('BYDAY')).map((word): DayOfRule | null => {
    const [, ordinal = '0', day] = DAYS_READ.exec(word) ?? [];
    return day ? { ordinal: Number(ordinal), day: day as Weekday } : null;
  });
  const numbers = ['BYMONTHDAY', 'BYMONTH', 'BYSETPOS'].map((key) => listOf(parts.get(key)).map(Number));
  const [monthDays = [], months = [], positions = []] = numbers;
  const interval = Number(parts.get('INTERVAL') ?? '1');
  const count = parts.has('COUNT') ? Number(parts.get('COUNT')) : Number.POSITIVE_INFINITY;
  const isWrong =
    [interval, count].some((number) => !(number >= 1)) || numbers.flat().some((number) => !Number.isInteger(number));
  const ordinals = days.some((one) => one !== null && one.ordinal !== 0);
  // "The second Monday of the year" is no date of a course.
  const isStrange = ordinals && frequency !== 'MONTHLY' && !(frequency === 'YEARLY' && months.length > 0);
  if (isWrong || isStrange || days.includes(null)) return null;
  const weekStarts = (parts.get('WKST') ?? 'MO') as Weekday;
  return {
    frequency: frequency as Rule['frequency'],
    interval,
    count,
    days: days as DayOfRule[],
    monthDays,
    months,
    positions,
    weekStarts: WEEKDAYS.includes(weekStarts) ? weekStarts : 'MO',
  };
}

function listOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(',');
}

/** The days of each period of a rule, in order. */
function* periodsOf(rule: Rule, start: LocalDate, last: LocalDate): Generator<readonly LocalDate[]> {
  const { first, next, daysOf } = PERIODS[rule.frequency](rule, start);
  for (let period = first; period <= last; period = next(period)) yield daysOf(period);
}

interface Periods {
  readonly first: LocalDate;
  readonly next: (period: LocalDate) => LocalDate;
  readonly daysOf: (period: LocalDate) => readonly LocalDate[];
}

const PERIODS: Readonly<Record<Rule['frequency'], (rule: Rule, start: LocalDate) => Periods>> = {
  DAILY: (rule, start) => ({
    first: start,
    next: (date) => step(date, rule.interval),
    daysOf: (date) => (fits(date, rule) ? [date] : []),
  }),
  WEEKLY: (rule, start) => {
    const days = rule.days.length > 0 ? rule.days.map(({ day }) => day) : [weekdayOf(start)];
    const datesOf = (week: LocalDate) => Array.from({ length: 7 }, (_, at) => addDays(week, at));
    return {
      first: weekStart(start, rule.weekStarts),
      next: (week) => step(week, rule.interval * 7),
      daysOf: (week) => datesOf(week).filter((date) => days.includes(weekdayOf(date)) && fitsMonth(date, rule)),
    };
  },
  MONTHLY: (rule, start) => ({
    first: `${start.slice(0, 7)}-01`,
    next: (month) => addMonths(month, rule.interval),
    daysOf: (month) => daysOfMonth(month, rule, start),
  }),
  YEARLY: (rule, start) => ({
    first: `${start.slice(0, 4)}-01-01`,
    next: (year) => addMonths(year, rule.interval * 12),
    daysOf: (year) => daysOfYear(year, rule, start),
  }),
};

/** Behind every date there is, where the step is larger than a calendar. */
const NEVER = '9999-12-31';

function step(date: LocalDate, days: number): LocalDate {
  return days > 100_000 ? NEVER : addDays(date, days);
}

function addMonths(first: LocalDate, months: number): LocalDate {
  const all = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + months;
  if (all > 9999 * 12) return NEVER;
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}-01`;
}

function fits(date: LocalDate, rule: Rule): boolean {
  const isDay = rule.days.length === 0 || rule.days.some(({ day }) => day === weekdayOf(date));
  return isDay && fitsMonth(date, rule) && fitsMonthDay(date, rule.monthDays);
}

function fitsMonth(date: LocalDate, { months }: Rule): boolean {
  return months.length === 0 || months.includes(Number(date.slice(5, 7)));
}

function fitsMonthDay(date: LocalDate, monthDays: readonly number[]): boolean {
  if (monthDays.length === 0) return true;
  const day = Number(date.slice(8));
  return monthDays.includes(day) || monthDays.includes(day - lengthOfMonth(date) - 1);
}

function lengthOfMonth(date: LocalDate): number {
  const first = `${date.slice(0, 7)}-01`;
  return dayNumber(addMonths(first, 1)) - dayNumber(first);
}

function daysOfMonth(first: LocalDate, rule: Rule, start: LocalDate): readonly LocalDate[] {
  const from = dayNumber(first);
  const all = Array.from({ length: lengthOfMonth(first) }, (_, at) => dateOfDay(from + at));
  if (!fitsMonth(first, rule)) return [];
  if (rule.days.length === 0 && rule.monthDays.length === 0)
    return all.filter((date) => date.slice(8) === start.slice(8));
  return all.filter((date) => fitsMonthDay(date, rule.monthDays) && isNamed(date, all.length, rule.days));
}

/** Whether a day of a month is one of `2MO`, `-1FR`, `WE`. */
function isNamed(date: LocalDate, length: number, days: readonly DayOfRule[]): boolean {
  const day = Number(date.slice(8));
  const [fromStart, fromEnd] = [Math.ceil(day / 7), -Math.ceil((length - day + 1) / 7)];
  const own = days.filter((one) => one.day === weekdayOf(date));
  return days.length === 0 || own.some(({ ordinal }) => ordinal === 0 || ordinal === fromStart || ordinal === fromEnd);
}

function daysOfYear(first: LocalDate, rule: Rule, start: LocalDate): readonly LocalDate[] {
  const named = rule.months.length > 0 || rule.days.length > 0 || rule.monthDays.length > 0;
  const months = named ? rule : { ...rule, months: [Number(start.slice(5, 7))] };
  return Array.from({ length: 12 }, (_, at) => daysOfMonth(addMonths(first, at), months, start)).flat();
}

function pick(dates: readonly LocalDate[], positions: readonly number[]): readonly LocalDate[] {
  if (positions.length === 0) return dates;
  return dates.filter((_, at) => positions.includes(at + 1) || positions.includes(at - dates.length));
}

/** Infinity: the rule does not end by a date; null: its UNTIL cannot be read. */
function boundOf(written: string | undefined, until: (utc: Moment) => number): number | null {
  if (written === undefined) return Number.POSITIVE_INFINITY;
  const moment = readMoment(written);
  if (!moment) return null;
  if (moment.type === 'date') return wallMillis(moment) + 86_399_999;
  return moment.type === 'utc' ? until(moment) : wallMillis(moment);
}
