/**
 * Wall time ↔ instant. The only module that knows time zones (and the only importer of luxon).
 *
 * A zone's offset changes over a span of years are found once, by binary search; after that everything is
 * plain arithmetic. A repeated wall time means its first occurrence, a skipped one takes the offset
 * from before the gap (RFC 5545 §3.3.5).
 */
import { IANAZone } from 'luxon';
import { dateOfDay, dayNumber, type LocalDate, type LocalTime, minutesOf, timeOfMinutes, utcDateOf } from './date.ts';

/** From `at` (epoch ms) on, local time is UTC plus `offset` minutes. */
export interface OffsetChange {
  readonly at: number;
  readonly offset: number;
  readonly before: number;
}

/** A zone's offsets over a span of time. */
export interface ZoneOffsets {
  readonly zone: string;
  /** Minutes east of UTC before the first change. */
  readonly initial: number;
  readonly changes: readonly OffsetChange[];
}

/** How a wall time relates to the zone's clock changes. */
export type WallTimeKind = 'plain' | 'skipped' | 'repeated';

const MINUTE = 60_000;
const DAY = 86_400_000;
const cache = new Map<string, ZoneOffsets>();

/** Where offsets come from. */
export interface ZoneData {
  /** '2026a', later ones sort higher; empty: unknown. */
  readonly version: string;
  /** Minutes east of UTC at an instant (epoch ms). */
  readonly offset: (zone: string, at: number) => number;
}

export const NODE_ZONE_DATA: ZoneData = {
  version: process.versions.tz ?? '',
  offset: (zone, at) => IANAZone.create(zone).offset(at),
};

let data = NODE_ZONE_DATA;

/** For trying other zone data than this Node's. Terms that are laid out already keep their offsets. */
export function useZoneData(other: ZoneData): void {
  data = other;
  cache.clear();
}

export function zoneDataVersion(): string {
  return data.version;
}

/** Names known to be valid: every document names a zone, and checking one takes longer than reading the document. */
const valid = new Set<string>();

/** Whether the name is a zone that this machine's tz database knows. */
export function isZone(name: string): boolean {
  if (valid.has(name)) return true;
  const isValid = IANAZone.isValidZone(name);
  if (isValid) valid.add(name);
  return isValid;
}

/**
 * The zone's offset changes between the two dates (each widened by a year, so that a calendar's neighbours and
 * its VTIMEZONE are covered).
 * @throws RangeError for an unknown zone: names are checked where they are read.
 */
export function findOffsets(zone: string, from: LocalDate, until: LocalDate): ZoneOffsets {
  const first = Number(from.slice(0, 4)) - 1;
  const last = Number(until.slice(0, 4)) + 1;
  const key = `${zone} ${first} ${last}`;
  const known = cache.get(key);
  if (known) return known;
  if (!isZone(zone)) throw new RangeError(`unknown time zone ${zone}`);
  const offsetOf = (at: number): number => data.offset(zone, at);
  const begin = Date.UTC(first, 0, 1);
  const end = Date.UTC(last + 1, 0, 1);
  const changes: OffsetChange[] = [];
  const initial = offsetOf(begin);
  let offset = initial;
  // Offsets are sampled once a week: changes closer together would be missed (there are none since 1970 that matter).
  for (let at = begin; at < end; at += 7 * DAY) {
    const next = Math.min(at + 7 * DAY, end);
    const after = offsetOf(next);
    if (after === offset) continue;
    changes.push({ at: findChange(offsetOf, at, next, offset), offset: after, before: offset });
    offset = after;
  }
  const offsets: ZoneOffsets = { zone, initial, changes };
  cache.set(key, offsets);
  return offsets;
}

function findChange(offsetOf: (at: number) => number, from: number, until: number, before: number): number {
  let low = Math.floor(from / MINUTE);
  let high = Math.ceil(until / MINUTE);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetOf(middle * MINUTE) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE;
}

/** The offset in force at an instant, in minutes east of UTC. */
export function offsetAt(offsets: ZoneOffsets, instant: number): number {
  let offset = offsets.initial;
  for (const change of offsets.changes) {
    if (change.at > instant) break;
    offset = change.offset;
  }
  return offset;
}

/** The instant (epoch ms) of a wall time, by RFC 5545 §3.3.5 where that is skipped or occurs twice. */
export function toInstant(offsets: ZoneOffsets, date: LocalDate, time: LocalTime): number {
  return instantOfWall(offsets, wallOf(date, time));
}

/** The wall time as if in UTC (epoch ms). */
function wallOf(date: LocalDate, time: LocalTime): number {
  return dayNumber(date) * DAY + minutesOf(time) * MINUTE;
}

function instantOfWall(offsets: ZoneOffsets, wall: number): number {
  let offset = offsets.initial;
  for (const change of offsets.changes) {
    // With the offset from before the change the wall time is earlier than the change: that offset is in force,
    // and this is the first of the two occurrences.
    if (wall - offset * MINUTE < change.at) break;
    // In a gap neither offset gives the wall time; the earlier one is used.
    if (wall - change.offset * MINUTE < change.at) return wall - offset * MINUTE;
    offset = change.offset;
  }
  return wall - offset * MINUTE;
}

/** Whether the wall time exists once, never (spring) or twice (autumn). */
export function classifyWallTime(offsets: ZoneOffsets, date: LocalDate, time: LocalTime): WallTimeKind {
  return classifyWall(offsets, wallOf(date, time));
}

/** Whether the wall time exists once, at this instant (epoch ms). */
export function isPlainAt(offsets: ZoneOffsets, date: LocalDate, time: LocalTime, instant: number): boolean {
  const wall = wallOf(date, time);
  return instantOfWall(offsets, wall) === instant && classifyWall(offsets, wall) === 'plain';
}

function classifyWall(offsets: ZoneOffsets, wall: number): WallTimeKind {
  for (const change of offsets.changes) {
    const old = change.at + change.before * MINUTE;
    const fresh = change.at + change.offset * MINUTE;
    if (wall >= old && wall < fresh) return 'skipped';
    if (wall >= fresh && wall < old) return 'repeated';
  }
  return 'plain';
}

/** The local date and wall time of an instant (seconds are dropped). */
export function toLocal(offsets: ZoneOffsets, instant: number): { readonly date: LocalDate; readonly time: LocalTime } {
  const wall = instant + offsetAt(offsets, instant) * MINUTE;
  const { days, time } = timeOfMinutes(Math.floor(wall / MINUTE));
  return { date: dateOfDay(days), time };
}

/** As `toLocal`, for a zone by name: looks up its offsets first. */
export function localTimeIn(zone: string, instant: number): ReturnType<typeof toLocal> {
  const day = utcDateOf(instant);
  return toLocal(findOffsets(zone, day, day), instant);
}
