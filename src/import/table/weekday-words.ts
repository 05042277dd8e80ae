/** Names of weekdays in the languages of registrars' tables. A table's words are read in one language, the first that fits most. */
import type { Weekday } from '../../domain/date.ts';
import { DUTCH } from '../../words/vocabulary/dutch.ts';
import { ENGLISH as ENGLISH_WORDS } from '../../words/vocabulary/english.ts';
import { FRENCH } from '../../words/vocabulary/french.ts';
import { GERMAN } from '../../words/vocabulary/german.ts';
import { ITALIAN } from '../../words/vocabulary/italian.ts';
import { PORTUGUESE } from '../../words/vocabulary/portuguese.ts';
import { SPANISH } from '../../words/vocabulary/spanish.ts';

export type WeekdayNames = ReadonlyMap<string, Weekday>;

const NAMES: readonly WeekdayNames[] = [ENGLISH_WORDS, FRENCH, GERMAN, SPANISH, PORTUGUESE, ITALIAN, DUTCH].map(
  ({ days }) =>
    new Map(
      days.flatMap(([day, single, , short]) =>
        `${single} ${short}`.split(' ').map((word): [string, Weekday] => [foldWord(word), day]),
      ),
    ),
);

export const ENGLISH = NAMES[0] as WeekdayNames;

function foldWord(word: string): string {
  return word
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^(.+)\.$/, '$1');
}

/** The weekday of a name, also in the plural ("Mondays"); one- and two-letter codes are left to the codes. */
export function weekdayOfName(word: string, names: WeekdayNames): Weekday | null {
  const folded = foldWord(word);
  if (folded.length < 3 && names === ENGLISH) return null;
  return names.get(folded) ?? names.get(folded.replace(/s$/, '')) ?? null;
}

/** The language in which most of the words are names of weekdays; English where none is better. */
export function findLanguage(texts: Iterable<string>): WeekdayNames {
  const words = [...texts].flatMap((text) =>
    text.split(/[\s,;/&+|]+/).filter((word) => word !== '' && word.length < 20),
  );
  let best = ENGLISH;
  let most = words.filter((word) => ENGLISH.has(foldWord(word)) || isCode(word)).length;
  for (const names of NAMES.slice(1)) {
    const count = words.filter((word) => names.has(foldWord(word))).length;
    if (count > most) {
      most = count;
      best = names;
    }
  }
  return best;
}

function isCode(word: string): boolean {
  return /^(?:mo?|tu?|we?|th|r|h|fr?|sa?|su?|u){1,7}$/i.test(word);
}
