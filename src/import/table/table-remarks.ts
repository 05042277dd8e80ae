/** Assumptions made about a table's rows, each once with its rows. */
import type { Remark, TableRow } from './model.ts';

/** One remark for all times of a table instead of one for each. */
const HALF_DOUBT = /^.* read as (night|morning|afternoon|evening); it may be (night|morning|afternoon|evening)$/;

export function findRemarks(rows: readonly TableRow[]): Remark[] {
  const remarks = new Map<string, number[]>();
  const note = (text: string, row: number): void => {
    const list = remarks.get(text);
    if (list) list.push(row);
    else remarks.set(text, [row]);
  };
  for (const row of rows) {
    if (row.kind.kind === 'other' && row.kind.words !== null)
      note(`“${row.kind.words}” is no kind that is known here: written as other`, row.number);
    for (const doubt of new Set([...row.doubts, ...row.meetings.flatMap((meeting) => meeting.doubts)]))
      note(doubt.replace(HALF_DOUBT, 'times without am or pm, read as $1; they may be $2'), row.number);
    for (const text of row.notes) note(text.replace(/ from row \d+$/, ' from the row above'), row.number);
  }
  return [...remarks].map(([text, numbers]) => ({ text, rows: numbers }));
}
