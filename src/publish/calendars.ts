/** Terms as they are laid out, kept as long as their rules stand: a change of one meeting lays out no term. */
import type { Term } from '../domain/model.ts';
import { openTermCalendar, type TermCalendar } from '../schedule/term-calendar.ts';

const calendars = new WeakMap<Term, TermCalendar>();

export function calendarOf(term: Term): TermCalendar {
  const calendar = calendars.get(term) ?? openTermCalendar(term);
  calendars.set(term, calendar);
  return calendar;
}
