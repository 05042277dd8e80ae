/** The meetings that a weekly or dated pattern gives by itself, before changes and closings. */
import { attendeeOf } from '../domain/audience.ts';
import { type LocalDate, sortWeekdays } from '../domain/date.ts';
import { identifyMeeting, identifySeries } from '../domain/identity.ts';
import type { Course, Section } from '../domain/model.ts';
import type { DatedPattern, WeeklyPattern } from '../domain/pattern.ts';
import { type Draft, type SeriesRule, sectionIdentityOf, UNCHANGED } from './draft.ts';
import { narrowCalendar, type TermCalendar } from './term-calendar.ts';
import { listWeeklyDays } from './weekly-dates.ts';

/**
 * One draft for each date of the pattern; its original date is the day on which it takes place, on swapped days as
 * well. A meeting on a weekday that its pattern does not name (through a swap) belongs to no series.
 */
export function draftOwnMeetings(
  course: Course,
  section: Section,
  pattern: WeeklyPattern | DatedPattern,
  calendar: TermCalendar,
): Draft[] {
  if (pattern.type === 'dated') {
    const firsts = [...new Set(pattern.dates)];
    return firsts.map((date) => {
      const days = pattern.days?.[pattern.dates.indexOf(date)];
      return draftMeeting(course, section, pattern, date, null, days);
    });
  }
  const series: SeriesRule = {
    identity: identifySeries(sectionIdentityOf(course, section), pattern.id, pattern.weekdays),
    weekdays: sortWeekdays(pattern.weekdays),
    start: pattern.start,
    end: pattern.end,
    pattern,
    where: pattern.where,
  };
  const own = narrowCalendar(calendar, attendeeOf(course, section), pattern.start);
  return listWeeklyDays(pattern, own).map((day) =>
    draftMeeting(course, section, pattern, day.date, pattern.weekdays.includes(day.weekday) ? series : null),
  );
}

function draftMeeting(
  course: Course,
  section: Section,
  pattern: WeeklyPattern | DatedPattern,
  date: LocalDate,
  series: SeriesRule | null,
  days?: number,
): Draft {
  const slot = { date, start: pattern.start, end: pattern.end, ...(days === undefined ? {} : { days }) };
  return {
    identity: identifyMeeting(sectionIdentityOf(course, section), pattern.id, date),
    section,
    pattern: pattern.id,
    originalDate: date,
    series,
    given: slot,
    slot,
    where: pattern.where,
    staff: pattern.staff,
    copies: pattern.copies,
    notes: pattern.note === null ? [] : [pattern.note],
    cancelled: false,
    reason: null,
    at: pattern.at,
    ...UNCHANGED,
  };
}
