/** The dates on which patterns can fall. Breaks are ignored when ids are checked: they may be removed later. */
import { attendeeOf } from '../../domain/audience.ts';
import type { LocalDate } from '../../domain/date.ts';
import type { Course, Section } from '../../domain/model.ts';
import { isNthOfMonth } from '../../domain/month-week.ts';
import type { MeetingPattern, RelativePattern, WeeklyPattern } from '../../domain/pattern.ts';
import { intervalOf } from '../../domain/rhythm.ts';
import type { Day, TermDays } from './term-days.ts';

/** The course's ids, as breaks and swaps name it. */
export type CourseIds = Pick<Course, 'id' | 'formerly' | 'crossListed'>;

/** Every date on which any pattern of a section can fall. */
export type DatesOfSection = (section: string) => readonly LocalDate[];

/** The days that a weekly pattern's rule gives, including those in breaks but not those in `except`, in order. */
export function listWeeklyDays(pattern: WeeklyPattern, days: TermDays): readonly Day[] {
  const term = days.narrow(null, pattern.start);
  const { weekdays, from, until, rhythm, weeks, half, during, ofMonth = null, except = [] } = pattern;
  const key = JSON.stringify([weekdays, from, until, rhythm, weeks, half, during, ofMonth, except]);
  const known = term.known.get(key);
  if (known) return known;
  const possible = term.days.filter(
    (day) =>
      weekdays.includes(day.runs) &&
      during.some((name) => day.periods.has(name)) &&
      (ofMonth === null || isNthOfMonth(day.standsFor, ofMonth)) &&
      isNarrowed(day, pattern),
  );
  const found = keepRhythm(possible, rhythm).filter(({ date }) => !except.includes(date));
  term.known.set(key, found);
  return found;
}

function isNarrowed(day: Day, pattern: Pick<WeeklyPattern, 'from' | 'until' | 'weeks' | 'half'>): boolean {
  const { from, until, weeks, half } = pattern;
  if (from !== null && day.date < from) return false;
  if (until !== null && day.date > until) return false;
  if (half !== null && day.half !== half) return false;
  return weeks === null || (day.teachingWeek !== null && weeks.includes(day.teachingWeek.number));
}

function keepRhythm(days: readonly Day[], rhythm: WeeklyPattern['rhythm']): readonly Day[] {
  const { every, weeks } = intervalOf(rhythm);
  if (every === 1) return days;
  if (weeks === 'calendar') return days.filter((day) => (day.week - (days[0]?.week ?? 0)) % every === 0);
  const first = days.find((day) => day.teachingWeek)?.teachingWeek?.index ?? 0;
  return days.filter(({ teachingWeek }) => teachingWeek && (teachingWeek.index - first) % every === 0);
}

/** Every date on which a pattern can fall, ignoring breaks. */
export function listCandidates(pattern: MeetingPattern, term: TermDays, datesOf: DatesOfSection): readonly LocalDate[] {
  if (pattern.type === 'dated') return pattern.dates;
  if (pattern.type === 'weekly') return listWeeklyDays(pattern, term).map(({ date }) => date);
  return listRelative(pattern, term, datesOf);
}

function listRelative(pattern: RelativePattern, term: TermDays, datesOf: DatesOfSection): readonly LocalDate[] {
  const dates = datesOf(pattern.section).filter((date) => !pattern.except?.includes(date));
  if (pattern.weeks === null && pattern.half === null) {
    return dates.filter((date) => (pattern.from ?? date) <= date && date <= (pattern.until ?? date));
  }
  const known = new Set(dates);
  return term.days.filter((day) => known.has(day.date) && isNarrowed(day, pattern)).map(({ date }) => date);
}

/** The dates of whole sections, cached; a section in a circle of relative patterns has none. */
/** @param course for breaks and swaps that are for some courses */
export function datesOfSections(sections: readonly Section[], term: TermDays, course: CourseIds): DatesOfSection {
  const byId = new Map(sections.map((section) => [section.id, section]));
  const known = new Map<string, readonly LocalDate[]>();
  const datesOf = (section: string): readonly LocalDate[] => {
    const dates = known.get(section);
    if (dates) return dates;
    known.set(section, []);
    const one = byId.get(section);
    const own = one ? term.narrow(attendeeOf(course, one), null) : term;
    const found = [...new Set((one?.patterns ?? []).flatMap((pattern) => listCandidates(pattern, own, datesOf)))];
    known.set(section, found);
    return found;
  };
  return datesOf;
}
