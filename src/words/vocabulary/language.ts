/** What a language's file says; the vocabulary teaches it beside English. Lists are words with blanks between. */
import type { Weekday } from '../../domain/date.ts';
import type { Kind } from '../../domain/kind.ts';

export interface LanguageWords {
  /** Day, singular, plural, abbreviations that are weekdays only among weekdays. */
  readonly days: readonly (readonly [Weekday, string, string, string])[];
  /** Kind, singular, plural. */
  readonly kinds: readonly (readonly [Kind, string, string])[];
  /** Between the start and the end of a time: "9:30 bis 11:00". */
  readonly to: string;
  /** Before a range: "dalle 9:30 alle 11:00". */
  readonly from: string;
  readonly at: string;
  readonly every: string;
  readonly places: string;
  readonly months: string;
}
