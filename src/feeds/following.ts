/** Keeps the courses in step with the store: what any process published is here after each look. */
import type { CourseKey } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { Publication } from '../publish/publisher.ts';
import { StoreDamagedError } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import type { Holding } from './holding.ts';

export interface Following {
  /** Indexes what the store has, once, and then what changed since the last look. */
  catchUp(): Promise<void>;
  /** Puts what was just published in place, without asking the store for it again. */
  take(publication: Publication): Promise<void>;
  /** The store's revision that was last seen; negative: none was, for the store could not be read. */
  seen(): number;
}

export function createFollowing(store: Store, holding: Holding): Following {
  const { courses } = holding;
  let seen = -1;

  const load = async (key: CourseKey): Promise<void> => {
    const indexed = await store.indexedCourse(key);
    if (!indexed) return holding.put(key, null, 0);
    if (store.documentNow) return holding.index(indexed);
    // Its feeds go on while the database is away.
    const text = await store.loadDocument(key);
    if (text !== null) holding.putText(key, text, indexed.entry?.revision ?? 0);
  };

  const loadAll = async (): Promise<void> => {
    const { revision } = await store.head();
    const listed = await store.courseIndex();
    const present = new Set(listed.map(({ key }) => key));
    for (const key of courses.keys()) if (!present.has(key)) holding.put(key, null, 0);
    const pace = createPace();
    for (const one of listed) {
      holding.index(one);
      await pace();
    }
    // What was published while this was reading belongs to it.
    seen = await loadSince(revision);
  };

  /** A revision of several courses counts as seen when all of them are: the database may go in the middle. */
  const loadSince = async (revision: number): Promise<number> => {
    const pace = createPace();
    const changed = await store.changedSince(revision);
    for (const { key } of changed) {
      try {
        await load(key);
      } catch (error) {
        if (!(error instanceof StoreDamagedError)) throw error;
        holding.lose(key);
      }
      await pace();
    }
    return changed.at(-1)?.revision ?? revision;
  };

  return {
    seen: () => seen,
    async catchUp() {
      if (seen < 0) await loadAll();
      seen = await loadSince(seen);
    },
    async take({ plans, isRenaming }) {
      if (isRenaming) return;
      const written = plans.filter((plan) => !plan.held);
      const { revision } = await store.head();
      // Only if this write is the one revision not seen yet; else the store is asked, for it may be another process's.
      if (written.length === 0 || revision !== seen + 1) return;
      for (const { key, next } of written) holding.put(key, next, revision);
      seen = revision;
    },
  };
}
