/** Breaks, closings and day swaps for some courses, kinds or campuses (`for:`), and swaps for part of a day. */
import type { LocalTime } from './date.ts';
import { foldId } from './id.ts';
import type { Audience, Course, DaySwap, Section, Term } from './model.ts';

/** What decides whether a section is meant. */
export interface Attendee {
  /** All ids of its course, folded: its present one, former ones, other codes'. */
  readonly courses: readonly string[];
  readonly kind: Section['kind'];
  readonly campus: string | null;
}

export function attendeeOf(
  { id, formerly, crossListed }: Pick<Course, 'id' | 'formerly' | 'crossListed'>,
  { kind, campus }: Pick<Section, 'kind' | 'campus'>,
): Attendee {
  return { courses: [id, ...formerly, ...crossListed.map((other) => other.id)].map(foldId), kind, campus };
}

/** All given conditions must hold; without an audience everybody is meant. */
export function isMeant(audience: Audience | undefined, who: Attendee): boolean {
  if (!audience) return true;
  const { courses, kinds, campuses } = audience;
  return (
    (courses === null || courses.some((id) => who.courses.includes(foldId(id)))) &&
    (kinds === null || kinds.includes(who.kind)) &&
    (campuses === null || (who.campus !== null && campuses.includes(who.campus)))
  );
}

/** Whether the swap concerns classes that begin at this time. */
export function isSwappedAt({ from = null, until = null }: DaySwap, start: LocalTime): boolean {
  return (from === null || from <= start) && (until === null || start < until);
}

const narrowed = new WeakMap<Term, Map<string, Term>>();

/**
 * The term as it is for a section (null: for any), for classes that begin at a time (null: at any): without the breaks,
 * closings, swaps and other hours that are for others. The same term if nothing is left out; equal results are the same object.
 */
export function narrowTerm(term: Term, who: Attendee | null, start: LocalTime | null): Term {
  const isFor = ({ audience }: { readonly audience?: Audience }): boolean => who === null || isMeant(audience, who);
  const isSwapFor = (swap: DaySwap): boolean => isFor(swap) && (start === null || isSwappedAt(swap, start));
  const isWhole = term.breaks.every(isFor) && term.hours.every(isFor) && term.closings.every(isFor);
  if (isWhole && term.swaps.every(isSwapFor)) return term;
  const breaks = term.breaks.map(isFor);
  const hours = term.hours.map(isFor);
  const closings = term.closings.map(isFor);
  const swaps = term.swaps.map(isSwapFor);
  const known = narrowed.get(term) ?? new Map<string, Term>();
  narrowed.set(term, known);
  const key = JSON.stringify([breaks, closings, swaps, hours]);
  const found = known.get(key) ?? {
    ...term,
    breaks: term.breaks.filter((_, index) => breaks[index]),
    closings: term.closings.filter((_, index) => closings[index]),
    swaps: term.swaps.filter((_, index) => swaps[index]),
    hours: term.hours.filter((_, index) => hours[index]),
  };
  known.set(key, found);
  return found;
}

/** The term as it is for everybody: without what has an audience. */
export function commonTerm(term: Term): Term {
  const isCommon = ({ audience }: { readonly audience?: Audience }): boolean => audience === undefined;
  const { breaks, closings, swaps } = term;
  if ([...breaks, ...closings, ...swaps].every(isCommon)) return term;
  return {
    ...term,
    breaks: breaks.filter(isCommon),
    closings: closings.filter(isCommon),
    swaps: swaps.filter(isCommon),
  };
}

/** Whether no section can be meant by both. */
export function areApart(a: Audience | undefined, b: Audience | undefined): boolean {
  if (!a || !b) return false;
  const share = (one: readonly string[] | null, other: readonly string[] | null): boolean =>
    one === null || other === null || one.some((id) => other.includes(id));
  return !share(a.courses, b.courses) || !share(a.kinds, b.kinds) || !share(a.campuses, b.campuses);
}

/** Whether two swaps of one date can concern the same class. */
export function mayMeet(a: DaySwap, b: DaySwap): boolean {
  const isBefore = (one: DaySwap, other: DaySwap): boolean =>
    (one.until ?? null) !== null && (other.from ?? null) !== null && (one.until as string) <= (other.from as string);
  return !isBefore(a, b) && !isBefore(b, a) && !areApart(a.audience, b.audience);
}
