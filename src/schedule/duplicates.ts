/** Removes meetings with duplicate identities, and merges those that differ in nothing but their identity. */
import type { Draft } from './draft.ts';

/**
 * Keeps one draft for each identity, the earliest in the day, regardless of the order of patterns. The catalog has
 * reported that such patterns need ids.
 */
export function keepDistinct(drafts: readonly Draft[]): { readonly kept: readonly Draft[]; readonly clashes: Draft[] } {
  const byIdentity = new Map<string, Draft>();
  const clashes: Draft[] = [];
  for (const draft of drafts) {
    const other = byIdentity.get(draft.identity);
    const isLater = other !== undefined && rank(other) <= rank(draft);
    if (!isLater) byIdentity.set(draft.identity, draft);
    if (other) clashes.push(isLater ? draft : other);
  }
  return { kept: [...byIdentity.values()], clashes };
}

function rank({ slot, where, staff, notes, copies }: Draft): string {
  return JSON.stringify([slot.start, slot.end, where, staff, notes, copies]);
}

/**
 * Merges a section's identical drafts (which some calendar programs would merge) under the lowest identity: copies
 * are added up, notes combined.
 */
export function mergeAlike(drafts: readonly Draft[]): readonly Draft[] {
  if (drafts.every((draft, index) => isAfter(draft, drafts[index - 1]))) return drafts;
  const bySlot = Map.groupBy(drafts, ({ slot }) => slot.date + slot.start);
  if (bySlot.size === drafts.length) return drafts;
  return [...bySlot.values()].flatMap((together) => [...Map.groupBy(together, describe).values()].map(joinTwins));
}

/** Whether it starts later than the one before it, as the meetings of one weekly pattern do. */
function isAfter({ slot }: Draft, previous: Draft | undefined): boolean {
  if (!previous) return true;
  return slot.date > previous.slot.date || (slot.date === previous.slot.date && slot.start > previous.slot.start);
}

/** All visible facts of a draft except its copies and notes. */
function describe({ slot, given, where, staff, cancelled, reason, originalDate, section }: Draft): string {
  const topic = section.topics.get(originalDate) ?? null;
  return JSON.stringify([slot.end, slot.days, where, staff, cancelled, reason, given.date, given.start, topic]);
}

function joinTwins(twins: readonly Draft[]): Draft {
  const sorted = twins.toSorted((a, b) => (a.identity < b.identity ? -1 : 1));
  const [first] = sorted as [Draft];
  if (sorted.length === 1) return first;
  return {
    ...first,
    copies: twins.reduce((sum, { copies }) => sum + copies, 0),
    notes: [...new Set(sorted.flatMap(({ notes }) => notes))],
    setBy: joinSetBy(twins),
    touched: twins.flatMap(({ touched }) => touched),
  };
}

/** Combines the changes recorded for each; where two set one field, the newest wins as everywhere. */
function joinSetBy(twins: readonly Draft[]): Draft['setBy'] {
  return new Map(twins.flatMap(({ setBy }) => [...setBy]).sort(([, a], [, b]) => a - b));
}
