/** A term's breaks, closings and swapped days, as its calendar's feed shows them. */

import type { Change } from '../domain/change.ts';
import { datesOf, isSpanWithin, type LocalDate, type LocalTime } from '../domain/date.ts';
import type { HolidayFacts, HolidayTerm, ScheduledHoliday } from '../domain/holidays.ts';
import { identifyHoliday, makeUid } from '../domain/identity.ts';
import { ENGLISH } from '../domain/language.ts';
import type { Audience, Site } from '../domain/model.ts';
import { WEEKDAY_NAMES } from '../words/english-style.ts';
import { say } from '../words/say.ts';
import { type KnownHolidays, tellApartByName, tellApartByNumber } from './holiday-identities.ts';
import type { TermCalendar } from './term-calendar.ts';

export function toHolidayTerm({ term, span }: TermCalendar, site: Pick<Site, 'language'>): HolidayTerm {
  const language = term.language ?? site.language ?? ENGLISH;
  const { id, title, zone, draft } = term;
  return { id, title, zone, span, draft, ...(language === ENGLISH ? {} : { language }) };
}

/** Part of the identity of a closing that a change announces. */
const ANNOUNCED = 'closed';

interface HolidayContext {
  /** The desk's changes of the whole term, in the store's order. */
  readonly desk?: readonly Change[];
  readonly known?: KnownHolidays;
}

/** Sorted by identity. */
export function listHolidays(
  calendar: TermCalendar,
  uidDomain: string,
  { desk = [], known = new Map() }: HolidayContext = {},
): ScheduledHoliday[] {
  const found = new Map<string, ScheduledHoliday>();
  const add = (identity: string, facts: HolidayFacts): void => {
    found.set(identity, { identity, uid: makeUid(identity, uidDomain), facts });
  };
  const usualOf = (facts: HolidayFacts, part: string | null) => identifyHoliday(calendar.term.id, facts.from, part);
  const written = listFacts(calendar);
  const groups = Map.groupBy(written.keys(), (facts) => usualOf(facts, partOf(facts)));
  for (const [usual, group] of groups)
    for (const [identity, facts] of tellApartByName(usual, group, known, written))
      if (!found.has(identity)) add(identity, facts);
  const announced = withoutCovered(listAnnounced(calendar, desk));
  for (const [usual, group] of Map.groupBy(announced, (facts) => usualOf(facts, ANNOUNCED)))
    for (const [identity, facts] of tellApartByNumber(usual, group, known)) add(identity, facts);
  return [...found.values()].sort((a, b) => (a.identity < b.identity ? -1 : 1));
}

/** Closings add up, as in courses: without those that lie within another. Of equal ones the newest stays. */
function withoutCovered(closings: readonly HolidayFacts[]): HolidayFacts[] {
  return closings.filter(
    (one, index) =>
      !closings.some((other, place) => place !== index && covers(other, one) && (place > index || !covers(one, other))),
  );
}

function covers(outer: HolidayFacts, inner: HolidayFacts): boolean {
  if (outer.hours === null) return isSpanWithin(inner, outer);
  return inner.hours !== null && outer.hours.start <= inner.hours.start && inner.hours.end <= outer.hours.end;
}

/** Whether a change of the term announced it: its name is what is said of the change. */
export function isAnnounced(identity: string): boolean {
  const [_term, _holidays, _date, part] = identity.split('/');
  return part === ANNOUNCED;
}

/** Whether a change closes hours for everybody: a snow day. */
export function isClosingForAll({ source, effect, scope }: Change): boolean {
  return (
    source === 'term' &&
    effect.close !== null &&
    scope.sections === null &&
    scope.kinds === null &&
    scope.pattern === null
  );
}

/** What changes of the whole term close for everybody, oldest first. */
function listAnnounced(calendar: TermCalendar, desk: readonly Change[]): HolidayFacts[] {
  const written = calendar.term.changes.toSorted((a, b) => a.announced - b.announced);
  return [...written, ...desk].filter(isClosingForAll).flatMap((change): HolidayFacts[] => {
    const { close } = change.effect;
    const { dates } = change.scope;
    if (!close || !dates) return [];
    const facts = { type: 'closing', name: change.say ?? say('holidays.unnamedClosing'), follows: null } as const;
    if (close.from === null && close.until === null) return [{ ...facts, ...dates, hours: null }];
    const hoursAt = (date: LocalDate) => hoursOf(calendar, date, close.from, close.until);
    return datesOf(dates).map((date) => ({ ...facts, from: date, until: date, hours: hoursAt(date) }));
  });
}

/**
 * Those that are for everybody, each with its name as identities have it, which is the same in every language: others
 * are in the feeds of the sections that they are for.
 */
function listFacts(calendar: TermCalendar): Map<HolidayFacts, string> {
  const { breaks, closings, swaps } = calendar.term;
  const isForAll = ({ audience }: { readonly audience?: Audience }): boolean => audience === undefined;
  return new Map([
    ...breaks.filter(isForAll).map(({ name, unnamed, from, until }): [HolidayFacts, string] => {
      return [{ type: 'break', name, from, until, hours: null, follows: null }, unnamed ? 'No classes' : name];
    }),
    ...closings.filter(isForAll).map(({ name, unnamed, date, from, until }): [HolidayFacts, string] => {
      const hours = hoursOf(calendar, date, from, until);
      return [{ type: 'closing', name, from: date, until: date, hours, follows: null }, unnamed ? 'Closed' : name];
    }),
    ...swaps
      .filter(isForAll)
      .map(({ name, unnamed, date, follows, from = null, until = null }): [HolidayFacts, string] => {
        const hours = hoursOf(calendar, date, from, until);
        const facts: HolidayFacts = { type: 'swap', name, from: date, until: date, hours, follows };
        return [facts, unnamed ? `${WEEKDAY_NAMES[follows]} schedule` : name];
      }),
  ]);
}

function hoursOf(
  calendar: TermCalendar,
  date: LocalDate,
  from: LocalTime | null,
  until: LocalTime | null,
): HolidayFacts['hours'] {
  if (from === null && until === null) return null;
  const { begin, end } = calendar.hoursOf(date, from, until);
  return { start: begin, end };
}

/** A day may be closed in part, and follow another weekday's schedule, beside being the first of a break. */
function partOf({ type, hours }: HolidayFacts): string | null {
  if (type === 'swap') return 'swap';
  return hours === null ? null : 'hours';
}
