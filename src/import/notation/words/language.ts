/** What a language's file says; the vocabulary teaches it beside English. Lists are words with blanks between. */
import type { Day, Kind } from '../phrase.ts';

export interface LanguageWords {
  /** Day, singular, plural. */
  readonly days: readonly (readonly [Day, string, string])[];
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
