/** Replaces an instant in a document, or in meetings as a document has them, where they stand. */

const KEYS = ['"lastModified"', '"at"'].map((key) => Buffer.from(key));
const COMMA = 0x2c;
const BRACE = 0x7d;

/**
 * Writes `to` wherever `from` is the value of `lastModified` or `at` in a JSON text in UTF-8. Quotes inside JSON strings
 * are escaped, so that no text of a course is taken for one of them.
 * @throws RangeError if the two have not equally many digits
 */
export function replaceInstant(text: Uint8Array, from: number, to: number): void {
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const wanted = Buffer.from(`:${from}`);
  const given = Buffer.from(`:${to}`);
  if (given.length !== wanted.length) throw new RangeError(`${to} does not fit in the place of ${from}`);
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) {
    const after = bytes[at + wanted.length];
    if ((after === COMMA || after === BRACE) && KEYS.some((key) => endsWith(bytes, at, key))) given.copy(bytes, at);
  }
}

function endsWith(bytes: Buffer, end: number, text: Buffer): boolean {
  const from = end - text.length;
  return from >= 0 && bytes.compare(text, 0, text.length, from, end) === 0;
}
