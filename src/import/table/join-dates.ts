/** Joins meetings of single dates, which a table with a row for each meeting lists, to weekly patterns. */
import {
  type DateSpan,
  type LocalDate,
  datesOf as listDates,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
} from '../../domain/date.ts';
import type { PatternDraft, WeeklyDates } from './draft.ts';

/** The fewest meetings that make a rhythm. */
const FEWEST = 3;

interface Joined {
  readonly pattern: PatternDraft;
  readonly dates: readonly LocalDate[];
}

/**
 * Weekly patterns with `except` in place of single dates that they give exactly; other dates stay.
 * @param datesOf the dates of a weekly pattern in the term
 */
export function joinDates(patterns: readonly PatternDraft[], datesOf: WeeklyDates): readonly PatternDraft[] {
  const groups = Map.groupBy(patterns, (one) =>
    one.date === null ? one : JSON.stringify([one.start, one.end, one.where, one.people, one.note]),
  );
  return [...groups.values()].flatMap((group) => joinGroup(group, datesOf));
}

/**
 * What stays a date has no influence, so that the next import, which leaves it alone, joins the same.
 * @param group single dates that differ in nothing else
 */
function joinGroup(group: readonly PatternDraft[], datesOf: WeeklyDates): readonly PatternDraft[] {
  const dates = new Set(group.flatMap(({ date }) => date ?? []));
  const [first] = group;
  // Two on one date would need ids.
  if (!first || dates.size < FEWEST || dates.size < group.length) return group;
  const join = (weekdays: readonly Weekday[]): Joined | null => joinDays(weekdays, first, dates, datesOf);
  const often = WEEKDAYS.filter((day) => listMet([day], dates, datesOf).length >= FEWEST);
  const alone = often.flatMap((day) => join([day]) ?? []);
  const together = join(often) ?? join(alone.flatMap(({ pattern }) => pattern.weekdays));
  const joined = together ? [together] : alone;
  const taken = new Set(joined.flatMap((one) => one.dates));
  return [...joined.map(({ pattern }) => pattern), ...group.filter(({ date }) => date === null || !taken.has(date))];
}

/** The dates that a weekly pattern of the whole term gives, too. */
function listMet(
  weekdays: readonly Weekday[],
  dates: ReadonlySet<LocalDate>,
  datesOf: WeeklyDates,
): readonly LocalDate[] {
  return datesOf({ weekdays, from: null, until: null }).filter((date) => dates.has(date));
}

/** Null: too many dates of the weekdays are missing. */
function joinDays(
  weekdays: readonly Weekday[],
  first: PatternDraft,
  dates: ReadonlySet<LocalDate>,
  datesOf: WeeklyDates,
): Joined | null {
  const met = listMet(weekdays, dates, datesOf);
  if (met.length < FEWEST) return null;
  const [from, until] = [met[0] as LocalDate, met.at(-1) as LocalDate];
  const all = datesOf({ weekdays, from: null, until: null });
  const weekly = all.filter((date) => from <= date && date <= until);
  const except = weekly.filter((date) => !dates.has(date));
  if (except.length * 4 > weekly.length) return null;
  const begins = all.some((date) => date < from) ? from : null;
  const ends = all.some((date) => date > until) ? until : null;
  return { pattern: { ...first, weekdays, date: null, from: begins, until: ends, except }, dates: met };
}

type Spreadable = Pick<PatternDraft, 'weekdays' | 'date' | 'from' | 'until' | 'weeks' | 'every'> & {
  readonly except?: readonly LocalDate[];
};

/** The dates of a weekly pattern without those that it excepts. */
function listGiven(pattern: Spreadable, datesOf: WeeklyDates): readonly LocalDate[] {
  return datesOf(pattern).filter((date) => !pattern.except?.includes(date));
}

/** The inverse: weekly ones as single dates, so that both ways of writing the same meetings are equal. */
export function spreadDates<T extends Spreadable>(patterns: readonly T[], datesOf: WeeklyDates): readonly T[] {
  return patterns.flatMap((one) => {
    if (one.date !== null || one.weeks !== null || one.every !== null) return one;
    return listGiven(one, datesOf).map((date) => ({ ...one, weekdays: [], date, from: null, until: null }));
  });
}

function listWithoutBreaks(classes: DateSpan): WeeklyDates {
  return ({ weekdays, from, until }) =>
    listDates({ from: from ?? classes.from, until: until ?? classes.until }).filter((date) =>
      weekdays.includes(weekdayOf(date)),
    );
}

/** Whether no two patterns with one id give the same date, on a swapped day for example. */
export function areApart(patterns: readonly PatternDraft[], datesOf: WeeklyDates): boolean {
  const given = patterns.flatMap((one) =>
    (one.date === null ? listGiven(one, datesOf) : [one.date]).map((date) => `${one.id} ${date}`),
  );
  return new Set(given).size === given.length;
}

/** How many meetings of the last import have another id, and so another identity. */
export function countLost(
  patterns: readonly PatternDraft[],
  before: readonly PatternDraft[],
  datesOf: WeeklyDates,
  classes: DateSpan,
): number {
  const timeOf = ({ date, start }: PatternDraft): string => `${date} ${start}`;
  // A date that is in a break now may have been none when it was published.
  const olds = [...spreadDates(before, datesOf), ...spreadDates(before, listWithoutBreaks(classes))];
  const known = Map.groupBy(olds, timeOf);
  return spreadDates(patterns, datesOf).filter((one) => {
    const olds = known.get(timeOf(one));
    return olds && !olds.some(({ id }) => id === one.id);
  }).length;
}
