/** Assigns stable ids to changes, so that clients recognise duplicates. */
import { createHash } from 'node:crypto';
import type { PublishedChange } from '../../domain/published.ts';

export interface NamedChange {
  /** 'urn:uuid:…' */
  readonly id: string;
  readonly change: PublishedChange;
}

/** Ids are hashes of a change's content; identical changes at one instant are distinguished by index. */
export function nameChanges(changes: readonly PublishedChange[]): NamedChange[] {
  const seen = new Map<string, number>();
  return changes
    .toReversed()
    .map((change) => {
      const key = JSON.stringify([change.identity, change.section, change.at, change.line]);
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      return { change, id: makeUrn(count === 1 ? key : `${key} ${count}`) };
    })
    .toReversed();
}

/** A UUID of version 8 (RFC 9562) from a hash. */
export function makeUrn(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
