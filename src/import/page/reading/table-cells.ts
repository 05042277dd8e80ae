/** A table's cells, repeated over the rows and columns that they span, and tests for heads. */
import type { Element, ElementOf } from '../../notation/phrase.ts';
import type { Block, Cell, Text } from '../document/blocks.ts';
import { elementsOf, type Given, pick, type Scope, type Unit } from './unit.ts';

export type Table = Extract<Block, { readonly type: 'table' }>;

export interface Filled {
  readonly text: Text;
  readonly elements: readonly Element[];
  readonly lines: readonly Text[];
}

export type Cells = readonly (readonly Filled[])[];

/** The position of a table on its page. */
export interface Frame {
  readonly scopes: readonly Scope[];
  readonly group: number;
  readonly line: number;
}

export function unitIn(
  { scopes, group }: Frame,
  { text, elements }: Pick<Filled, 'text' | 'elements'>,
  given: Given,
  more: readonly Scope[] = [],
): Unit {
  return { text, elements, scopes: [...scopes, ...more], group, given, heading: false };
}

export function timesOf(cell: Filled | undefined): ElementOf<'time'>[] {
  return cell ? pick(cell.elements, 'time') : [];
}

/** Whether it contains a time, or "after class". */
export function isTimed(cell: Filled): boolean {
  return cell.elements.some((each) => each.type === 'time' || each.type === 'relative');
}

/** Every row with as many cells as it shows, spanning cells repeated. */
export function spread(table: Table): Filled[][] {
  const open = new Map<number, { cell: Filled; left: number }>();
  const rows: Filled[][] = [];
  for (const row of table.rows) {
    const cells: Filled[] = [];
    const fill = (): void => {
      for (
        let held = open.get(cells.length);
        held && held.left > 0 && cells.length < 60;
        held = open.get(cells.length)
      ) {
        held.left--;
        cells.push(held.cell);
      }
    };
    for (const cell of row.cells) {
      fill();
      const filled = fillCell(cell, row.line);
      for (let i = 0; i < cell.columns && cells.length < 60; i++) {
        if (cell.rows > 1) open.set(cells.length, { cell: filled, left: cell.rows - 1 });
        cells.push(filled);
      }
    }
    fill();
    rows.push(cells);
  }
  return rows;
}

function fillCell(cell: Cell, line: number): Filled {
  const text = joinTexts(cell.lines, ' , ', line);
  return { text, elements: elementsOf(text), lines: cell.lines };
}

/** Joins texts; each piece keeps its source line. */
export function joinTexts(texts: readonly Text[], between: string, line: number): Text {
  let text = '';
  const marks: { offset: number; line: number }[] = [];
  for (const piece of texts) {
    if (text !== '') text += between;
    marks.push({ offset: text.length, line: piece.line });
    for (const mark of piece.marks) marks.push({ offset: text.length + mark.offset, line: mark.line });
    text += piece.text;
  }
  return { text, line: texts[0]?.line ?? line, marks, strong: false };
}

export function isDayHead(cell: Filled): boolean {
  const days = pick(cell.elements, 'days');
  const words = cell.elements.filter((each) => each.type === 'word').length;
  return days.length >= 1 && words <= 2 && !cell.elements.some((each) => each.type === 'time');
}

export function isTimeHead(cell: Filled): boolean {
  return cell.elements.length <= 3 && cell.elements.some((each) => each.type === 'time');
}

/** "Group 9 (Monday 15:20)" over a table of dates. */
export function isTimedHead(cell: Filled): boolean {
  return cell.text.text !== '' && pick(cell.elements, 'time').length === 1 && pick(cell.elements, 'days').length === 1;
}
