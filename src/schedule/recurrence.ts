/**
 * Weekly recurrence. The only importer of rrule.
 *
 * rrule is given local dates as UTC, never with a zone: its own zone arithmetic depends on the host's zone. Every
 * rule is bounded and made of checked values only. (rrule's named exports fail in plain Node.)
 */
import rrule from 'rrule';
import { addDays, type DateSpan, dateOfDay, dayNumber, type LocalDate, type Weekday } from '../domain/date.ts';

const { RRule } = rrule;
const DAY = 86_400_000;

/** The dates of a span that fall on a weekday, in order. */
export function listWeekdays(span: DateSpan, weekday: Weekday): LocalDate[] {
  const rule = new RRule({
    freq: RRule.WEEKLY,
    byweekday: RRule[weekday],
    dtstart: midnightInUtc(span.from),
    // Midnight of the day after: a date-only UNTIL would drop the last day.
    until: midnightInUtc(addDays(span.until, 1)),
  });
  return rule
    .all()
    .map((date) => dateOfDay(date.getTime() / DAY))
    .filter((date) => date <= span.until);
}

function midnightInUtc(date: LocalDate): Date {
  return new Date(dayNumber(date) * DAY);
}
