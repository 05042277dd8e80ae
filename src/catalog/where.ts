/** Finds a key in a file again, for problems that are seen only when files are compared. */
import type { Position } from '../domain/problem.ts';
import { lineOf, locate, openSource, type SourceFile } from './source.ts';

/** The first line that begins with the key (or holds it in a mapping in braces); else the file's first. */
export function findKey(file: SourceFile, key: string): { readonly at: Position; readonly source: string } {
  const source = openSource(file);
  const found = new RegExp(`(?:^|[\\s{,])${key}(?=:)`, 'm').exec(file.text);
  const start = found ? found.index + found[0].length - key.length : 0;
  const span = { start, end: found ? start + key.length : 1 };
  return { at: locate(source, span), source: lineOf(source, span) };
}
