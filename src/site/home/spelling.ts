/** Suggests a query where a search finds nothing: its words corrected to words of codes and titles. */
import { findNearest } from '../../catalog/nearest.ts';
import { foldText } from '../../domain/fold-text.ts';
import type { CourseEntry } from '../../store/course-entry.ts';

/** Shorter words, and words with digits, are rather other codes than slips. */
const SHORTEST = 4;

export interface Correction {
  /** A course whose code and title may have been meant. */
  learn(course: Pick<CourseEntry, 'code' | 'title'>): void;
  /** The corrected words; null where no word is near another one. */
  words(): readonly string[] | null;
}

/** @param words the query's words, folded */
export function createCorrection(words: readonly string[]): Correction {
  const candidates = words.map((word) => (isWord(word) ? new Set<string>() : null));
  return {
    learn({ code, title }) {
      for (const known of foldText(`${code} ${title}`).split(' ')) {
        words.forEach((word, index) => {
          // The first letter is seldom wrong, and comparing only these words keeps a large catalogue fast.
          if (known.charAt(0) === word.charAt(0)) candidates[index]?.add(known);
        });
      }
    },
    words() {
      const corrected = words.map((word, index) => correct(word, candidates[index] ?? null));
      return corrected.some((word, index) => word !== words[index]) ? corrected : null;
    },
  };
}

function isWord(word: string): boolean {
  return word.length >= SHORTEST && !/\d/.test(word);
}

function correct(word: string, candidates: ReadonlySet<string> | null): string {
  if (candidates === null || [...candidates].some((known) => known.startsWith(word))) return word;
  return findNearest(word, candidates) ?? word;
}
