/**
 * What a section says of times that no pattern gives: `TBA`, `Thu TBA`, `by appointment https://…`, `asynchronous`; and
 * the same in words for people.
 */
import type { Weekday } from '../domain/date.ts';
import type { ArrangementFacts } from '../domain/schedule.ts';
import { mistaken, quote, type Read, understood } from './mistake.ts';
import { say } from './say.ts';
import { readWeekdays } from './weekday.ts';
import { sayList, sayWeekly } from './wording.ts';

export interface ArrangementText {
  readonly type: ArrangementFacts['type'];
  /** The days that are known where the time is to be announced. */
  readonly weekdays: readonly Weekday[];
  /** What follows `by appointment`: an address, unchecked. */
  readonly link: string | null;
}

const APPOINTMENT =
  /^(?:only\s+)?(?:by|upon|on)\s+(?:appointment|appt\.?|arrangement|request)(?:\s+only)?[.:,]?(?:\s+(\S+))?$/i;
const ASYNCHRONOUS = /^(?:online[\s,]+)?async(?:hronous(?:ly)?)?(?:[\s,]+online)?\.?$/i;
const LATER =
  /^(.*?)[\s,]*\b(?:(?:time|times|hours?)\s+)?(?:tba|tbd|tbc|to\s+be\s+(?:announced|determined|confirmed))\.?$/i;

/** Null: the text is no arrangement, but perhaps days and times. */
export function readArrangement(text: string): Read<ArrangementText> | null {
  const written = text.trim();
  const appointment = APPOINTMENT.exec(written);
  if (appointment) return understood({ type: 'appointment', weekdays: [], link: appointment[1] ?? null });
  if (ASYNCHRONOUS.test(written)) return understood({ type: 'asynchronous', weekdays: [], link: null });
  const later = LATER.exec(written);
  if (!later) return null;
  const days = later[1] as string;
  if (days === '') return understood({ type: 'later', weekdays: [], link: null });
  if (/\d/.test(days)) {
    return mistaken(
      'pattern-incomplete',
      `${quote(written)}: only weekdays can stand before TBA.`,
      'Write Thu TBA, or TBA alone.',
      written,
    );
  }
  const weekdays = readWeekdays(days);
  return weekdays.ok ? understood({ type: 'later', weekdays: weekdays.value, link: null }) : weekdays;
}

/**
 * 'by appointment', 'Thursdays, time to be announced', without a capital letter and a full stop.
 * @param isMore the section has times beside it
 */
export function sayArrangement(
  { type, weekdays }: Pick<ArrangementFacts, 'type' | 'weekdays'>,
  isMore: boolean,
): string {
  if (type !== 'later') return say(`arranged.${type}`);
  if (weekdays.length > 0) return say('arranged.laterOn', { weekdays: sayList(weekdays.map((day) => sayWeekly(day))) });
  return say(isMore ? 'arranged.moreLater' : 'arranged.later');
}

/** A link as people read it: without `https://` and `mailto:`. */
export function sayLink(url: string): string {
  return url.replace(/^(?:https?:\/\/|mailto:)/i, '');
}
