/**
 * The zone data that a course is published with. New data with other offsets publishes its term again; an older
 * process (another replica, a Node that was set back) never publishes older offsets over newer ones.
 */
import type { Term } from '../domain/model.ts';
import { findOffsets, type ZoneOffsets, zoneDataVersion } from '../domain/zone.ts';
import { calendarOf } from '../schedule/term-calendar.ts';
import { digestJson } from './json-digest.ts';

/** How published zone data stands to this process's. */
export type ZoneDataAge = 'same' | 'older' | 'newer';

/**
 * The zone data of a term as it is stored with what is published: its version, and a digest of the offsets that the
 * term's instants are computed with ('2026c:1f0c9a27b3d4e5f6').
 */
export function describeZoneData(term: Term): string {
  const { span } = calendarOf(term);
  return `${zoneDataVersion()}:${digestOffsets(findOffsets(term.zone, span.from, span.until))}`;
}

/** Each course of a term asks for the same. */
const digests = new WeakMap<ZoneOffsets, string>();

function digestOffsets(offsets: ZoneOffsets): string {
  const digest = digests.get(offsets) ?? digestJson([offsets.initial, offsets.changes]);
  digests.set(offsets, digest);
  return digest;
}

/** Whether it was published with this process's zone data, so that no offsets need to be looked up. */
export function isOwnZoneData(stored: string): boolean {
  // Two unknown versions may differ.
  return versionOf(stored) !== '' && versionOf(stored) === zoneDataVersion();
}

/** @param stored as described; empty: published by a release that did not store it */
export function compareZoneData(stored: string, term: Term): ZoneDataAge {
  if (stored === '') return 'older';
  if (isOwnZoneData(stored) || offsetsOf(stored) === offsetsOf(describeZoneData(term))) return 'same';
  // A process that does not know its version refuses nothing.
  return zoneDataVersion() !== '' && versionOf(stored) > zoneDataVersion() ? 'newer' : 'older';
}

export function sayNewerZoneData(stored: string): string {
  return `it was published with zone data ${versionOf(stored)}, and the clock changes of its term are others in this Node’s zone data (${zoneDataVersion()}): run a Node that has ${versionOf(stored)} or later`;
}

function versionOf(stored: string): string {
  return stored.slice(0, stored.indexOf(':'));
}

/** Their digest. */
function offsetsOf(stored: string): string {
  return stored.slice(stored.indexOf(':') + 1);
}
