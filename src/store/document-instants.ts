/** Replaces an instant in a document, or in meetings as a document has them, without parsing it. */

const KEYS = ['"lastModified"', '"at"'] as const;

/**
 * The text with `to` wherever `from` is the value of `lastModified` or `at`. Quotes inside JSON strings are escaped, so
 * that no text of a course is taken for one of them.
 */
export function replaceInstant(text: string, from: number, to: number): string {
  const wanted = `:${from}`;
  const parts: string[] = [];
  let done = 0;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const isWhole = text[end] === ',' || text[end] === '}';
    if (!isWhole || !KEYS.some((key) => text.endsWith(key, at))) continue;
    parts.push(text.slice(done, at), `:${to}`);
    done = end;
  }
  return done === 0 ? text : [...parts, text.slice(done)].join('');
}
