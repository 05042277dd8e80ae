/** Writes patterns in the notation of rules, and reads them back: `Mon Wed 11:00am-12:15pm`. */
import { readMeetingTime } from '../../words/meeting-time.ts';
import { writeTimeSpan } from '../../words/time-span.ts';
import { writeWeekdays } from '../../words/weekday.ts';
import type { PatternDraft } from './draft.ts';

export type When = Pick<PatternDraft, 'weekdays' | 'date' | 'start' | 'end'>;

export function writeWhen({ weekdays, date, ...times }: When): string {
  return `${date ?? writeWeekdays(weekdays)} ${writeTimeSpan(times)}`;
}

/** The inverse of `writeWhen`; null for anything else. */
export function readWhen(text: string): When | null {
  const read = readMeetingTime(text);
  if (!read.ok || read.value.time === null) return null;
  const { on, time } = read.value;
  const [weekdays, date] = 'weekdays' in on ? [on.weekdays, null] : [[], on.dates[0] as string];
  const when: When = { weekdays, date, ...time };
  return writeWhen(when) === text.trim() ? when : null;
}
