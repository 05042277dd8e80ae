/** The texts and the form of a deadline's event. */
import { utcMinuteOf } from '../domain/date.ts';
import { dayOfDue } from '../domain/due.ts';
import type { DeadlineFacts, MeetingFacts } from '../domain/schedule.ts';
import { localTimeIn } from '../domain/zone.ts';
import { say } from '../words/say.ts';
import { sayDateWithYear, sayList, sayPair, sayTime } from '../words/wording.ts';
import { formatDate, formatUtc } from './date-time.ts';
import { cleanLine } from './text.ts';

type Due = Pick<MeetingFacts, 'start' | 'date' | 'startTime'>;

/** An event of no length is lost or doubled by some calendar programs. */
const SHOWN_MINUTES = 30;

/** 'HW 1 due 11:59 pm' */
export function nameDeadline({ startTime }: Due, { title }: DeadlineFacts): string {
  const name = cleanLine(title);
  return startTime === '00:00'
    ? say('event.dueAtMidnight', { title: name })
    : say('event.due', { title: name, time: sayTime(startTime) });
}

/** DTSTART and DTEND: late in the day, the whole local date; otherwise the half hour before it. */
export function spanOfDue({ start, date, startTime }: Due): { readonly start: string; readonly end: string } {
  const { day, late } = dayOfDue(date, startTime);
  if (late) return { start: formatDate(day), end: formatDate(day, 1) };
  return { start: formatUtc(start - SHOWN_MINUTES * 60_000), end: formatUtc(start) };
}

/** The same for a deadline of which only the instant is known. */
export function spanOfInstant(start: number, zone: string): ReturnType<typeof spanOfDue> {
  const { date, time } = localTimeIn(zone, start);
  return spanOfDue({ start, date, startTime: time });
}

/** 'Due Monday 1 October 2018, 11:59 pm (America/New_York; 2018-10-02 03:59 UTC)', and for whom. */
export function describeDue(due: Due, { url, for: sections, title }: DeadlineFacts, zone: string): readonly string[] {
  const { day } = dayOfDue(due.date, due.startTime);
  const when = { day: sayDateWithYear(day), zone, utc: utcMinuteOf(due.start) };
  return [
    due.startTime === '00:00'
      ? say('event.dueMidnight', when)
      : say('event.dueAt', { ...when, time: sayTime(due.startTime) }),
    ...(sections.length === 0 ? [] : [say('event.dueFor', { sections: sayList(sections.map(cleanLine)) })]),
    ...(url === null ? [] : [sayPair(cleanLine(title), cleanLine(url))]),
  ];
}
