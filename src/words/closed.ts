/** Closed hours of a day: `from 2pm`, `until 10am`, `1pm-3pm`, `all day`. */
import type { LocalTime } from '../domain/date.ts';
import type { HourCycle } from '../domain/model.ts';
import { mistaken, quote, type Read, understood } from './mistake.ts';
import { say } from './say.ts';
import { readTime, readTimeSpan } from './time-span.ts';

export interface ClosedHours {
  readonly from: LocalTime | null;
  readonly until: LocalTime | null;
}

export function readClosedHours(text: string, hourCycle: HourCycle | null = null): Read<ClosedHours> {
  const written = text.trim();
  if (/^all day$/i.test(written)) return understood({ from: null, until: null });
  const bound = /^(from|after|until|till|before)\s+((?!.*\b(?:to|until|till)\b)[^-–—]+)$/i.exec(written);
  if (bound) {
    const time = readTime(bound[2] as string, hourCycle);
    if (!time.ok) return time;
    const from = /from|after/i.test(bound[1] as string);
    return understood(from ? { from: time.value, until: null } : { from: null, until: time.value });
  }
  const span = readTimeSpan(written.replace(/^from\s/i, ''), hourCycle);
  if (!span.ok) return span;
  const { start, end } = span.value;
  if (end === null)
    return mistaken('bad-time', say('mistake.whichSide', { text: quote(text) }), say('remedy.whichSide'), written);
  if (end < start && end !== '00:00')
    return mistaken(
      'bad-time',
      say('mistake.pastMidnight', { text: quote(text) }),
      say('remedy.pastMidnight'),
      written,
    );
  return understood({ from: start, until: end === '00:00' ? null : end });
}
