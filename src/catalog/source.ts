/** A source file and positions in it. */
import type { Position, Problem } from '../domain/problem.ts';

export interface SourceFile {
  /** Relative to the folder, with forward slashes: 'courses/fall-2018/cos418.yaml'. */
  readonly path: string;
  readonly text: string;
  /** Why the file or folder at this path could not be read; `text` is then empty. */
  readonly unread?: Problem;
}

/** A range of character offsets, [start, end). A negative start: not in any file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span of values that are in no file (a change made at the desk). */
export const NOWHERE: Span = { start: -1, end: -1 };

export interface Source extends SourceFile {
  /** Offsets of line starts. */
  readonly lines: readonly number[];
}

export function openSource(file: SourceFile): Source {
  const lines = [0];
  for (let at = file.text.indexOf('\n'); at >= 0; at = file.text.indexOf('\n', at + 1)) lines.push(at + 1);
  return { path: file.path, text: file.text, lines };
}

function lineIndexOf(source: Source, offset: number): number {
  let low = 0;
  let high = source.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lines[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The position of a span; its length is limited to the first line. */
export function locate(source: Source, span: Span): Position {
  if (span.start < 0) return { file: source.path, line: 1, column: 1, length: 0 };
  const index = lineIndexOf(source, span.start);
  const begin = source.lines[index] as number;
  const next = source.lines[index + 1] ?? source.text.length + 1;
  const length = Math.max(1, Math.min(span.end, next - 1) - span.start);
  return { file: source.path, line: index + 1, column: span.start - begin + 1, length };
}

/** Whether a position is in a file, unlike that of NOWHERE. */
export function isWritten(position: Position): boolean {
  return position.length > 0;
}

const SHOWN = 400;

/** The line on which a span starts, for the caret; very long lines are truncated. */
export function lineOf(source: Source, span: Span): string {
  const index = lineIndexOf(source, Math.max(0, span.start));
  const begin = source.lines[index] as number;
  const next = source.lines[index + 1] ?? source.text.length + 1;
  return source.text.slice(begin, Math.min(next - 1, begin + SHOWN)).replace(/\r$/, '');
}

/** The first line that starts with the key (or has it in a mapping in braces); otherwise the file's first line. */
export function findKey(file: SourceFile, key: string): { readonly at: Position; readonly source: string } {
  const source = openSource(file);
  const found = new RegExp(`(?:^|[\\s{,])${key}(?=:)`, 'm').exec(file.text);
  const start = found ? found.index + found[0].length - key.length : 0;
  const span = { start, end: found ? start + key.length : 1 };
  return { at: locate(source, span), source: lineOf(source, span) };
}
