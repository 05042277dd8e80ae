/** The vocabulary of a language. Word lists are separated by spaces; phrase lists are parts of a regular expression. */
import type { Weekday } from '../../domain/date.ts';
import type { Kind } from '../../domain/kind.ts';
import type { WordClass } from './word-class.ts';

export interface LanguageWords {
  /** In English: "German". */
  readonly name: string;
  /** Day, singular, plural, abbreviations that count as weekdays only next to other weekdays or a time. */
  readonly days: readonly (readonly [Weekday, string, string, string])[];
  /** Kind, singular, plural; weak words yield to any other kind found. */
  readonly kinds: readonly (readonly [Kind, string, string, 'weak'?])[];
  /** All other words, by word class. */
  readonly words: Readonly<Partial<Record<WordClass, string>>>;
  readonly weeks: WeekWords;
}

/** How a language restricts a meeting's weeks. All but `ordinals` and `months` are regular expression alternatives. */
export interface WeekWords {
  readonly week: string;
  readonly odd: string;
  readonly even: string;
  /** "every other week" as a complete phrase. */
  readonly alternate: string;
  /** "every other", followed by a weekday. */
  readonly alternateDay: string;
  readonly start: string;
  readonly until: string;
  readonly only: string;
  readonly excepting: string;
  readonly ordinals: string;
  readonly last: string;
  readonly half: string;
  readonly term: string;
  /** Filler words allowed between the others. */
  readonly small: string;
  /** Weeks given without numbers: "most weeks", "only when shown on the schedule". */
  readonly some: string;
  readonly months: string;
}
