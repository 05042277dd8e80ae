/**
 * One clock time: `10:00am`, `3pm`, `noon`, `midnight`, `14:00`, `08:15`.
 *
 * A time from 1 to 12 without am or pm is ambiguous ("open"): morning or afternoon. A leading zero, hour 0 or an
 * hour from 13 on is 24-hour notation and unambiguous, and so is every time under `clock: 24`.
 */
import type { LocalTime } from '../domain/date.ts';
import type { HourCycle } from '../domain/model.ts';
import { mistaken, quote, type Read, understood } from './mistake.ts';
import { say } from './say.ts';

export interface ClockTime {
  /** Minutes after midnight; for an ambiguous time, its value in 24-hour notation. */
  readonly minutes: number;
  /** How the half of the day is known: by am, pm or a word; by 24-hour notation; or not at all. */
  readonly settled: 'half' | '24-hour' | 'open';
  readonly written: string;
}

export const NOON = 720;
export const DAY = 1440;

const CLOCK = /^(\d{1,2})(?:[:.h](\d{2}))?\s*(a\.?m?\.?|p\.?m?\.?)?$/i;
const DIGITS = /^(\d{1,2})(\d{2})\s*(a\.?m?\.?|p\.?m?\.?)?$/i;

/** After a time in 24-hour notation: `9h`, `10 Uhr`. */
const HOUR_WORD = /(?<=\d)\s*(?:h|uhr|hrs?)$/i;

export function readClockTime(text: string, hourCycle: HourCycle | null = null): Read<ClockTime> {
  const written = hourCycle === 24 ? text.trim().replace(HOUR_WORD, '') : text.trim();
  const lower = written.toLowerCase();
  if (lower === 'noon') return understood({ minutes: NOON, settled: 'half', written });
  if (lower === 'midnight') return understood({ minutes: 0, settled: 'half', written });
  const match = CLOCK.exec(written) ?? DIGITS.exec(written);
  if (!match)
    return mistaken('bad-time', say('mistake.noTime', { text: quote(written) }), say('remedy.writeTime'), written);
  const [, hours, digits, mark] = match as unknown as [string, string, string | undefined, string | undefined];
  const hour = Number(hours);
  const minute = Number(digits ?? 0);
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) {
    return mistaken('bad-time', say('mistake.noSuchTime', { text: quote(written) }), say('remedy.noSuchTime'), written);
  }
  if (mark) return readHalf(written, hour, minute, mark.toLowerCase().startsWith('p'));
  if (hourCycle === 24 || hour > 12 || hours.startsWith('0')) {
    return understood({ minutes: (hour * 60 + minute) % DAY, settled: '24-hour', written });
  }
  return understood({ minutes: hour * 60 + minute, settled: 'open', written });
}

function readHalf(written: string, hour: number, minute: number, afternoon: boolean): Read<ClockTime> {
  if (hour < 1 || hour > 12) {
    return mistaken('bad-time', say('mistake.mixedTime', { text: quote(written) }), say('remedy.mixedTime'), written);
  }
  return understood({ minutes: (hour % 12) * 60 + minute + (afternoon ? NOON : 0), settled: 'half', written });
}

/** The two possible values of an ambiguous time, in minutes after midnight. */
export function readingsOf(time: ClockTime): readonly [number, number] {
  const morning = time.minutes % NOON;
  return [morning, morning + NOON];
}

/** A time in 12-hour notation: hours from 1 to 12. */
export function toTwelveHours(time: LocalTime): { readonly hour: number; readonly half: 'am' | 'pm' } {
  const hour = Number(time.slice(0, 2));
  return { hour: hour % 12 === 0 ? 12 : hour % 12, half: hour < 12 ? 'am' : 'pm' };
}

/**
 * '9:30am': a time in the form that rules use, always unambiguous.
 * @param hourCycle 24: '09:30', as the rules of such a term write it
 */
export function writeClockTime(time: LocalTime, hourCycle: HourCycle | null = null): string {
  if (hourCycle === 24) return time;
  const { hour, half } = toTwelveHours(time);
  return `${hour}:${time.slice(3, 5)}${half}`;
}
