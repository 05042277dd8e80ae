/** A small invented page of one kind of writing. */
export interface Case {
  readonly kind: string;
  readonly page: string;
  /** "discussion 1B [Ada Kiln] MO 09:00-09:50 @ Room 5 (weeks 2-7) ?", as printed by `tellWhole`. */
  readonly meetings: readonly string[];
}
