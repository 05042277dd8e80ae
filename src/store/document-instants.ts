/** Replaces an instant in a document, or in meetings as a document has them, without parsing it. */

const KEYS = ['lastModified', 'at'] as const;

/**
 * The text with `to` wherever `from` is the value of `lastModified` or `at`. Quotes inside JSON strings are escaped, so
 * that no text of a course is taken for one of them.
 */
export function replaceInstant(text: string, from: number, to: number): string {
  let replaced = text;
  for (const key of KEYS) {
    for (const end of [',', '}']) replaced = replaced.replaceAll(`"${key}":${from}${end}`, `"${key}":${to}${end}`);
  }
  return replaced;
}
