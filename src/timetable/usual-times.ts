/**
 * A section's usual times, derived from its meetings: 'Mondays and Wednesdays, 10 to 10:50 am', 'Fridays, 2 to 3 pm,
 * every 3 weeks from 5 October'.
 */
import { type LocalDate, type LocalTime, sortWeekdays, WEEKDAYS, type Weekday, weekdayOf } from '../domain/date.ts';
import type { PublishedCourse, PublishedMeeting } from '../domain/published.ts';
import { say } from '../words/say.ts';
import {
  sayDate,
  sayDayOfMonth,
  sayList,
  sayShortDate,
  sayShortWeekday,
  sayTimes,
  sayTimesOf,
  sayVenue,
  sayWeekday,
  sayWeekly,
} from '../words/wording.ts';
import { findUsualRhythm, type UsualRhythm } from './usual-rhythm.ts';

export interface UsualTime {
  /** 'Mondays and Wednesdays', 'first Monday of the month', or a date for a single meeting. */
  readonly days: string;
  /** 'Mon, Wed'; otherwise as `days`. */
  readonly shortDays: string;
  /** '10 to 10:50 am', '10 to 10:50 am, every 2 weeks from 5 October' */
  readonly times: string;
  readonly where: string;
  readonly weekdays: readonly Weekday[];
  readonly startTime: LocalTime;
  readonly endTime: LocalTime | null;
}

interface Slot {
  readonly weekday: Weekday;
  readonly startTime: LocalTime;
  readonly endTime: LocalTime | null;
  readonly where: string;
  /** Those that take place. */
  readonly meetings: PublishedMeeting[];
  /** What was cancelled belongs to the rhythm, too. */
  readonly dates: LocalDate[];
}

type SlotInRhythm = Slot & { readonly rhythm: UsualRhythm };

/** By weekday and time. Single exceptions are omitted if anything repeats; deadlines have no usual time. */
export function findUsualTimes(
  meetings: readonly PublishedMeeting[],
  { course, series }: Pick<PublishedCourse, 'course' | 'series'>,
): readonly UsualTime[] {
  const slots = groupSlots(meetings).filter((slot) => slot.meetings.length > 0);
  const repeated = slots.filter((slot) => slot.meetings.length > 1);
  const ofMonth = new Map(series.map(({ rule }) => [rule.identity, rule.ofMonth]));
  const rhythmOf = (slot: Slot): UsualRhythm =>
    findUsualRhythm(slot.dates, course, ofMonth.get(slot.meetings[0]?.series ?? ''));
  return mergeDays((repeated.length > 0 ? repeated : slots).map((slot) => ({ ...slot, rhythm: rhythmOf(slot) })));
}

function groupSlots(meetings: readonly PublishedMeeting[]): readonly Slot[] {
  const slots = new Map<string, Slot>();
  for (const meeting of meetings) {
    const { facts } = meeting;
    if (facts.deadline) continue;
    const { startTime, endTime } = facts;
    const weekday = weekdayOf(facts.date);
    const where = sayWhere(facts);
    const key = [weekday, startTime, endTime, where].join('|');
    const slot = slots.get(key) ?? { weekday, startTime, endTime, where, meetings: [], dates: [] };
    if (facts.status === 'confirmed') slot.meetings.push(meeting);
    slot.dates.push(facts.date);
    slots.set(key, slot);
  }
  return [...slots.values()];
}

function mergeDays(slots: readonly SlotInRhythm[]): UsualTime[] {
  const merged = new Map<string, SlotInRhythm[]>();
  for (const slot of slots) {
    const once = slot.meetings.length === 1 ? slot.meetings[0]?.facts.date : '';
    const key = [slot.startTime, slot.endTime, slot.where, once, keyOf(slot.rhythm)].join('|');
    merged.set(key, [...(merged.get(key) ?? []), slot]);
  }
  return [...merged.values()].map(nameTimes).sort(byWeekday);
}

function keyOf(rhythm: UsualRhythm): string {
  return rhythm.type === 'every' ? `${rhythm.weeks} ${rhythm.phase}` : JSON.stringify(rhythm);
}

function nameTimes(slots: readonly SlotInRhythm[]): UsualTime {
  const [slot] = slots as readonly [SlotInRhythm, ...SlotInRhythm[]];
  const weekdays = sortWeekdays(slots.map(({ weekday }) => weekday));
  const only = slots.length === 1 && slot.meetings.length === 1 ? slot.meetings[0] : undefined;
  const times = only ? sayTimesOf(only.facts) : sayTimes(slot.startTime, slot.endTime);
  return {
    ...nameDays(weekdays, slot.rhythm, only?.facts.date ?? null),
    times: only ? times : addRhythm(times, slots),
    where: slot.where,
    weekdays,
    startTime: slot.startTime,
    endTime: slot.endTime,
  };
}

function nameDays(
  weekdays: readonly Weekday[],
  rhythm: UsualRhythm,
  once: LocalDate | null,
): Pick<UsualTime, 'days' | 'shortDays'> {
  if (once !== null) return { days: sayDate(once), shortDays: sayShortDate(once) };
  if (rhythm.type === 'month') {
    const nths = sayList(rhythm.nths.map((nth) => say(`nth.${nth === -1 ? 'last' : nth}`)));
    const day = sayList(weekdays.map((weekday) => sayWeekday(weekday)));
    const days = say('rhythm.ofMonth', { nths, day });
    return { days, shortDays: days };
  }
  return {
    days: sayList(weekdays.map((weekday) => sayWeekly(weekday))),
    shortDays: weekdays.map((weekday) => sayShortWeekday(weekday)).join(', '),
  };
}

function addRhythm(times: string, slots: readonly SlotInRhythm[]): string {
  const [{ rhythm }] = slots as readonly [SlotInRhythm];
  if (rhythm.type === 'every') {
    const [from = rhythm.from] = slots.flatMap((slot) => (slot.rhythm.type === 'every' ? slot.rhythm.from : [])).sort();
    return say('rhythm.every', { times, count: rhythm.weeks, day: sayDayOfMonth(from, from) });
  }
  return rhythm.type === 'times' ? say('rhythm.times', { times, count: rhythm.times }) : times;
}

function byWeekday(a: UsualTime, b: UsualTime): number {
  const weekdayIndex = (time: UsualTime): number => WEEKDAYS.indexOf(time.weekdays[0] as Weekday);
  return weekdayIndex(a) - weekdayIndex(b) || (a.startTime < b.startTime ? -1 : 1);
}

function sayWhere(facts: PublishedMeeting['facts']): string {
  const names = facts.where.map(sayVenue);
  return [...names, ...(facts.whereToBeAnnounced ? [say('event.roomLater')] : [])].join(' / ');
}
