/** Computes the next publication of a term's calendar: what changed gets a higher SEQUENCE, what went is cancelled. */
import type { HolidayTerm, PublishedHoliday, PublishedHolidays, ScheduledHoliday } from '../domain/holidays.ts';
import type { Loss } from './loss.ts';
import { sameJson } from './same.ts';
import { STAYS } from './taken.ts';

interface FreshHolidays {
  readonly term: HolidayTerm;
  readonly days: readonly ScheduledHoliday[];
}

/**
 * @param last null: a first publication
 * @param instant epoch ms of this publication, a whole second later than `last`
 * @returns `last` itself if nothing changed
 */
export function reviseHolidays(
  last: PublishedHolidays | null,
  fresh: FreshHolidays,
  instant: number,
  sequencesFrom = 0,
): PublishedHolidays {
  const from = last?.sequencesFrom ?? sequencesFrom;
  const before = new Map(last?.days.map((day) => [day.identity, day]));
  const left = new Map(last?.absent.map(({ identity, sequence }) => [identity, sequence]));
  const given = new Set(fresh.days.map(({ identity }) => identity));
  // Each event names the term. Some programs read an event again only if it was revised.
  const isSaidAnew =
    last !== null && (last.term.language !== fresh.term.language || last.term.title !== fresh.term.title);
  const days = [
    ...fresh.days.map((day) => {
      const lost = left.get(day.identity) ?? from - 1;
      return reviseDay(before.get(day.identity), day, { instant, lost, isSaidAnew });
    }),
    ...(last?.days ?? []).filter(({ identity }) => !given.has(identity)).map((day) => takeAway(day, instant)),
  ].sort((a, b) => (a.identity < b.identity ? -1 : 1));
  const kept = withoutLeaving(days, instant);
  const gone = days.filter((day) => !kept.includes(day)).map(({ identity, sequence }) => ({ identity, sequence }));
  const absent = [...(last?.absent ?? []).filter(({ identity }) => !given.has(identity)), ...gone];
  const next = { term: fresh.term, days: kept, absent };
  if (last && sameJson(next, { term: last.term, days: last.days, absent: last.absent })) return last;
  return { ...next, ...(from > 0 ? { sequencesFrom: from } : {}), lastModified: instant };
}

function reviseDay(
  before: PublishedHoliday | undefined,
  day: ScheduledHoliday,
  { instant, lost, isSaidAnew }: { instant: number; lost: number; isSaidAnew: boolean },
): PublishedHoliday {
  if (!before) return { ...day, sequence: lost + 1, lastModified: instant };
  // Calendars know it by the UID that it was published with.
  const { taken, ...rest } = before;
  if (taken === undefined && !isSaidAnew && sameJson(before.facts, day.facts)) return before;
  return { ...rest, facts: day.facts, sequence: before.sequence + 1, lastModified: instant };
}

function takeAway(day: PublishedHoliday, instant: number): PublishedHoliday {
  if (day.taken !== undefined) return day;
  return { ...day, sequence: day.sequence + 1, lastModified: instant, taken: instant };
}

/** The feed's last event never leaves. */
function withoutLeaving(days: readonly PublishedHoliday[], now: number): readonly PublishedHoliday[] {
  const kept = days.filter(({ taken }) => taken === undefined || now - taken < STAYS);
  return kept.length > 0 ? kept : days.slice(-1);
}

/** The publication that time alone causes: without what was removed 30 days ago; null: nothing is due. */
export function letHolidaysLeave(last: PublishedHolidays, instant: number): PublishedHolidays | null {
  const days = last.days.filter(({ taken }) => taken === undefined);
  const next = reviseHolidays(last, { term: last.term, days }, instant);
  return next === last ? null : next;
}

/** Whether `letHolidaysLeave` has something to publish. */
export function areHolidaysDue(last: PublishedHolidays, now: number): boolean {
  return withoutLeaving(last.days, now).length < last.days.length;
}

/** After publications were lost: above everything that subscribers may have seen. */
export function raiseHolidaysAboveLost(last: PublishedHolidays, { lost, instant }: Loss): PublishedHolidays {
  return {
    ...last,
    days: last.days.map((day) => ({ ...day, sequence: day.sequence + lost, lastModified: instant })),
    absent: last.absent.map((one) => ({ ...one, sequence: one.sequence + lost })),
    sequencesFrom: (last.sequencesFrom ?? 0) + lost,
    lastModified: instant,
  };
}
