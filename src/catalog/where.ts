/** Finds a key's position in a file, for problems found when files are compared. */
import type { Position } from '../domain/problem.ts';
import { lineOf, locate, openSource, type SourceFile } from './source.ts';

/** The first line that starts with the key (or has it in a mapping in braces); otherwise the file's first line. */
export function findKey(file: SourceFile, key: string): { readonly at: Position; readonly source: string } {
  const source = openSource(file);
  const found = new RegExp(`(?:^|[\\s{,])${key}(?=:)`, 'm').exec(file.text);
  const start = found ? found.index + found[0].length - key.length : 0;
  const span = { start, end: found ? start + key.length : 1 };
  return { at: locate(source, span), source: lineOf(source, span) };
}
