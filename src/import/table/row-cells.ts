/** The cells of one row by field. */
import { cleanCell, decodeEntities } from './cell.ts';
import type { ColumnUse, Field } from './model.ts';

export interface RowCells {
  /** The cleaned cell; empty when the table has no such column or the cell is blank. */
  get(field: Field, group?: number): string;
  /** As `get`, with line breaks kept. */
  raw(field: Field, group?: number): string;
  /** The cell of an unused column. */
  unused(index: number): string;
}

export interface Layout {
  readonly columns: readonly ColumnUse[];
  /** The highest number of meetings in a row. */
  readonly groups: number;
  readonly has: (field: Field, group?: number) => boolean;
  readonly cellsOf: (cells: readonly string[]) => RowCells;
}

const LONGEST = 2000;

/** Fields in which programs write 0 for empty, and end a cell with a continuation mark. */
const EMPTY_ZERO: ReadonlySet<Field> = new Set([
  'weekdays',
  'time',
  'start',
  'end',
  'meeting',
  'where',
  'building',
  'room',
  'people',
  'last name',
  'dates',
  'weeks',
  'frequency',
]);

function tidyCell(text: string): string {
  return text === '0' ? '' : text.replace(/\s*[,;]+$/, '');
}

export function layOut(columns: readonly ColumnUse[]): Layout {
  const places = new Map(
    columns.flatMap((use): [string, number][] => (use.field ? [[`${use.field} ${use.group}`, use.index]] : [])),
  );
  const has = (field: Field, group = 0): boolean => places.has(`${field} ${group}`);
  return {
    columns,
    groups: 1 + Math.max(0, ...columns.map(({ group }) => group)),
    has,
    cellsOf(cells) {
      const raw = (field: Field, group = 0): string => {
        const index = places.get(`${field} ${group}`);
        const text = index === undefined ? '' : decodeEntities((cells[index] ?? '').slice(0, LONGEST)).trim();
        return EMPTY_ZERO.has(field) ? tidyCell(text) : text;
      };
      return {
        raw,
        unused: (index) => cleanCell(cells[index] ?? ''),
        get: (field, group) => cleanCell(raw(field, group)),
      };
    },
  };
}
