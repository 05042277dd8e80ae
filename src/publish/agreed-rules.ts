/**
 * The rules that each course was last published from. Changes, undo and redaction are applied to these, never to what a
 * file says now: a held edit, or a file with an error, must not be published by them.
 */
import { createHash } from 'node:crypto';
import { createReadingMemory, type ReadingMemory, type SourceFile } from '../catalog/catalog.ts';
import type { CourseKey } from '../domain/model.ts';
import type { AgreedRules, AgreedText } from '../store/agreed.ts';
import type { CourseSummary, StoreReads, StoreTransaction } from '../store/store.ts';
import { type CourseRules, findCourseRules } from './course-rules.ts';
import { hasEnded, rulesOfDigest } from './published-from.ts';
import { type Rules, type RulesTexts, readRulesInSlices } from './rules.ts';
import { COURSES_AT_ONCE, termOfAll } from './stored-courses.ts';

/** At most this many courses are read one by one. */
const FEW = 8;

/** A course that a change cannot be applied to, with the reason. */
export interface Unreached {
  readonly key: CourseKey;
  readonly why: string;
}

export const DAMAGED = 'its stored document is damaged: bring back a backup';
export const NEVER_PUBLISHED = 'its rules have errors, and it was never published: mend them first (belltower check)';
// For courses published before agreed rules were stored.
export const UNKNOWN_RULES =
  'its rules have errors, and the store does not have the ones before them: mend them first (belltower check)';
export const ENDED = 'it has ended: bring its file back first';
export const UNKNOWN_BEFORE_EDIT =
  'an edit of its rules is held, and the store does not have the rules before it: agree to the edit, or take it back';

/** Reads agreed rules; courses of a term share what is read of it. */
export interface AgreedRulesReader {
  /** Null: the store has none, or this release cannot read them. */
  read(summary: CourseSummary): Promise<CourseRules | null>;
}

/** @param rules of the folder, used for courses whose files have not changed since */
export function openAgreedRules(reads: StoreReads, rules: Rules): AgreedRulesReader {
  const memory: ReadingMemory = createReadingMemory();
  const texts = new Map<string, string>();
  const loadText = async (digest: string): Promise<string | null> => {
    const text = texts.get(digest) ?? (await reads.agreedText(digest));
    if (text !== null) texts.set(digest, text);
    return text;
  };
  return {
    async read({ key, rules: digest }) {
      if (hasEnded({ rules: digest })) return null;
      const fresh = findCourseRules(rules, key);
      if (fresh && fresh.digest === rulesOfDigest(digest)) return fresh;
      const agreed = await reads.agreedRules(key);
      const files: SourceFile[] = [];
      for (const [path, hash] of Object.entries(agreed?.files ?? {})) {
        const text = await loadText(hash);
        if (text === null) return null;
        files.push({ path, text });
      }
      return findCourseRules(await readRulesInSlices(files, memory), key);
    },
  };
}

/**
 * The courses whose agreed rules the store has.
 * @param only the ones that will be asked for; without it, all
 * @param term of this term
 */
export async function listKept(
  reads: StoreReads,
  only?: ReadonlySet<CourseKey>,
  term?: string,
): Promise<Set<CourseKey>> {
  if (!only || only.size > FEW) return new Set(await reads.agreedKeys(term ?? termOfAll(only)));
  const kept = new Set<CourseKey>();
  for (const key of only) if (await reads.agreedRules(key)) kept.add(key);
  return kept;
}

/** Stores the texts that courses are published from, within one transaction; many with each statement. */
export interface AgreedRulesKeeper {
  keep(key: CourseKey, texts: RulesTexts): Promise<void>;
  /** Stores the last ones, and deletes texts that no course refers to. */
  finish(): Promise<void>;
}

/** @param known courses whose agreed rules are stored already */
export function createAgreedRulesKeeper(tx: StoreTransaction, known: ReadonlySet<CourseKey>): AgreedRulesKeeper {
  const digests = new Map<string, string>();
  const unsaved: { texts: AgreedText[]; rules: Map<CourseKey, AgreedRules> } = { texts: [], rules: new Map() };
  let replaced = false;
  const digestOf = (text: string): string => {
    const known = digests.get(text);
    if (known !== undefined) return known;
    const digest = createHash('sha256').update(text).digest('hex');
    digests.set(text, digest);
    unsaved.texts.push({ digest, text });
    return digest;
  };
  const save = async (): Promise<void> => {
    if (unsaved.rules.size === 0) return;
    await tx.saveAgreedTexts(unsaved.texts.splice(0));
    await tx.saveAgreedRules([...unsaved.rules.values()]);
    unsaved.rules.clear();
  };
  return {
    async keep(key, texts) {
      const files: Record<string, string> = {};
      for (const [path, text] of Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1))) {
        files[path] = digestOf(text);
      }
      replaced ||= known.has(key);
      unsaved.rules.set(key, { key, files });
      if (unsaved.rules.size >= COURSES_AT_ONCE) await save();
    },
    async finish() {
      await save();
      if (replaced) await tx.dropUnusedTexts();
    },
  };
}
