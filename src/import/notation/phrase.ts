/** The result of the notation grammar: elements with offsets, in the order of the text. */
import type { Weekday } from '../../domain/date.ts';
import type { Kind } from '../../domain/kind.ts';

/** How certainly the words name days: full or short names, codes of several days (MWF), or one letter. */
export type DayForm = 'name' | 'code' | 'letter';

/** A clock time as a page writes it: the hour may lack its half of the day. */
export interface WrittenClock {
  /** 0 to 24, as written. */
  readonly hour: number;
  readonly minute: number;
  readonly half: 'am' | 'pm' | null;
  /** Written as a bare number, without minutes or half. */
  readonly bare: boolean;
  /** Four digits with a leading zero, or an hour that only a 24-hour clock has. */
  readonly military: boolean;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

export type Element = Span &
  (
    | {
        readonly type: 'days';
        readonly days: readonly Weekday[];
        readonly form: DayForm;
        /** Plural or "every": applies to every week. */
        readonly weekly: boolean;
        /** Two days joined by a dash: a pair of days, or a range. */
        readonly dashed: readonly Weekday[] | null;
      }
    | { readonly type: 'time'; readonly start: WrittenClock | null; readonly end: WrittenClock | null }
    | { readonly type: 'date'; readonly span: boolean }
    | { readonly type: 'length'; readonly minutes: number }
    | { readonly type: 'relative'; readonly side: 'after' | 'before'; readonly base: Kind; readonly immediate: boolean }
    | { readonly type: 'weeks'; readonly text: string }
    | { readonly type: 'count'; readonly count: number }
    | { readonly type: 'section'; readonly id: string }
    | { readonly type: 'kind'; readonly kind: Kind; readonly weak: boolean; readonly plural: boolean }
    | { readonly type: 'absence'; readonly why: string }
    | { readonly type: 'occasion'; readonly why: string }
    | { readonly type: 'role'; readonly text: string }
    /** A mistyped clock: 6:150. */
    | { readonly type: 'broken'; readonly text: string }
    | { readonly type: 'break'; readonly mark: string }
    | { readonly type: 'word'; readonly text: string }
    | { readonly type: 'mark'; readonly text: string }
  );

export type ElementOf<T extends Element['type']> = Extract<Element, { readonly type: T }>;
