/** The rules that changes are read against: this process's folder, or the latest published to the shared database. */
import type { Store } from '../../store/store.ts';
import { type Rules, readRules } from '../rules.ts';

/** @param folderRules what this process read from its own folder; null: the database's are served */
export function createRulesSource(store: Store, folderRules: (() => Rules | null) | null): () => Promise<Rules | null> {
  let known: Rules | null = null;
  return async () => {
    if (folderRules) return folderRules();
    const number = await store.rulesNumber();
    if (known?.number === number) return known;
    const latest = await store.latestRules();
    if (!latest) return null;
    const files = Object.entries(latest.files).map(([path, text]) => ({ path, text }));
    known = { ...readRules(files), number: latest.number };
    return known;
  };
}
