/** What an import would do. */
import type { Renaming } from './assign-ids.ts';
import type { CourseDifference } from './compare.ts';
import type { CrossListingCounts } from './cross-list.ts';
import type { RowCounts, RowOutcome } from './ledger.ts';
import type { Remark } from './reading.ts';

export interface PlannedFile {
  /** Below the folder of rules, with forward slashes: `imported/fall-2022/cs1301.yaml`. */
  readonly path: string;
  /** Null: the file is to be deleted. */
  readonly text: string | null;
}

/** Where an imported course and its own file say different things; the own file wins. */
export interface OwnDisagreement {
  readonly course: string;
  /** `sections.A.where`. */
  readonly path: string;
  readonly imported: string;
  readonly own: string;
}

export interface ImportPlan {
  /** Why nothing is to be written; then there are no files. */
  readonly failures: readonly string[];
  /** Only files whose content changes, sorted by path. */
  readonly files: readonly PlannedFile[];
  /** Files that stay as they are, byte for byte. */
  readonly unchanged: number;
  /** Every row of the table, in order. */
  readonly outcomes: readonly RowOutcome[];
  readonly counts: RowCounts & {
    readonly courses: number;
    readonly sections: number;
    readonly crossListing: CrossListingCounts;
  };
  /** Against what the last import wrote, by course id; everything is `added` the first time. */
  readonly differences: readonly CourseDifference[];
  readonly renamings: readonly Renaming[];
  readonly disagreements: readonly OwnDisagreement[];
  /** What was mended, merged, doubtful or could not be told apart. */
  readonly remarks: readonly Remark[];
}
