/** How people see a point in time at which something is due. */

import { addDays, type LocalDate, type LocalTime } from './date.ts';
import type { MeetingFacts } from './schedule.ts';

/** From this time on it is shown as an item of the whole day: half an hour before it is easily overlooked. */
const LATE = '23:00';

export interface DueDay {
  /** The day that it belongs to: 12:00 am is the end of the day before. */
  readonly day: LocalDate;
  /** Whether calendars show it as an item of the whole day. */
  readonly late: boolean;
}

export function dayOfDue(date: LocalDate, time: LocalTime): DueDay {
  if (time === '00:00') return { day: addDays(date, -1), late: true };
  return { day: date, late: time >= LATE };
}

/** The day on which people see a meeting or a deadline. */
export function dayOfFacts({
  date,
  startTime,
  deadline,
}: Pick<MeetingFacts, 'date' | 'startTime' | 'deadline'>): LocalDate {
  return deadline ? dayOfDue(date, startTime).day : date;
}
