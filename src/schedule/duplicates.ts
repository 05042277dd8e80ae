/** No two meetings under one identity, and no two that differ in nothing but their identity. */
import type { Draft } from './draft.ts';

/**
 * Under one identity one draft stays, whatever the order in which patterns were written: the earlier in the day.
 * Two patterns need ids there, which the catalog asks for.
 */
export function keepDistinct(drafts: readonly Draft[]): { readonly kept: readonly Draft[]; readonly clashes: Draft[] } {
  const byIdentity = new Map<string, Draft>();
  const clashes: Draft[] = [];
  for (const draft of drafts) {
    const other = byIdentity.get(draft.identity);
    const [first, second] = other && rank(other) <= rank(draft) ? [other, draft] : [draft, other];
    byIdentity.set(draft.identity, first);
    if (second) clashes.push(second);
  }
  return { kept: [...byIdentity.values()], clashes };
}

function rank({ slot, where, staff, notes, copies }: Draft): string {
  return JSON.stringify([slot.start, slot.end, where, staff, notes, copies]);
}

/**
 * The drafts of one section with twins (which some calendar programs would merge) joined under the lowest identity,
 * their copies added and notes united.
 */
export function mergeAlike(drafts: readonly Draft[]): readonly Draft[] {
  const bySlot = Map.groupBy(drafts, ({ slot }) => slot.date + slot.start);
  if (bySlot.size === drafts.length) return drafts;
  return [...bySlot.values()].flatMap((together) => [...Map.groupBy(together, describe).values()].map(joinTwins));
}

/** Everything that people see of a draft but its copies and notes. */
function describe({ slot, given, where, staff, cancelled, reason, originalDate, section }: Draft): string {
  const topic = section.topics.get(originalDate) ?? null;
  return JSON.stringify([slot.end, where, staff, cancelled, reason, given.date, given.start, topic]);
}

function joinTwins(twins: readonly Draft[]): Draft {
  const sorted = twins.toSorted((a, b) => (a.identity < b.identity ? -1 : 1));
  const [first] = sorted as [Draft];
  if (sorted.length === 1) return first;
  return {
    ...first,
    copies: twins.reduce((sum, { copies }) => sum + copies, 0),
    notes: [...new Set(sorted.flatMap(({ notes }) => notes))],
    owners: joinOwners(twins),
    touched: twins.flatMap(({ touched }) => touched),
  };
}

/** What changes said of any of them stays said; where two set one field, the newest counts as everywhere. */
function joinOwners(twins: readonly Draft[]): Draft['owners'] {
  return new Map(twins.flatMap(({ owners }) => [...owners]).sort(([, a], [, b]) => a - b));
}
