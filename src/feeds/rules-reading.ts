/** The rules that this server publishes from its folder, or follows in a shared store. */
import { createReadingMemory } from '../catalog/catalog.ts';
import type { Clock } from '../domain/clock.ts';
import type { ServiceLog } from '../domain/log.ts';
import type { Conditions } from '../publish/conditions.ts';
import { readFolder } from '../publish/folder.ts';
import { planFirstPublications } from '../publish/plan.ts';
import { publish, publishRules } from '../publish/publisher.ts';
import { reportProblems, reportPublication, reportRules, warnOfEmptyStore } from '../publish/reports.ts';
import { type Rules, readRulesInSlices } from '../publish/rules.ts';
import { StoreFullError, StoreReadOnlyError } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import { unlessUnreadable } from '../store/unreadable-course.ts';
import type { Following } from './following.ts';
import type { Holding } from './holding.ts';

export interface RulesReading {
  /** The rules as they are served; null while there are none. */
  rules(): Rules | null;
  /** @param onServed called where first revisions are served that could not be written */
  publishFolder(folder: string, onServed: () => void): Promise<void>;
  /** Reads the rules that were published to the store, where there are others now. */
  followStore(): Promise<void>;
}

interface RulesReadingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: ServiceLog;
  readonly conditions: Conditions;
  readonly holding: Holding;
  readonly following: Following;
}

export function createRulesReading(parts: RulesReadingParts): RulesReading {
  const { store, clock, log, conditions, holding, following } = parts;
  const memory = createReadingMemory();
  let rules: Rules | null = null;
  let seenNumber = 0;

  /** First revisions need neither clock nor memory, so what was never published can be served without being written. */
  const serveFirstRevisions = async (read: Rules): Promise<void> => {
    const isKnown = (key: string): boolean => unlessUnreadable(() => holding.courses.get(key) === null) !== true;
    for await (const { key, next } of planFirstPublications(read, isKnown)) holding.put(key, next, 0);
  };

  return {
    rules: () => rules,
    async publishFolder(folder, onServed) {
      const files = await readFolder(folder);
      const read = await readRulesInSlices(files, memory);
      reportProblems(read, rules, log);
      reportRules(read, conditions);
      rules = read;
      try {
        const isShared = store.driver === 'postgresql';
        const publication = await (isShared ? publishRules(store, clock, files, read) : publish(store, clock, read));
        reportPublication(publication, log);
        for (const key of publication.unreadable) holding.lose(key);
        if (following.seen() === 0) warnOfEmptyStore(publication, clock(), log);
        await following.take(publication);
      } catch (error) {
        if (error instanceof StoreReadOnlyError || error instanceof StoreFullError) {
          await serveFirstRevisions(read);
          onServed();
        }
        throw error;
      }
    },
    async followStore() {
      const number = await store.rulesNumber();
      if (number === seenNumber) return;
      const latest = await store.latestRules();
      const files = Object.entries(latest?.files ?? {}).map(([path, text]) => ({ path, text }));
      if (latest) rules = await readRulesInSlices(files, memory);
      seenNumber = number;
    },
  };
}
