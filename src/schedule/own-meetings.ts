/** The meetings that a weekly or dated pattern gives by itself, before changes and closings. */
import { attendeeOf } from '../domain/audience.ts';
import { type LocalDate, sortWeekdays } from '../domain/date.ts';
import { identifyMeetings, identifySeries } from '../domain/identity.ts';
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
  const draft = draftMeetings(course, section, pattern);
  if (pattern.type === 'dated') {
    const firsts = [...new Set(pattern.dates)];
    return firsts.map((date) => draft(date, null, pattern.days?.[pattern.dates.indexOf(date)]));
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
    draft(day.date, pattern.weekdays.includes(day.weekday) ? series : null),
  );
}

/** The draft of one date; what all of the pattern have in common is made once. */
function draftMeetings(
  course: Course,
  section: Section,
  pattern: WeeklyPattern | DatedPattern,
): (date: LocalDate, series: SeriesRule | null, days?: number) => Draft {
  const { id, start, end, where, staff, copies, note, at } = pattern;
  const identify = identifyMeetings(sectionIdentityOf(course, section), id);
  const notes = note === null ? [] : [note];
  const { setBy, touched, madeBy, extra } = UNCHANGED;
  return (date, series, days) => {
    const slot = days === undefined ? { date, start, end } : { date, start, end, days };
    return {
      identity: identify(date),
      section,
      pattern: id,
      originalDate: date,
      series,
      given: slot,
      slot,
      where,
      staff,
      copies,
      notes,
      cancelled: false,
      reason: null,
      at,
      setBy,
      touched,
      madeBy,
      extra,
    };
  };
}
