/** A term's wall times as instants. The zone's offsets are found once; a date's midnight is found once too. */
import { addDays, type DateSpan, dayNumber, type LocalDate, type LocalTime, minutesOf } from '../domain/date.ts';
import {
  classifyWallTime,
  findOffsets,
  toInstant,
  toLocal,
  type WallTimeKind,
  type ZoneOffsets,
} from '../domain/zone.ts';

export interface TermClock {
  /** The instant (epoch ms) of a wall time in the term's zone (RFC 5545 §3.3.5 where it is skipped or repeated). */
  instantOf(date: LocalDate, time: LocalTime): number;
  /** The wall time of an instant in the term's zone. */
  localTimeOf(instant: number): LocalTime;
  /** Whether the term's zone skips or repeats a wall time. */
  classify(date: LocalDate, time: LocalTime): WallTimeKind;
  /** The instants between which a date's hours lie, the second not among them; a missing bound is the date's own. */
  hoursOf(date: LocalDate, from: LocalTime | null, until: LocalTime | null): Hours;
}

/** From the instant `begin` (epoch ms) on, before `end`. */
export interface Hours {
  readonly begin: number;
  readonly end: number;
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/** @throws RangeError for a time zone that is not known (the catalog refuses those). */
export function openTermClock(zone: string, span: DateSpan): TermClock {
  const offsets = findOffsets(zone, span.from, span.until);
  const midnights = new Map<LocalDate, number | null>();
  const midnightOf = (date: LocalDate): number | null => {
    let midnight = midnights.get(date);
    if (midnight === undefined) {
      midnight = findSteadyMidnight(offsets, date);
      midnights.set(date, midnight);
    }
    return midnight;
  };
  const instantOf = (date: LocalDate, time: LocalTime): number => {
    const midnight = midnightOf(date);
    return midnight === null ? toInstant(offsets, date, time) : midnight + minutesOf(time) * MINUTE;
  };
  return {
    instantOf,
    localTimeOf: (instant) => toLocal(offsets, instant).time,
    classify: (date, time) => (midnightOf(date) === null ? classifyWallTime(offsets, date, time) : 'plain'),
    hoursOf: (date, from, until) => ({
      begin: instantOf(date, from ?? '00:00'),
      end: until === null ? instantOf(addDays(date, 1), '00:00') : instantOf(date, until),
    }),
  };
}

/** Midnight's instant on a date without clock changes on it or near it; null on others, where each time is looked up. */
function findSteadyMidnight(offsets: ZoneOffsets, date: LocalDate): number | null {
  const wall = dayNumber(date) * DAY;
  // An offset is less than a day, and so is the date: three days cover both, with room to spare.
  if (offsets.changes.some(({ at }) => Math.abs(at - wall) < 3 * DAY)) return null;
  return toInstant(offsets, date, '00:00');
}
