/** Records the outcome of every row of a table, and what should be reviewed. */
import type { Remark } from './model.ts';

export interface RowOutcome {
  readonly row: number;
  /** `imported`: its meetings are in the files; `tba`: its section is, with nothing to meet yet. */
  readonly outcome: 'imported' | 'tba' | 'reported' | 'passed over';
  /** The reason, or a note on special treatment. */
  readonly reason: string | null;
  /** The target `course/section`. */
  readonly section: string | null;
}

/** Rows by outcome; they add up to `rows`. */
export interface RowCounts {
  readonly rows: number;
  readonly imported: number;
  readonly tba: number;
  readonly reported: number;
  readonly passedOver: number;
}

export interface Ledger {
  set(row: number, outcome: RowOutcome['outcome'], reason?: string | null, section?: string | null): void;
  /** Groups the rows of equal remarks. */
  remark(text: string, ...rows: readonly number[]): void;
  outcomes(): readonly RowOutcome[];
  remarks(): readonly Remark[];
  counts(): RowCounts;
}

export function openLedger(): Ledger {
  const rows = new Map<number, RowOutcome>();
  const remarks = new Map<string, number[]>();
  const outcomes = (): readonly RowOutcome[] => [...rows.values()].sort((a, b) => a.row - b.row);
  return {
    set(row, outcome, reason = null, section = null) {
      rows.set(row, { row, outcome, reason, section });
    },
    remark(text, ...numbers) {
      const list = remarks.get(text);
      if (list) list.push(...numbers);
      else remarks.set(text, [...numbers]);
    },
    outcomes,
    remarks: () => [...remarks].map(([text, numbers]) => ({ text, rows: [...new Set(numbers)].sort((a, b) => a - b) })),
    counts() {
      const all = outcomes();
      const count = (outcome: RowOutcome['outcome']): number => all.filter((one) => one.outcome === outcome).length;
      return {
        rows: all.length,
        imported: count('imported'),
        tba: count('tba'),
        reported: count('reported'),
        passedOver: count('passed over'),
      };
    },
  };
}
