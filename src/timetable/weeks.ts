/** Groups meetings by week, with breaks. */

import { namePartialBreaks } from '../domain/course-calendar.ts';
import { addDays, type DateSpan, type LocalDate, type Weekday, weekStart } from '../domain/date.ts';
import type { CourseFacts } from '../domain/schedule.ts';
import type { ShownMeeting } from './shown-meeting.ts';

export interface ShownWeek extends DateSpan {
  readonly meetings: readonly ShownMeeting[];
  readonly cancelled: number;
  /** Names of the breaks that overlap it. */
  readonly breaks: readonly string[];
}

/** Limit on weeks, against mistyped dates: the page must stay usable. */
const MOST_WEEKS = 120;

/** All weeks from the first meeting to the last, including empty ones. */
export function groupWeeks(
  meetings: readonly ShownMeeting[],
  course: Pick<CourseFacts, 'weekStarts' | 'breaks' | 'partialBreaks'>,
): readonly ShownWeek[] {
  const byWeek = new Map<LocalDate, ShownMeeting[]>();
  for (const meeting of meetings) {
    const from = weekStart(meeting.date, course.weekStarts);
    const others = byWeek.get(from);
    if (others) others.push(meeting);
    else byWeek.set(from, [meeting]);
  }
  const starts = [...byWeek.keys()].sort();
  const [first] = starts;
  const last = starts.at(-1);
  if (first === undefined || last === undefined) return [];
  const dates: LocalDate[] = [];
  for (let from = first; from <= last && dates.length < MOST_WEEKS; from = addDays(from, 7)) dates.push(from);
  const shown = dates.at(-1) === last ? dates : starts.slice(0, MOST_WEEKS);
  return shown.map((from) => makeWeek(from, byWeek.get(from) ?? [], course));
}

function makeWeek(
  from: LocalDate,
  meetings: readonly ShownMeeting[],
  course: Pick<CourseFacts, 'breaks' | 'partialBreaks'>,
): ShownWeek {
  const until = addDays(from, 6);
  const overlaps = (gap: DateSpan): boolean => gap.from <= until && gap.until >= from;
  return {
    from,
    until,
    meetings,
    cancelled: meetings.filter(({ cancelled }) => cancelled).length,
    breaks: [...course.breaks.filter(overlaps).map(({ name }) => name), ...namePartialBreaks(course, overlaps)],
  };
}

export interface WeekRequest {
  /** A date in the requested week. */
  readonly asked: LocalDate | null;
  /** Epoch ms; null: a static page. */
  readonly now: number | null;
  readonly today: LocalDate;
  readonly weekStarts: Weekday;
}

/** The week to open: the requested one, else the first with a meeting that is not over, else the last. */
export function chooseWeek(
  weeks: readonly ShownWeek[],
  { asked, now, today, weekStarts }: WeekRequest,
): ShownWeek | null {
  if (asked !== null) {
    const from = weekStart(asked, weekStarts);
    const found = weeks.find((week) => week.from === from);
    if (found) return found;
  }
  const coming = weeks.find(({ until, meetings }) =>
    now === null ? until >= today : meetings.some(({ start, end }) => (end ?? start) > now),
  );
  return coming ?? weeks.at(-1) ?? null;
}
