/** Rows whose cells hold several lines, one meeting a line (PeopleSoft): the first line of one cell goes with the first of another. */
import type { Field } from './model.ts';
import type { RowCells } from './row-cells.ts';

const TIMES: readonly Field[] = ['meeting', 'weekdays', 'time', 'start', 'end', 'dates', 'from', 'until'];
const OTHERS: readonly Field[] = ['where', 'building', 'room', 'people', 'kind', 'weeks', 'frequency', 'duration'];
const MOST_LINES = 20;

/** One set of cells for each line; the cells themselves if nothing is aligned. */
export function splitLines(cells: RowCells): readonly RowCells[] {
  const lines = new Map<string, readonly string[]>();
  for (const field of [...TIMES, ...OTHERS]) {
    const own = cells.raw(field).split('\n');
    if (own.length > 1) lines.set(field, own);
  }
  const counts = new Set([...lines.values()].map((own) => own.length));
  const timed = TIMES.filter((field) => lines.has(field)).length;
  const [count = 0] = counts;
  if (lines.size < 2 || timed === 0 || counts.size !== 1 || count > MOST_LINES) return [cells];
  return Array.from({ length: count }, (_, at): RowCells => {
    const lineOf = (field: Field, group = 0): string | undefined =>
      group === 0 ? lines.get(field)?.[at]?.trim() : undefined;
    return {
      unused: cells.unused,
      raw: (field, group) => lineOf(field, group) ?? cells.raw(field, group),
      get: (field, group) => lineOf(field, group) ?? cells.get(field, group),
    };
  });
}
