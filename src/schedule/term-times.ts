/** Converts between a term's wall times and instants. Zone offsets and each date's midnight are cached. */
import { addDays, type DateSpan, dayNumber, type LocalDate, type LocalTime, minutesOf } from '../domain/date.ts';
import {
  classifyWallTime,
  findOffsets,
  toInstant,
  toLocal,
  type WallTimeKind,
  type ZoneOffsets,
} from '../domain/zone.ts';

export interface TermTimes {
  /** The instant (epoch ms) of a wall time in the term's zone (by RFC 5545 §3.3.5 if it is skipped or repeated). */
  instantOf(date: LocalDate, time: LocalTime): number;
  /** The wall time of an instant in the term's zone. */
  localTimeOf(instant: number): LocalTime;
  /** Whether the term's zone skips or repeats a wall time. */
  classify(date: LocalDate, time: LocalTime): WallTimeKind;
  /** The half-open range of instants for a date's hours; a missing bound is the start or end of the date. */
  hoursOf(date: LocalDate, from: LocalTime | null, until: LocalTime | null): Hours;
}

/** [begin, end) in epoch ms. */
export interface Hours {
  readonly begin: number;
  readonly end: number;
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/** @throws RangeError for an unknown time zone (rejected by the catalog). */
export function openTermTimes(zone: string, span: DateSpan): TermTimes {
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

/** The instant of midnight on a date with no clock change nearby; null on others, where each time is looked up. */
function findSteadyMidnight(offsets: ZoneOffsets, date: LocalDate): number | null {
  const wall = dayNumber(date) * DAY;
  // Offsets are under a day, so three days around the date are enough.
  if (offsets.changes.some(({ at }) => Math.abs(at - wall) < 3 * DAY)) return null;
  return toInstant(offsets, date, '00:00');
}
