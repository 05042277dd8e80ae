/** The words of timetables and their word classes. Other languages are read in addition to English. */
import type { Weekday } from '../../domain/date.ts';
import type { Kind } from '../../domain/kind.ts';
import { LANGUAGES } from './languages.ts';
import type { WordClass } from './word-class.ts';

export interface Meaning {
  readonly class: WordClass;
  readonly day?: Weekday;
  readonly kind?: Kind;
  readonly weak?: boolean;
  readonly plural?: boolean;
  readonly value?: number;
}

const WORDS = new Map<string, Meaning>();

function teach(words: string, meaning: Meaning): void {
  for (const word of words.split(' '))
    if (word !== '' && !WORDS.has(word)) WORDS.set(word.replaceAll('_', ' '), meaning);
}

/** Words about weeks that the grammar itself uses; complete restrictions of weeks are found in `week-limits.ts`. */
teach('other second third', { class: 'Other' });
teach('week', { class: 'Week' });
teach('weeks wks wk woche wochen', { class: 'Week', plural: true });
for (const [i, word] of 'one two three four five six seven eight nine ten eleven twelve'.split(' ').entries()) {
  teach(word, { class: 'Quantity', value: i + 1 });
}
for (const { days, kinds, words, weeks } of LANGUAGES) {
  for (const [day, single, plural] of days) {
    teach(single, { class: 'DayName', day, plural: false });
    teach(plural, { class: 'DayName', day, plural: true });
  }
  teach(weeks.months, { class: 'Month' });
  for (const [kind, single, plural, weak] of kinds) {
    teach(single, { class: 'KindName', kind, weak: weak === 'weak', plural: false });
    teach(plural, { class: 'KindName', kind, weak: weak === 'weak', plural: true });
  }
  for (const [name, list] of Object.entries(words) as [WordClass, string][])
    teach(list, name === 'Half' ? { class: name, value: 0.5 } : { class: name });
}

/** What a word means in a timetable, or undefined. Case does not matter. */
export function meaningOf(word: string): Meaning | undefined {
  return WORDS.get(word.toLowerCase());
}
