/** A section's usual times, derived from its meetings: 'Mondays and Wednesdays, 10 to 10:50 am'. */
import { type LocalDate, type LocalTime, sortWeekdays, WEEKDAYS, type Weekday, weekdayOf } from '../domain/date.ts';
import type { PublishedMeeting } from '../domain/published.ts';
import { say } from '../words/say.ts';
import { sayDate, sayList, sayTimes, sayVenue, sayWeekly } from '../words/wording.ts';

export interface UsualTime {
  /** 'Mondays and Wednesdays', or a date for a single meeting. */
  readonly days: string;
  /** '10 to 10:50 am' */
  readonly times: string;
  readonly where: string;
  readonly weekdays: readonly Weekday[];
  /** The date of a single meeting; null: it repeats. */
  readonly once: LocalDate | null;
  readonly startTime: LocalTime;
  readonly endTime: LocalTime | null;
}

interface Slot {
  readonly weekday: Weekday;
  readonly startTime: LocalTime;
  readonly endTime: LocalTime | null;
  readonly where: string;
  readonly meetings: PublishedMeeting[];
}

/** By weekday and time. Single exceptions are omitted if anything repeats; deadlines have no usual time. */
export function findUsualTimes(meetings: readonly PublishedMeeting[]): readonly UsualTime[] {
  const slots = new Map<string, Slot>();
  for (const meeting of meetings) {
    const { facts } = meeting;
    if (facts.status !== 'confirmed' || facts.deadline) continue;
    const weekday = weekdayOf(facts.date);
    const where = sayWhere(facts);
    const key = [weekday, facts.startTime, facts.endTime, where].join('|');
    const slot = slots.get(key) ?? {
      weekday,
      startTime: facts.startTime,
      endTime: facts.endTime,
      where,
      meetings: [],
    };
    slot.meetings.push(meeting);
    slots.set(key, slot);
  }
  const repeated = [...slots.values()].filter((slot) => slot.meetings.length > 1);
  const usual = repeated.length > 0 ? repeated : [...slots.values()];
  return mergeDays(usual);
}

function mergeDays(slots: readonly Slot[]): UsualTime[] {
  const merged = new Map<string, Slot[]>();
  for (const slot of slots) {
    const once = slot.meetings.length === 1 ? slot.meetings[0]?.facts.date : '';
    const key = [slot.startTime, slot.endTime, slot.where, once].join('|');
    merged.set(key, [...(merged.get(key) ?? []), slot]);
  }
  return [...merged.values()].map(nameTimes).sort(byWeekday);
}

function nameTimes(slots: readonly Slot[]): UsualTime {
  const [slot] = slots as readonly [Slot, ...Slot[]];
  const weekdays = sortWeekdays(slots.map(({ weekday }) => weekday));
  const only = slots.length === 1 && slot.meetings.length === 1 ? slot.meetings[0] : undefined;
  return {
    days: only ? sayDate(only.facts.date) : sayList(weekdays.map((weekday) => sayWeekly(weekday))),
    times: sayTimes(slot.startTime, slot.endTime),
    where: slot.where,
    weekdays,
    once: only?.facts.date ?? null,
    startTime: slot.startTime,
    endTime: slot.endTime,
  };
}

function byWeekday(a: UsualTime, b: UsualTime): number {
  const place = (time: UsualTime): number => WEEKDAYS.indexOf(time.weekdays[0] as Weekday);
  return place(a) - place(b) || (a.startTime < b.startTime ? -1 : 1);
}

function sayWhere(facts: PublishedMeeting['facts']): string {
  const names = facts.where.map(sayVenue);
  return [...names, ...(facts.whereToBeAnnounced ? [say('event.roomLater')] : [])].join(' / ');
}
