/** The rules that changes are read against: this process's folder, or the latest published to the shared database. */
import { createReadingMemory } from '../../catalog/catalog.ts';
import { type Rules, readRulesInSlices } from '../../publish/rules.ts';
import type { Store } from '../../store/store.ts';

/** @param folderRules what this process read from its own folder; null: the database's are served */
export function createRulesSource(store: Store, folderRules: (() => Rules | null) | null): () => Promise<Rules | null> {
  const memory = createReadingMemory();
  let known: { readonly number: number; readonly rules: Promise<Rules> } | null = null;
  return async () => {
    if (folderRules) return folderRules();
    const now = await store.rulesNumber();
    if (known?.number === now) return known.rules;
    const latest = await store.latestRules();
    if (!latest) return null;
    const { number } = latest;
    const files = Object.entries(latest.files).map(([path, text]) => ({ path, text }));
    const rules = readRulesInSlices(files, memory).then((read) => ({ ...read, number }));
    known = { number, rules };
    return rules;
  };
}
