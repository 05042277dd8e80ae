/** Tables → units: grids under day names, named columns, times as column heads, and rows read as lines. */

import {
  type Cells,
  type Filled,
  type Frame,
  isDayHead,
  isTimed,
  isTimedHead,
  isTimeHead,
  joinTexts,
  spread,
  type Table,
  timesOf,
  unitIn,
} from './table-cells.ts';
import { readColumns } from './table-columns.ts';
import { readGrid } from './table-grid.ts';
import { roleOf } from './table-roles.ts';
import { elementsOf, firstKind, pick, type Scope, type Unit } from './unit.ts';

/** The units of a table. Empty cells give none; cells that span rows apply to each of them. */
export function readTableUnits(table: Table, scopes: readonly Scope[], group: number): Unit[] {
  const rows = spread(table);
  const first = rows[0];
  if (!first) return [];
  const frame: Frame = { scopes, group, line: table.line };
  const dayColumns = first.filter((cell) => isDayHead(cell)).length;
  if (dayColumns >= 2 && dayColumns >= first.filter((cell) => cell.text.text !== '').length - 2)
    return readGrid(rows, frame);
  const roles = first.map((cell) => roleOf(cell));
  const known = roles.filter((role) => role !== 'other').length;
  const heads = table.rows[0]?.cells.every((cell) => cell.header || cell.lines.length === 0) ?? false;
  const pairs = first.length === 2 && known === 0;
  const timed = first.filter((cell) => isTimedHead(cell));
  if (timed.length >= 2 && rows.length > 1) return readTimedHeads(timed, rows, frame);
  const untimed = first.every((cell) => !cell.elements.some((each) => each.type === 'time' && each.end !== null));
  if (!pairs && untimed && (heads || known >= 2) && rows.length > 1) return readColumns(rows, roles, frame);
  if (first.slice(1).filter((cell) => isTimeHead(cell)).length >= 2 && rows.length > 1)
    return readTimeHeads(rows, frame);
  return readPlain(rows, frame);
}

/** "Aa-Ev", "M–R": ranges of surnames, if one of the letters is no day. */
const SURNAMES =
  /^(?!(?:m|t|w|r|f|mo|tu|we|th|fr|sa|su)\s?[-–]\s?(?:m|t|w|r|f|mo|tu|we|th|fr|sa|su)$)\p{L}{1,3}\s?[-–]\s?\p{L}{1,3}$/iu;

/** Tables whose column heads contain the groups' times. */
function readTimedHeads(cells: readonly Filled[], rows: Cells, frame: Frame): Unit[] {
  // "Cours 1", "Cours 2" beside the dates below: what meets at these times.
  const kinds = new Set(rows.slice(1).map((row) => (row[0] ? firstKind(row[0].elements)?.kind : undefined)));
  const [kind = null] = kinds.size === 1 ? kinds : [];
  return cells.map((cell) => {
    const name = cell.lines[0]?.text.replace(/\s*\(.*$/, '') ?? '';
    return unitIn(frame, cell, { section: name, label: name, kind });
  });
}

/** Columns are times; rows are days. */
function readTimeHeads(rows: Cells, frame: Frame): Unit[] {
  const heads = rows[0] ?? [];
  // Ranges of surnames (Aa-Ev, Mr-Tu) are no days: all rows have one, or none has.
  const ranges = rows.slice(1).some((row) => SURNAMES.test(row[0]?.text.text ?? ''));
  const named = !ranges && rows.slice(1).every((row) => row[0] && pick(row[0].elements, 'days').length > 0);
  return rows.slice(1).flatMap((row) => {
    const days = named && row[0] ? (pick(row[0].elements, 'days')[0] ?? null) : null;
    if (!days) return readGroupRow(row, heads, frame);
    return row.flatMap((cell, i) => {
      const time = timesOf(heads[i])[0] ?? null;
      return i === 0 || cell.text.text === '' || !time ? [] : [unitIn(frame, cell, { days, time })];
    });
  });
}

/** A row of one group: its name, and a place under each time. */
function readGroupRow(row: readonly Filled[], heads: readonly Filled[], frame: Frame): Unit[] {
  const name = row[0]?.text.text ?? '';
  return row.flatMap((cell, i) => {
    const time = timesOf(heads[i])[0] ?? null;
    if (i === 0 || cell.text.text === '' || !time) return [];
    return [
      unitIn(frame, cell, {
        time,
        section: name,
        label: name,
        sectioned: true,
        place: cell.text.text,
      }),
    ];
  });
}

/** Rows read as lines; a first cell without a time is their label. */
function readPlain(rows: Cells, frame: Frame): Unit[] {
  return rows.flatMap((row) => {
    const cells = row.filter((cell, i) => cell.text.text !== '' && row.indexOf(cell) === i);
    const [first, ...rest] = cells;
    if (!first) return [];
    const timed = cells.some((cell) => isTimed(cell));
    if (rest.length === 0 || (!timed && rest.length > 1)) return cells.map((cell) => unitIn(frame, cell, {}));
    const label = !first.elements.some((each) => each.type === 'time' || each.type === 'days');
    const body = joinTexts(
      rest.map((cell) => cell.text),
      ' , ',
      frame.line,
    );
    const text = label
      ? joinTexts([{ ...first.text, text: first.text.text.replace(/:\s*$/, '') }, body], ': ', frame.line)
      : joinTexts([first.text, body], ' , ', frame.line);
    return [unitIn(frame, { text, elements: elementsOf(text) }, {})];
  });
}
