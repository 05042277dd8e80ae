/** Two meetings that differ in nothing but their identity are one with more copies: some programs merge such twins. */
import type { Draft } from './draft.ts';

/** The drafts of one section with twins joined under the lowest identity, their copies added and notes united. */
export function mergeAlike(drafts: readonly Draft[]): readonly Draft[] {
  const bySlot = Map.groupBy(drafts, ({ slot }) => slot.date + slot.start);
  if (bySlot.size === drafts.length) return drafts;
  const merged: Draft[] = [];
  for (const together of bySlot.values()) {
    merged.push(...Map.groupBy(together, describe).values().map(join));
  }
  return merged;
}

/** Everything that people see of a draft but its copies and notes. */
function describe({ slot, given, where, staff, cancelled, reason, originalDate, section }: Draft): string {
  const moved = given.date !== slot.date || given.start !== slot.start ? given : null;
  const topic = section.topics.get(originalDate) ?? null;
  return JSON.stringify([slot.end, where, staff, cancelled, reason, moved, topic]);
}

function join(twins: readonly Draft[]): Draft {
  const [first, ...rest] = [...twins].sort((a, b) => (a.identity < b.identity ? -1 : 1));
  if (!first) throw new Error('twins are never empty');
  if (rest.length === 0) return first;
  return {
    ...first,
    copies: twins.reduce((sum, { copies }) => sum + copies, 0),
    notes: [...new Set([first, ...rest].flatMap(({ notes }) => notes))],
    touched: [...new Set(twins.flatMap(({ touched }) => touched))],
  };
}
