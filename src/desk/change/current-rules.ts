/** The rules with which changes are read: this process's folder, or the latest published to the shared database. */
import { createReadingMemory, type ReadingMemory } from '../../catalog/catalog.ts';
import { rulesOfDigest } from '../../publish/published-from.ts';
import { type Rules, readRulesInSlices } from '../../publish/rules.ts';
import { openTexts, type RulesFiles, termOfKey } from '../../publish/rules-files.ts';
import type { Store } from '../../store/store.ts';

/**
 * The rules of a subject: a course's, or a term's with all its courses; without a subject, all rules.
 * Null if there are none yet.
 */
export type RulesSource = (subject?: string) => Promise<Rules | null>;

/**
 * @param folder the rules in this process's folder; null if the database's are in force
 * @param frame of the last course read by itself: the site's places and the term are seldom others than the next one's
 */
export function createRulesSource(
  store: Pick<Store, 'rulesNumber' | 'latestRules' | 'findCourse'>,
  folder: (() => RulesFiles | null) | null,
  frame: ReadingMemory = createReadingMemory(),
): RulesSource {
  let published: { readonly number: number; readonly files: RulesFiles } | null = null;
  let recent: { readonly term: string; readonly of: RulesFiles; readonly memory: ReadingMemory } | null = null;

  const findPublished = async (): Promise<typeof published> => {
    const number = await store.rulesNumber();
    if (published?.number === number) return published;
    const latest = await store.latestRules();
    published = latest && { number: latest.number, files: openTexts(latest.files) };
    return published;
  };

  /** A single course, if its rules are those of its publication; null if its term must be read. */
  const readCourse = async (files: RulesFiles, key: string): Promise<Rules | null> => {
    const summary = await store.findCourse(key);
    if (!summary) return null;
    const rules = await readRulesInSlices(await files.readCourse(key), frame);
    return rules.digests.get(key) === rulesOfDigest(summary.rules) ? rules : null;
  };

  /** The last term read stays in memory, because work on a term continues. */
  const readTerm = async (files: RulesFiles, term: string): Promise<Rules> => {
    const isSame = recent?.term === term && recent.of === files;
    recent = { term, of: files, memory: isSame && recent ? recent.memory : createReadingMemory() };
    return readRulesInSlices(await files.readTerm(term), recent.memory);
  };

  const read = async (files: RulesFiles, subject: string | undefined): Promise<Rules> => {
    if (subject === undefined || subject === '*') return readRulesInSlices(await files.readAll());
    const own = subject.includes('/') ? await readCourse(files, subject) : null;
    return own ?? (await readTerm(files, termOfKey(subject)));
  };

  return async (subject) => {
    if (folder) {
      const files = folder();
      return files && read(files, subject);
    }
    const found = await findPublished();
    return found && { ...(await read(found.files, subject)), number: found.number };
  };
}
