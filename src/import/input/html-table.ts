/** Tables of an HTML document as rows of cells. A cell that spans several is placed in the first. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type HtmlElement = DefaultTreeAdapterTypes.Element;

const DEEPEST = 400;
const MOST_CELLS = 2_000_000;
const WIDEST_SPAN = 100;

export function readHtmlTables(source: string): string[][][] {
  const tables: string[][][] = [];
  const budget = { cells: MOST_CELLS };
  visit(parse(source), 0, (element, depth) => {
    if (element.tagName !== 'table') return true;
    const rows: string[][] = [];
    collectRows(element, depth, rows, budget);
    if (rows.length > 0) tables.push(rows);
    // A layout table contains the data table.
    return true;
  });
  return tables;
}

function childrenOf(node: Node): readonly Node[] {
  return 'childNodes' in node ? node.childNodes : [];
}

function isElement(node: Node): node is HtmlElement {
  return 'tagName' in node;
}

/** Visits elements top-down; `enter` returns whether to descend. */
function visit(node: Node, depth: number, enter: (element: HtmlElement, depth: number) => boolean): void {
  if (depth > DEEPEST) return;
  for (const child of childrenOf(node)) {
    if (!isElement(child) || enter(child, depth + 1)) visit(child, depth + 1, enter);
  }
}

function collectRows(table: HtmlElement, depth: number, rows: string[][], budget: { cells: number }): void {
  visit(table, depth, (element) => {
    if (element.tagName === 'table') return false;
    if (element.tagName !== 'tr') return true;
    rows.push(readCells(element, budget));
    return false;
  });
}

function readCells(row: HtmlElement, budget: { cells: number }): string[] {
  const cells: string[] = [];
  for (const cell of row.childNodes) {
    if (!isElement(cell) || (cell.tagName !== 'td' && cell.tagName !== 'th') || budget.cells <= 0) continue;
    budget.cells -= 1;
    cells.push(textOf(cell));
    const span = Number(cell.attrs.find(({ name }) => name === 'colspan')?.value ?? '1');
    for (let count = 1; count < Math.min(span, WIDEST_SPAN); count += 1) cells.push('');
  }
  return cells;
}

const UNSEEN = new Set(['script', 'style', 'template', 'noscript']);

function textOf(cell: HtmlElement): string {
  const parts: string[] = [];
  const walk = (node: Node, depth: number): void => {
    if (depth > DEEPEST) return;
    if (node.nodeName === '#text' && 'value' in node) parts.push(node.value.replaceAll(/[ \t\r\n\u00a0]+/g, ' '));
    if (isElement(node) && UNSEEN.has(node.tagName)) return;
    if (isElement(node) && /^(?:br|p|div|li)$/.test(node.tagName)) parts.push('\n');
    for (const child of childrenOf(node)) walk(child, depth + 1);
  };
  walk(cell, 0);
  return parts
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
