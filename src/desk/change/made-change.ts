/** A change from the history, with its outcome and its undoing. */

import type { Unreached } from '../../publish/agreed-rules.ts';
import { type CourseDifference, readRecorded } from '../../publish/differences.ts';
import type { DeskChange } from '../../store/store.ts';
import type { DeskContext } from '../desk-context.ts';
import { summariseChange } from './change-summary.ts';

export interface MadeChange {
  readonly id: string;
  readonly summary: string;
  readonly say: string | null;
  readonly why: string | null;
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
  readonly undone: { readonly by: string; readonly at: number } | null;
  /** Of its undoing, if it was undone. */
  readonly differences: readonly CourseDifference[];
  /** The number of further meetings that the history does not record. */
  readonly more: number;
  /** Courses of a term that it could not reach. */
  readonly unreached: readonly Unreached[];
}

/** The number of entries searched. */
const MOST_LOOKED = 5000;

/** Null: there is no such change. */
export async function findMadeChange({ store }: DeskContext, subject: string, id: string): Promise<MadeChange | null> {
  const change = (await store.deskChanges(subject)).find((one) => one.id === id);
  if (!change) return null;
  const { madeBy, madeAt, undoneAt, undoneBy } = change;
  const what = undoneAt === null ? 'change' : 'undo';
  const entries = await store.history({ subjects: [subject], what, limit: MOST_LOOKED });
  const entry = entries.find(({ before, after }) => idOf(what === 'change' ? after : before) === id);
  return {
    id,
    summary: summariseChange(change.change),
    say: change.change.say,
    why: change.change.why,
    by: madeBy,
    at: madeAt,
    undone: undoneAt === null ? null : { at: undoneAt, by: undoneBy ?? '' },
    ...readRecorded(entry?.after),
    unreached: unreachedOf(entry?.after),
  };
}

function idOf(value: unknown): unknown {
  return (value as { id?: unknown } | null)?.id;
}

function unreachedOf(value: unknown): readonly Unreached[] {
  const { unreached } = (value ?? {}) as { unreached?: unknown };
  return Array.isArray(unreached) ? (unreached as Unreached[]) : [];
}

/** Newest first. */
export function listMadeChanges(
  changes: readonly DeskChange[],
): (Omit<MadeChange, 'differences' | 'more' | 'unreached'> & { readonly subject: string })[] {
  return changes.toReversed().map(({ id, subject, change, madeBy, madeAt, undoneAt, undoneBy }) => ({
    id,
    subject,
    summary: summariseChange(change),
    say: change.say,
    why: change.why,
    by: madeBy,
    at: madeAt,
    undone: undoneAt === null ? null : { at: undoneAt, by: undoneBy ?? '' },
  }));
}
