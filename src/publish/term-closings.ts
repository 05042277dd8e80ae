/** What the desk closed for everybody in whole terms, which their calendars show. */
import type { Change } from '../domain/change.ts';
import { isClosingForAll } from '../schedule/holidays.ts';
import type { DeskChange, StoreReads } from '../store/store.ts';
import { digestJson } from './json-digest.ts';

export interface TermClosings {
  /** In the store's order. */
  readonly changes: readonly Change[];
  /** Empty if there are none. */
  readonly digest: string;
}

const NONE: TermClosings = { changes: [], digest: '' };

export type FindTermClosings = (term: string) => TermClosings;

export async function openTermClosings(
  reads: Pick<StoreReads, 'deskChanges'>,
  terms: Iterable<string>,
): Promise<FindTermClosings> {
  const ids = [...terms];
  return indexTermClosings(ids.length === 0 ? [] : await reads.deskChanges(...ids));
}

/** @param all in the store's order; those of courses are passed over */
export function indexTermClosings(all: readonly DeskChange[]): FindTermClosings {
  const found = new Map<string, Change[]>();
  for (const { subject, change, undoneAt } of all) {
    const ofTerm: Change = { ...change, at: null, source: 'term' };
    if (undoneAt !== null || !isClosingForAll(ofTerm)) continue;
    found.set(subject, [...(found.get(subject) ?? []), ofTerm]);
  }
  return (term) => {
    const changes = found.get(term);
    return changes ? { changes, digest: digestJson(changes) } : NONE;
  };
}
