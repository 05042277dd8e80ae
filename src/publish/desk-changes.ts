/** The desk changes of each course, in the store's order. */
import type { Change } from '../domain/change.ts';
import { type Course, type CourseKey, termOf } from '../domain/model.ts';
import type { DeskChange, StoreReads } from '../store/store.ts';
import { digestJson } from './json-digest.ts';

export interface CourseDeskChanges {
  readonly changes: readonly Change[];
  /** The digest of all of them; empty if there are none. */
  readonly digest: string;
}

export type FindDeskChanges = (course: Pick<Course, 'key' | 'term'>) => CourseDeskChanges;

/**
 * At most this many courses are read one by one, so that a change of one meeting does not read those of a whole
 * university.
 */
const FEW = 8;

interface IndexedChange {
  readonly change: DeskChange['change'];
  readonly subject: string;
  /** In the store's order. */
  readonly index: number;
}

/** @param only limits the question to these courses; without it, all */
export async function openDeskChanges(
  reads: Pick<StoreReads, 'deskChanges'>,
  only?: ReadonlySet<CourseKey>,
): Promise<FindDeskChanges> {
  return indexDeskChanges(await listChanges(reads, only));
}

/** @param all in the store's order */
export function indexDeskChanges(all: readonly DeskChange[]): FindDeskChanges {
  const bySubject = new Map<string, IndexedChange[]>();
  for (const [index, { subject, change, undoneAt }] of all.entries()) {
    if (undoneAt !== null) continue;
    const placed = bySubject.get(subject) ?? [];
    bySubject.set(subject, placed);
    placed.push({ change, subject, index });
  }
  // Courses without changes of their own share their term's list.
  const ofTerms = new Map<string, CourseDeskChanges>();
  return ({ key, term }) => {
    const own = bySubject.get(key);
    const shared = ofTerms.get(term) ?? layOut(term, bySubject.get(term) ?? []);
    ofTerms.set(term, shared);
    return own ? layOut(term, [...(bySubject.get(term) ?? []), ...own]) : shared;
  };
}

async function listChanges(
  reads: Pick<StoreReads, 'deskChanges'>,
  only: ReadonlySet<CourseKey> | undefined,
): Promise<readonly DeskChange[]> {
  if (only?.size === 0) return [];
  if (!only || only.size > FEW) return reads.deskChanges();
  const terms = [...only].map((key) => termOf(key));
  return reads.deskChanges(...new Set([...terms, ...only]));
}

function layOut(term: string, placed: readonly IndexedChange[]): CourseDeskChanges {
  if (placed.length === 0) return { changes: [], digest: '' };
  const inOrder = placed.toSorted((a, b) => a.index - b.index);
  const made = inOrder.map(({ change }): Change => ({ ...change, at: null }));
  // A change of a term belongs to the term, wherever it was made.
  const changes = made.map((change, index) =>
    inOrder[index]?.subject === term ? { ...change, source: 'term' as const } : change,
  );
  return { changes, digest: digestJson(made) };
}
