/** Keeps the served courses in step with the store, whichever process published. */
import { cutBatches } from '../domain/batches.ts';
import type { CourseKey } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { PublishedCourse } from '../domain/published.ts';
import type { CoursePlan } from '../publish/plan.ts';
import { COURSES_AT_ONCE } from '../publish/stored-courses.ts';
import { StoreDamagedError } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import type { Installer } from './install-publication.ts';

/** A publication of this process, committed. */
export interface OwnPublication {
  /** The store's number of its transaction; null: the plans are not all that it wrote. */
  readonly revision: number | null;
  readonly plans: readonly Pick<CoursePlan, 'key' | 'next' | 'held'>[];
}

export interface Following {
  /**
   * Loads the store's index once, unless terms are read on demand; later calls load what changed since.
   * @param own as for `offer`
   */
  catchUp(own?: OwnPublication): Promise<void>;
  /** Has its courses ready for the catching up that is under way, or the next one: they are not read back. */
  offer(own: OwnPublication): void;
  /** The last store revision that was seen; negative: the store could not be read yet. */
  seen(): number;
  /** Every publication up to this instant (epoch ms) is installed, and none after it has an earlier one; 0: unknown. */
  until(): number;
}

/** @param from every publication up to this number of the store is installed; null: none is */
export function createFollowing(store: Store, installer: Installer, from: number | null = null): Following {
  const { courses } = installer;
  const pace = createPace();
  /** This process's publications that are not installed yet, by their numbers. */
  const offered = new Map<number, ReadonlyMap<CourseKey, PublishedCourse>>();
  let seen = -1;
  let until = 0;

  const offer = ({ revision, plans }: OwnPublication): void => {
    if (revision === null || revision <= seen) return;
    offered.set(revision, new Map(plans.flatMap(({ key, next, held }) => (held ? [] : [[key, next]]))));
  };

  /** Feeds are served even while the database is unreachable: a replica has a copy of the documents. */
  const load = async (keys: readonly CourseKey[]): Promise<void> => {
    const indexed = new Map((await store.indexedCourses(keys)).map((one) => [one.key, one]));
    const documents = store.documentNow ? null : await store.loadDocuments([...indexed.keys()]);
    for (const key of keys) {
      const one = indexed.get(key);
      const text = documents?.get(key)?.text;
      if (!one) installer.put(key, null, 0);
      else if (text === undefined) installer.index(one);
      else installer.putText(key, text, one.entry?.revision ?? 0);
      await pace();
    }
  };

  /** One by one where something among them is damaged. */
  const loadBatch = async (keys: readonly CourseKey[]): Promise<void> => {
    try {
      await load(keys);
    } catch (error) {
      if (!(error instanceof StoreDamagedError)) throw error;
      const [key] = keys;
      if (keys.length === 1 && key !== undefined) installer.lose(key);
      else for (const one of keys) await loadBatch([one]);
    }
  };

  const loadAll = async (): Promise<void> => {
    const revision = from ?? (await store.head()).revision;
    if (!installer.read) await loadIndex();
    seen = revision;
  };

  const loadIndex = async (): Promise<void> => {
    const listed = await store.courseIndex();
    const present = new Set(listed.map(({ key }) => key));
    for (const key of courses.keys()) if (!present.has(key)) installer.put(key, null, 0);
    for (const one of listed) {
      installer.index(one);
      await pace();
    }
  };

  /** A revision of several courses counts as seen once all are loaded, because the database may fail half way. */
  const loadSince = async (revision: number): Promise<number> => {
    const changed = await store.changedSince(revision);
    for (const batch of cutBatches(changed, COURSES_AT_ONCE)) {
      const own = batch.flatMap((one) => {
        const published = offered.get(one.revision)?.get(one.key);
        return published ? [{ ...one, published }] : [];
      });
      installer.install(own);
      const installed = new Set(own.map(({ key }) => key));
      const others = batch.map(({ key }) => key).filter((key) => !installed.has(key));
      await pace();
      if (others.length > 0) await loadBatch(others);
    }
    return changed.at(-1)?.revision ?? revision;
  };

  return {
    seen: () => seen,
    until: () => until,
    offer,
    async catchUp(own) {
      if (own) offer(own);
      if (seen < 0) await loadAll();
      // Read first: what is committed later has a higher number and a later instant.
      const { revision, instant } = await store.head();
      // Commits made while everything was loaded belong to it. The last ones may have changed no course.
      seen = Math.max(revision, await loadSince(seen));
      until = instant;
      // What came meanwhile is for the next time.
      for (const number of offered.keys()) if (number <= seen) offered.delete(number);
    },
  };
}
