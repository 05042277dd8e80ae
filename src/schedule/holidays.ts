/** A term's breaks, closings and swapped days, as its calendar's feed shows them. */
import type { LocalDate, LocalTime } from '../domain/date.ts';
import type { HolidayFacts, HolidayTerm, ScheduledHoliday } from '../domain/holidays.ts';
import { identifyHoliday, makeUid } from '../domain/identity.ts';
import { ENGLISH } from '../domain/language.ts';
import type { Audience, Site } from '../domain/model.ts';
import type { TermCalendar } from './term-calendar.ts';

export function toHolidayTerm({ term, span }: TermCalendar, site: Pick<Site, 'language'>): HolidayTerm {
  const language = term.language ?? site.language ?? ENGLISH;
  const { id, title, zone, draft } = term;
  return { id, title, zone, span, draft, ...(language === ENGLISH ? {} : { language }) };
}

/** Sorted by identity. */
export function listHolidays(calendar: TermCalendar, uidDomain: string): ScheduledHoliday[] {
  const found = new Map<string, ScheduledHoliday>();
  for (const facts of listFacts(calendar)) {
    const usual = identifyHoliday(calendar.term.id, facts.from, partOf(facts));
    // Two on one date are told apart by their names.
    const identity = found.has(usual) ? `${usual}/${facts.name}` : usual;
    if (!found.has(identity)) found.set(identity, { identity, uid: makeUid(identity, uidDomain), facts });
  }
  return [...found.values()].sort((a, b) => (a.identity < b.identity ? -1 : 1));
}

/** Those that are for everybody: others are in the feeds of the sections that they are for. */
function listFacts(calendar: TermCalendar): HolidayFacts[] {
  const { breaks, closings, swaps } = calendar.term;
  const isForAll = ({ audience }: { readonly audience?: Audience }): boolean => audience === undefined;
  const hoursOf = (date: LocalDate, from: LocalTime | null, until: LocalTime | null): HolidayFacts['hours'] => {
    if (from === null && until === null) return null;
    const { begin, end } = calendar.hoursOf(date, from, until);
    return { start: begin, end };
  };
  return [
    ...breaks
      .filter(isForAll)
      .map(({ name, from, until }): HolidayFacts => ({ type: 'break', name, from, until, hours: null, follows: null })),
    ...closings.filter(isForAll).map(({ name, date, from, until }): HolidayFacts => {
      const hours = hoursOf(date, from, until);
      return { type: 'closing', name, from: date, until: date, hours, follows: null };
    }),
    ...swaps.filter(isForAll).map(({ name, date, follows, from = null, until = null }): HolidayFacts => {
      const hours = hoursOf(date, from, until);
      return { type: 'swap', name, from: date, until: date, hours, follows };
    }),
  ];
}

/** A day may be closed in part, and follow another weekday's schedule, beside being the first of a break. */
function partOf({ type, hours }: HolidayFacts): string | null {
  if (type === 'swap') return 'swap';
  return hours === null ? null : 'hours';
}
