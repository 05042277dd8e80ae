/** The plan of an import. */
import type { Renaming } from './assign-ids.ts';
import type { CourseDifference } from './compare.ts';
import type { CrossListingCounts } from './cross-list.ts';
import type { Remark } from './model.ts';
import type { RowCounts, RowOutcome } from './row-outcomes.ts';

export interface PlannedFile {
  /** Below the folder of rules, with forward slashes: `imported/fall-2022/cs1301.yaml`. */
  readonly path: string;
  /** Null: the file is to be deleted. */
  readonly text: string | null;
}

/** A disagreement between an imported course and its own file; the own file wins. */
export interface OwnDisagreement {
  readonly course: string;
  /** `sections.A.where`. */
  readonly path: string;
  readonly imported: string;
  readonly own: string;
}

export interface ImportPlan {
  /** Why nothing is written; `files` is then empty. */
  readonly failures: readonly string[];
  /** Only files whose content changes, sorted by path. */
  readonly files: readonly PlannedFile[];
  /** Files that stay unchanged, byte for byte. */
  readonly unchanged: number;
  /** Every row of the table, in order. */
  readonly outcomes: readonly RowOutcome[];
  readonly counts: RowCounts & {
    readonly courses: number;
    readonly sections: number;
    readonly crossListing: CrossListingCounts;
  };
  /** Changes since the last import, by course id; in the first import everything is `added`. */
  readonly differences: readonly CourseDifference[];
  readonly renamings: readonly Renaming[];
  readonly disagreements: readonly OwnDisagreement[];
  /** Corrections, merges, ambiguities and unmatched patterns. */
  readonly remarks: readonly Remark[];
}
