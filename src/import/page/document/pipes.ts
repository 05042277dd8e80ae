/** Text tables: | pipes |, +---+ grids, and columns separated by tabs or wide spaces. */
import { type Cell, plainText, type Row, type Text } from './blocks.ts';
import { stripMarkdown } from './inline.ts';

/** Only these characters, at least two dashes; a single pass, since such lines may be long. */
const RULE = /^[\s:|+=-]+$/;

/** The table that begins at line `i` (from 0), or null; `next` is the line after it. */
export function readTable(lines: readonly string[], i: number): { rows: Row[]; next: number } | null {
  return readPipes(lines, i) ?? readColumns(lines, i);
}

function isRule(line: string): boolean {
  return line.length < 2000 && RULE.test(line) && line.includes('--') && /[|+]/.test(line);
}

function readPipes(lines: readonly string[], i: number): { rows: Row[]; next: number } | null {
  const first = lines[i] ?? '';
  const grid = /^\s*\+[-=+]+\+\s*$/.test(first);
  const drawn = /^\s*\|.*\|/.test(first);
  const second = lines[i + 1] ?? '';
  if (!grid && !(first.includes('|') && isRule(second)) && !(drawn && /^\s*\|.*\|/.test(second))) return null;
  const drawing = new Drawing(first, grid);
  let end = i;
  for (; end < lines.length; end++) {
    const line = lines[end] ?? '';
    if (grid ? !/^\s*[|+]/.test(line) : !line.includes('|')) break;
    drawing.take(line, end + 1);
  }
  const rows = drawing.finish();
  return rows.length > 0 ? { rows, next: end } : null;
}

/** Collects the rows of a text table line by line; in a grid, the lines between two rules form one row. */
class Drawing {
  private readonly rows: Row[] = [];
  private readonly grid: boolean;
  private readonly edges: readonly number[];
  private pending: Row | null = null;
  private headed = false;

  constructor(first: string, grid: boolean) {
    this.grid = grid;
    this.edges = [...first].flatMap((c, at) => (c === '+' ? [at] : []));
  }

  take(line: string, number: number): void {
    if (isRule(line) || /^\s*\+[-=+]+\+\s*$/.test(line)) this.rule(line);
    else if (!this.grid) this.rows.push({ line: number, cells: cellsOf(line, number) });
    else {
      const row = { line: number, cells: gridCells(line, this.edges, number) };
      this.pending = this.pending ? joinRows(this.pending, row) : row;
    }
  }

  /** Ends a row; the row above the first rule is the header. */
  private rule(line: string): void {
    this.finish();
    const [first] = this.rows;
    if (!this.headed && first && this.rows.length === 1 && (!this.grid || line.includes('=')))
      this.rows[0] = asHeader(first);
    this.headed ||= this.rows.length > 0;
  }

  finish(): Row[] {
    if (this.pending) this.rows.push(this.pending);
    this.pending = null;
    return this.rows;
  }
}

function asHeader(row: Row): Row {
  return { ...row, cells: row.cells.map((cell) => ({ ...cell, header: true })) };
}

function joinRows(a: Row, b: Row): Row {
  return {
    line: a.line,
    cells: a.cells.map((cell, i) => ({ ...cell, lines: [...cell.lines, ...(b.cells[i]?.lines ?? [])] })),
  };
}

function cellsOf(line: string, number: number): Cell[] {
  const cells = line
    .replace(/^\s*\|/, '')
    .replace(/\|\s*$/, '')
    .replaceAll('\\|', '¦')
    .split('|');
  return cells.map((cell) => cellOf(cell, number));
}

/** Cuts a grid's line at the plus positions of its rule; other bars start line blocks. */
function gridCells(line: string, edges: readonly number[], number: number): Cell[] {
  const cuts = edges.filter((at) => line[at] === '|' || line[at] === '+');
  return cuts.slice(0, -1).map((at, i) => {
    const raw = line.slice(at + 1, cuts[i + 1]).replace(/^\s*\|\s/, '');
    return cellOf(/^\s*(?:\.\. \w+::|\S+\.(?:jpe?g|png|gif)\s*$|:\w+:)/i.test(raw) ? '' : raw, number);
  });
}

function cellOf(raw: string, number: number): Cell {
  const lines: Text[] = raw
    .split(/<br\s{0,3}\/?>/i)
    .map((part) => plainText(stripMarkdown(part), number))
    .filter((text) => text.text !== '');
  return { header: false, lines, columns: 1, rows: 1 };
}

const GAP = /\t+ *| {3,}/;
const HEADS =
  /\b(?:section|sec|day|days|time|times|room|location|place|where|when|instructor|mon|tue|wed|monday|tuesday|ta|name)\b/i;

/** Three or more columns in at least three lines; the first is the header. */
function readColumns(lines: readonly string[], i: number): { rows: Row[]; next: number } | null {
  const head = (lines[i] ?? '').trim();
  if (!GAP.test(head) || head.length > 300 || (head.match(new RegExp(HEADS, 'gi'))?.length ?? 0) < 2) return null;
  const count = head.split(GAP).length;
  if (count < 3) return null;
  const rows: Row[] = [];
  let end = i;
  for (; end < lines.length; end++) {
    const line = (lines[end] ?? '').trim();
    if (/^[-=\s]+$/.test(line) && line !== '' && end === i + 1) continue;
    const cells = line.split(GAP);
    if (line === '' || cells.length !== count) break;
    rows.push({ line: end + 1, cells: cells.map((cell) => ({ ...cellOf(cell, end + 1), header: end === i })) });
  }
  return rows.length >= 2 ? { rows, next: end } : null;
}
