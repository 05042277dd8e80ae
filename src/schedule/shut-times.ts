/** The breaks, swaps and closings of a term as a course has them: for all of its sections, or for some. */
import { attendeeOf, isMeant } from '../domain/audience.ts';
import type { Audience, Course, DaySwap } from '../domain/model.ts';
import type { CourseFacts, CourseSchedule } from '../domain/schedule.ts';
import type { TermCalendar } from './term-calendar.ts';

/** The sections that are meant; null: all. */
function listMeant(course: Course, audience: Audience | undefined): readonly string[] | null {
  if (!audience) return null;
  const meant = course.sections.filter((section) => isMeant(audience, attendeeOf(course, section)));
  return meant.length === course.sections.length ? null : meant.map(({ id }) => id);
}

function sectionsOf(course: Course, audience: Audience | undefined): { readonly sections?: readonly string[] } {
  const sections = listMeant(course, audience);
  return sections === null ? {} : { sections };
}

export interface ShutTimes {
  readonly facts: Pick<CourseFacts, 'breaks' | 'swaps' | 'partialBreaks' | 'partialSwaps'>;
  readonly days: CourseSchedule['shutDays'];
  readonly hours: CourseSchedule['shutHours'];
}

const common = new WeakMap<TermCalendar, ShutTimes>();

/** Computed once a term, unless some are for part of its sections or of a day. */
export function listShutTimes(course: Course, calendar: TermCalendar): ShutTimes {
  const isShared = isCommon(calendar.term);
  const known = isShared ? common.get(calendar) : undefined;
  if (known) return known;
  const facts = toCalendarFacts(course, calendar);
  const times = { facts, days: listShutDays(course, calendar), hours: listShutHours(course, calendar) };
  if (isShared) common.set(calendar, times);
  return times;
}

function isCommon({ breaks, swaps, closings }: TermCalendar['term']): boolean {
  const isForAll = ({ audience }: { readonly audience?: Audience }): boolean => audience === undefined;
  const isWholeDay = ({ from = null, until = null }: DaySwap): boolean => from === null && until === null;
  return (
    breaks.every(isForAll) && closings.every(isForAll) && swaps.every((swap) => isForAll(swap) && isWholeDay(swap))
  );
}

function toCalendarFacts(course: Course, { term }: TermCalendar): ShutTimes['facts'] {
  const breaks = term.breaks.map((gap) => ({ gap, sections: listMeant(course, gap.audience) }));
  const swaps = term.swaps.map((swap) => ({ swap, sections: listMeant(course, swap.audience) }));
  const isWhole = ({ swap, sections }: (typeof swaps)[number]): boolean =>
    sections === null && (swap.from ?? null) === null && (swap.until ?? null) === null;
  const wholeSwaps = swaps.filter(isWhole).map(({ swap: { name, date } }) => ({ name, date }));
  const partialBreaks = breaks.flatMap(({ gap: { name, from, until }, sections }) =>
    sections !== null && sections.length > 0 ? [{ name, from, until, sections }] : [],
  );
  const partialSwaps = swaps.flatMap((one) => {
    const { name, date, from = null, until = null } = one.swap;
    const sections = one.sections ?? course.sections.map(({ id }) => id);
    return isWhole(one) || sections.length === 0 ? [] : [{ name, date, from, until, sections }];
  });
  return {
    breaks: breaks.flatMap(({ gap: { name, from, until }, sections }) =>
      sections === null ? [{ name, from, until }] : [],
    ),
    ...(wholeSwaps.length === 0 ? {} : { swaps: wholeSwaps }),
    ...(partialBreaks.length === 0 ? {} : { partialBreaks }),
    ...(partialSwaps.length === 0 ? {} : { partialSwaps }),
  };
}

function listShutDays(course: Course, { term: { breaks, swaps } }: TermCalendar): ShutTimes['days'] {
  return [
    ...breaks.map(({ name, from, until, audience }) => ({ name, from, until, ...sectionsOf(course, audience) })),
    ...swaps.map(({ name, date, from = null, until = null, audience }) => ({
      name,
      from: date,
      until: date,
      ...(from === null && until === null ? {} : { hours: { from, until } }),
      ...sectionsOf(course, audience),
    })),
  ];
}

function listShutHours(course: Course, { closings }: TermCalendar): ShutTimes['hours'] {
  return closings.map(({ name, begin, end, audience }) => ({ name, begin, end, ...sectionsOf(course, audience) }));
}
