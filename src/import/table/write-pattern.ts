/** Patterns in the format's own words, and back: `Mon Wed 11:00am-12:15pm`. */
import { isLocalDate, type LocalTime, minutesOf, WEEKDAYS, type Weekday } from '../../domain/date.ts';
import type { PatternDraft } from './draft.ts';
import { writeWeekdays } from './weekdays.ts';

export function writeTime(time: LocalTime): string {
  const minutes = minutesOf(time);
  const hour = Math.floor(minutes / 60) % 12 || 12;
  return `${hour}:${time.slice(3)}${minutes < 720 ? 'am' : 'pm'}`;
}

export function writeWhen({
  weekdays,
  date,
  start,
  end,
}: Pick<PatternDraft, 'weekdays' | 'date' | 'start' | 'end'>): string {
  const times = end === null ? writeTime(start) : `${writeTime(start)}-${writeTime(end)}`;
  return `${date ?? writeWeekdays(weekdays)} ${times}`;
}

export type When = Pick<PatternDraft, 'weekdays' | 'date' | 'start' | 'end'>;

/** Reads what `writeWhen` wrote; null for anything else. */
export function readWhen(text: string): When | null {
  const match = /^(.+) (\d{1,2}):(\d{2})([ap])m(?:-(\d{1,2}):(\d{2})([ap])m)?$/.exec(text.trim());
  if (!match) return null;
  const [, days = '', h, m, half, endHour, endMinute, endHalf] = match;
  const start = timeOf(h, m, half);
  const end = endHour === undefined ? null : timeOf(endHour, endMinute, endHalf);
  if (isLocalDate(days)) return { weekdays: [], date: days, start, end };
  const weekdays = days.split(' ').map((word) => WEEKDAYS.find((day) => writeWeekdays([day]) === word));
  return weekdays.every((day): day is Weekday => day !== undefined) ? { weekdays, date: null, start, end } : null;
}

function timeOf(hour = '', minute = '', half = ''): LocalTime {
  return `${String((Number(hour) % 12) + (half === 'p' ? 12 : 0)).padStart(2, '0')}:${minute}`;
}
