/** What a language's file says. Lists are words with blanks between; lists of phrases are parts of a regular expression. */
import type { Weekday } from '../../domain/date.ts';
import type { Kind } from '../../domain/kind.ts';
import type { WordClass } from './word-class.ts';

export interface LanguageWords {
  /** In English: "German". */
  readonly name: string;
  /** Day, singular, plural, abbreviations that are weekdays only among weekdays or beside a time. */
  readonly days: readonly (readonly [Weekday, string, string, string])[];
  /** Kind, singular, plural; weak words give way to others. */
  readonly kinds: readonly (readonly [Kind, string, string, 'weak'?])[];
  /** The other words, by the class that the grammar knows them by. */
  readonly words: Readonly<Partial<Record<WordClass, string>>>;
  readonly weeks: WeekWords;
}

/** How a language limits the weeks of a meeting. All but `ordinals` and `months` are alternatives of a regular expression. */
export interface WeekWords {
  readonly week: string;
  readonly odd: string;
  readonly even: string;
  /** "every other week", whole. */
  readonly alternate: string;
  /** "every other", with a weekday behind it. */
  readonly alternateDay: string;
  readonly start: string;
  readonly until: string;
  readonly only: string;
  readonly excepting: string;
  readonly ordinals: string;
  readonly last: string;
  readonly half: string;
  readonly term: string;
  /** Small words that may stand between the others. */
  readonly small: string;
  /** Weeks that are not said by number: "most weeks", "only when shown on the schedule". */
  readonly some: string;
  readonly months: string;
}
