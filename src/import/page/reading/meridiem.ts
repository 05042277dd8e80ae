/** Resolves am or pm of a time from what is written, then from its neighbours. */
import type { WrittenClock } from '../../notation/phrase.ts';

/** Minutes of the day, 0 to 1440; a meeting past midnight has its end before its start. */
export interface Settled {
  readonly start: number | null;
  readonly end: number | null;
  /** The other plausible reading; null if there is none. */
  readonly other: { readonly start: number | null; readonly end: number | null } | null;
  /** Why this reading was chosen, for the report. */
  readonly why: string;
}

export interface Surroundings {
  /** Whether the page uses 24-hour times: hours from 7 on are as written, 2 to 4 is in the afternoon all the same. */
  readonly page24: boolean;
  readonly officeHours: boolean;
  /** The end (minutes) of the previous meeting on the same line and day, if resolved. */
  readonly after: number | null;
  /** The earliest start (minutes) of resolved neighbours with a written half; null if there are none. */
  readonly evening: boolean;
}

const HALF = 720;
const DAY = 1440;
/** A time without halves of the day that lasts longer may be mistyped. */
const LONGEST = 600;

const raw = (clock: WrittenClock): number => (clock.hour % 12) * 60 + clock.minute;
const minutesOf = (clock: WrittenClock): number => clock.hour * 60 + clock.minute;
const written = (clock: WrittenClock): number =>
  clock.half === 'pm' ? raw(clock) + HALF : clock.half === 'am' ? raw(clock) : minutesOf(clock);
const fixed = (clock: WrittenClock): boolean =>
  clock.half !== null || clock.hour > 12 || clock.hour === 0 || (clock.bare && clock.military);
const lengthTo = (start: number, end: number): number => (end - start + DAY) % DAY || DAY;

export function settle(start: WrittenClock | null, end: WrittenClock | null, around: Surroundings): Settled {
  if (start && end) return both(start, end, around);
  const single = start ?? end;
  if (!single) return { start: null, end: null, other: null, why: '' };
  const minute = fixed(single) ? typoFree(written(single), single) : guess(single, around).minute;
  const other = fixed(single) ? null : guess(single, around).other;
  const pair = (value: number): { start: number | null; end: number | null } =>
    start ? { start: value, end: null } : { start: null, end: value };
  return {
    ...pair(minute),
    other: other === null ? null : pair(other),
    why: fixed(single) ? 'as written' : 'no half of the day written',
  };
}

/** "12:30am" of a class means half past noon; other times are kept as written. */
function typoFree(minute: number, clock: WrittenClock): number {
  return clock.half === 'am' && minute < 60 ? minute + HALF : minute;
}

function both(start: WrittenClock, end: WrittenClock, around: Surroundings): Settled {
  if (fixed(start) && fixed(end)) return checked({ start: written(start), end: written(end), a: start, b: end });
  if (fixed(end)) return fromEnd(start, end, around);
  if (fixed(start)) return fromStart(start, end);
  if (around.page24 && start.hour >= 7) return in24Hours(start, end);
  const { minute, other, why } = guess(start, around);
  const stop = nearestAfter(end, minute);
  if (other === null && lengthTo(minute, stop) > LONGEST)
    return { start: minute, end: stop, other: { start: minute, end: null }, why };
  return {
    start: minute,
    end: stop,
    other: other === null ? null : { start: other, end: nearestAfter(end, other) },
    why,
  };
}

/** "2-3:30pm", "9-10:30", "11:00-12:15 am": the end resolves the start. */
function fromEnd(start: WrittenClock, end: WrittenClock, around: Surroundings): Settled {
  const stop = written(end);
  if (end.half === null && start.hour <= 12) {
    const early = !around.page24 && start.hour < 7;
    return plain(early ? nearestBefore(start, stop) : minutesOf(start), stop, 'the end is written in 24 hours');
  }
  // "11:00-12:15 am" ends at noon, not at midnight.
  if (end.half === 'am' && end.hour === 12 && start.hour >= 7 && start.hour < 12)
    return {
      start: raw(start),
      end: stop + HALF,
      other: { start: raw(start) + HALF, end: stop },
      why: '12 AM is read as noon',
    };
  return plain(nearestBefore(start, stop), stop, 'the half written at the end holds for both');
}

/** "12:30am-2": the start resolves the end. */
function fromStart(start: WrittenClock, end: WrittenClock): Settled {
  const slip = start.half === 'am' && written(start) < 60 && end.hour !== 12;
  const begin = slip ? written(start) + HALF : written(start);
  return plain(begin, nearestAfter(end, begin), 'the half written at the start settles the end');
}

function in24Hours(start: WrittenClock, end: WrittenClock): Settled {
  const begin = minutesOf(start);
  const later = end.hour === 12 || end.hour > start.hour;
  return plain(begin, later ? minutesOf(end) : nearestAfter(end, begin), 'the page writes 24-hour times');
}

function plain(start: number, end: number, why: string): Settled {
  return { start, end: end % DAY === 0 && end !== 0 ? 0 : end, other: null, why };
}

/** The latest reading of the start that still lies before the end. */
function nearestBefore(start: WrittenClock, stop: number): number {
  const a = raw(start);
  const b = raw(start) + HALF;
  return lengthTo(a, stop) <= lengthTo(b, stop) ? a : b;
}

function nearestAfter(end: WrittenClock, begin: number): number {
  const a = raw(end);
  const b = raw(end) + HALF;
  return lengthTo(begin, a) <= lengthTo(begin, b) ? a : b;
}

/** Both halves are written: 12am for noon is a slip of the pen, and so is a class that begins after midnight. */
function checked(both: Both): Settled {
  for (const { reads, why } of SLIPS) {
    const read = reads(both);
    if (read) return { start: read[0], end: read[1], other: { start: both.start, end: both.end }, why };
  }
  return plain(both.start, both.end, 'as written');
}

/** A start and an end as written, in minutes, and their clocks. */
interface Both {
  readonly start: number;
  readonly end: number;
  readonly a: WrittenClock;
  readonly b: WrittenClock;
}

interface Slip {
  readonly why: string;
  /** What is meant instead, as start and end; null if it is no such slip. */
  readonly reads: (both: Both) => readonly [number, number] | null;
}

const halves = ({ a, b }: Both): string => `${a.half}–${b.half}`;

export const SLIPS: readonly Slip[] = [
  {
    why: '12 AM is read as noon',
    reads: ({ start, end, a, b }) => {
      const stop = b.half === 'am' && end < 360 ? end + HALF : end;
      return a.half === 'am' && start < 60 && stop > start + HALF ? [start + HALF, stop] : null;
    },
  },
  {
    why: '12 AM is read as noon',
    reads: ({ start, end, b }) =>
      b.half === 'am' && end < 60 && start < HALF && start >= 360 ? [start, end + HALF] : null,
  },
  {
    why: 'no class meets at night: read as PM',
    reads: (both) => {
      const { start, end } = both;
      const night = start >= 60 && start < 360 && end > start && end < HALF;
      return halves(both) === 'am–am' && night ? [start + HALF, end + HALF] : null;
    },
  },
  {
    why: 'AM at the start is read as a slip for PM',
    reads: (both) => {
      const { start, end } = both;
      const long = start >= 60 && start < 420 && end - start > HALF;
      return halves(both) === 'am–pm' && long ? [start + HALF, end] : null;
    },
  },
  {
    why: 'AM at the end is read as a slip for PM',
    reads: (both) => {
      const { start, end } = both;
      const long = lengthTo(start, end) > 480 && end + HALF > start;
      return halves(both) === 'pm–am' && long ? [start, end + HALF] : null;
    },
  },
  {
    why: 'PM at the start is read as a slip for AM',
    reads: (both) => {
      const { start, end } = both;
      return halves(both) === 'pm–pm' && end < start && start - HALF < end ? [start - HALF, end] : null;
    },
  },
];

/** No half is written anywhere in the time. */
function guess(clock: WrittenClock, around: Surroundings): { minute: number; other: number | null; why: string } {
  const { hour } = clock;
  const am = raw(clock);
  const pm = am + HALF;
  if (around.page24 && hour >= 7)
    return { minute: minutesOf(clock), other: null, why: 'the page writes 24-hour times' };
  if (hour === 12) return { minute: pm, other: null, why: 'noon' };
  if (around.after !== null && am < around.after && pm >= around.after)
    return { minute: pm, other: hour >= 7 ? am : null, why: 'it follows the time before it on the line' };
  if (hour < 7) return { minute: pm, other: null, why: 'nobody meets so early: PM' };
  if (hour === 7) return { minute: pm, other: am, why: '7 is read as the evening' };
  return morning(clock, around);
}

/** From eight o'clock on it is the morning, unless it is among hours in the evening. */
function morning(clock: WrittenClock, { evening, officeHours }: Surroundings): ReturnType<typeof guess> {
  const am = raw(clock);
  const pm = am + HALF;
  if (clock.hour <= 9 && evening && officeHours)
    return { minute: pm, other: am, why: 'its neighbours are in the evening' };
  return { minute: am, other: clock.hour <= 8 && officeHours ? pm : null, why: 'read as the morning' };
}

/** "16:30" of minutes of the day. */
export function clockText(minute: number | null): string | null {
  if (minute === null) return null;
  const within = minute % DAY;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
}
