/** Groups a section's dated meetings into weekly patterns, single dates and changes. */
import {
  addDays,
  type DateSpan,
  datesOf,
  isWithin,
  type LocalDate,
  type LocalTime,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
} from '../../domain/date.ts';
import type { Term } from '../../domain/model.ts';
import type { Occurrence } from './occurrences.ts';

export interface CalendarPattern {
  /** Empty for the first; others need an id because they may share its dates. */
  readonly id: string;
  readonly weekdays: readonly Weekday[];
  /** Dates, if not weekly. */
  readonly dates: readonly LocalDate[];
  /** Items of whole days: their first and last dates. */
  readonly wholeDays: readonly DateSpan[];
  readonly start: LocalTime;
  readonly end: LocalTime | null;
  readonly where: string;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  /** Dates of its weekdays on which the calendar has nothing, not even a cancelled event. */
  readonly except: readonly LocalDate[];
}

export interface CalendarChange {
  readonly pattern: string;
  readonly on: LocalDate;
  /** Null: cancelled. */
  readonly to: Occurrence | null;
}

export interface SectionPatterns {
  readonly patterns: readonly CalendarPattern[];
  readonly changes: readonly CalendarChange[];
}

const DATED = { weekdays: [], dates: [], wholeDays: [], from: null, until: null, except: [] } as const;

/** Minimum number of meetings with the same weekday, time and place for a weekly pattern. */
const FEWEST = 3;

/** @param marked dates and starts of events whose titles mark them as cancelled: `2018-10-10 10:00` */
export function findPatterns(
  occurrences: readonly Occurrence[],
  term: Term,
  marked: ReadonlySet<string>,
): SectionPatterns {
  const classes = classDates(term);
  const timed = occurrences.filter(({ days }) => days === undefined);
  const allDay = occurrences.filter(({ days }) => days !== undefined);
  const plain = timed.filter(({ original }) => original === null);
  const moved = new Set(timed.filter(({ original }) => original !== null));
  const patterns: CalendarPattern[] = [];
  const changes: CalendarChange[] = [];
  const next = (): string => (patterns.length === 0 ? '' : `p${patterns.length + 1}`);
  const single: Occurrence[] = [];
  for (const group of Map.groupBy(plain, keyOf).values()) {
    const { weekly, rest } = splitWeekly(group, classes, moved);
    single.push(...rest);
    for (const { pattern, missing } of weekly) {
      const id = next();
      const found = explainMissing(missing, pattern.start, moved, marked);
      patterns.push({ ...pattern, id, except: found.except });
      changes.push(...found.changes.map((change) => ({ pattern: id, ...change })));
    }
  }
  for (const group of Map.groupBy([...single, ...moved], keyOf).values()) {
    const [first] = group as [Occurrence];
    const { start, end, where } = first;
    const dates = [...new Set(group.map(({ date }) => date))].sort();
    patterns.push({ ...DATED, id: next(), dates, start, end, where });
  }
  for (const group of Map.groupBy(allDay, ({ where }) => where).values()) {
    const [{ start, where }] = group as [Occurrence];
    const spans = group.map(({ date, days = 1 }) => ({ from: date, until: addDays(date, days - 1) }));
    const wholeDays = spans.toSorted((a, b) => (a.from < b.from ? -1 : 1));
    patterns.push({ ...DATED, id: next(), wholeDays, start, end: null, where });
  }
  return { patterns, changes };
}

/** What became of a series' missing dates: moved, cancelled, or never classes. Takes the moved ones out of `moved`. */
function explainMissing(
  missing: readonly LocalDate[],
  start: LocalTime,
  moved: Set<Occurrence>,
  marked: ReadonlySet<string>,
): { readonly except: readonly LocalDate[]; readonly changes: readonly Omit<CalendarChange, 'pattern'>[] } {
  const except: LocalDate[] = [];
  const changes: Omit<CalendarChange, 'pattern'>[] = [];
  for (const on of missing) {
    const to = [...moved].find(({ original }) => original?.date === on && original.start === start) ?? null;
    if (to) moved.delete(to);
    if (to || marked.has(`${on} ${start}`)) changes.push({ on, to });
    else except.push(on);
  }
  return { except, changes };
}

function keyOf({ start, end, where }: Occurrence): string {
  return [start, end, where].join('\u0000');
}

/** Class dates by the weekday whose schedule applies. */
type ClassDates = ReadonlyMap<Weekday, readonly LocalDate[]>;

function classDates(term: Term): ClassDates {
  const classes = term.periods.find(({ name }) => name === 'classes') as DateSpan;
  const byDay = new Map<Weekday, LocalDate[]>(WEEKDAYS.map((day) => [day, []]));
  const swapped = new Map(term.swaps.map(({ date, follows }) => [date, follows]));
  const dates = [...new Set([...datesOf(classes), ...swapped.keys()])].sort();
  for (const date of dates) {
    const follows = swapped.get(date);
    if (follows === undefined && term.breaks.some((gap) => isWithin(date, gap))) continue;
    byDay.get(follows ?? weekdayOf(date))?.push(date);
  }
  return byDay;
}

interface Weekly {
  readonly pattern: Omit<CalendarPattern, 'id' | 'except'>;
  readonly missing: readonly LocalDate[];
}

interface DayRun {
  readonly day: Weekday;
  readonly dates: readonly LocalDate[];
  readonly missing: readonly LocalDate[];
}

function splitWeekly(
  group: readonly Occurrence[],
  classes: ClassDates,
  moved: ReadonlySet<Occurrence>,
): { readonly weekly: readonly Weekly[]; readonly rest: readonly Occurrence[] } {
  const [first] = group as [Occurrence];
  const left = new Set(group);
  const runs: DayRun[] = [];
  for (const day of WEEKDAYS) {
    const own = group.filter((one) => left.has(one) && classes.get(day)?.includes(one.date));
    const run = findRun(day, own, classes, moved, first.start);
    if (!run) continue;
    runs.push(run);
    for (const one of own) left.delete(one);
  }
  return { weekly: joinRuns(runs, classes, first), rest: [...left] };
}

/** The weekly run of a weekday's meetings, allowing for a few exceptions; null: not weekly. */
function findRun(
  day: Weekday,
  own: readonly Occurrence[],
  classes: ClassDates,
  moved: ReadonlySet<Occurrence>,
  start: LocalTime,
): DayRun | null {
  const dates = [...new Set(own.map(({ date }) => date))].sort();
  const originals = [...moved].flatMap(({ original }) => (original?.start === start ? [original.date] : []));
  const all = [...dates, ...originals.filter((date) => classes.get(day)?.includes(date))].sort();
  const [from, until] = [all[0], all.at(-1)];
  if (dates.length < FEWEST || from === undefined || until === undefined) return null;
  const expected = (classes.get(day) ?? []).filter((date) => date >= from && date <= until);
  const missing = expected.filter((date) => !dates.includes(date));
  const lost = missing.filter((date) => !originals.includes(date)).length;
  return lost * 4 <= expected.length ? { day, dates: expected, missing } : null;
}

/** Merges weekdays into one pattern if their common span adds no dates. */
function joinRuns(runs: readonly DayRun[], classes: ClassDates, { start, end, where }: Occurrence): Weekly[] {
  const joined: DayRun[][] = [];
  for (const run of runs) {
    const with_ = joined.find((list) => canJoin([...list, run], classes));
    if (with_) with_.push(run);
    else joined.push([run]);
  }
  return joined.map((list): Weekly => {
    const { from, until } = spanOf(list);
    const all = list.flatMap(({ day }) => classes.get(day) ?? []).sort();
    return {
      pattern: {
        weekdays: list.map(({ day }) => day),
        dates: [],
        wholeDays: [],
        start,
        end,
        where,
        from: (all[0] ?? from) < from ? from : null,
        until: (all.at(-1) ?? until) > until ? until : null,
      },
      missing: list.flatMap(({ missing }) => missing).sort(),
    };
  });
}

function spanOf(runs: readonly DayRun[]): DateSpan {
  const all = runs.flatMap(({ dates }) => dates).sort();
  return { from: all[0] as LocalDate, until: all.at(-1) as LocalDate };
}

/** Whether merging adds no dates to any weekday. */
function canJoin(runs: readonly DayRun[], classes: ClassDates): boolean {
  const span = spanOf(runs);
  return runs.every(
    ({ day, dates }) => (classes.get(day) ?? []).filter((date) => isWithin(date, span)).length === dates.length,
  );
}
