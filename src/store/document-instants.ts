/** Replaces an instant in a document, or in meetings as a document has them, without parsing it. */

const KEYS = ['"lastModified"', '"at"'].map((key) => Buffer.from(key));
const COMMA = 0x2c;
const BRACE = 0x7d;

/**
 * The JSON text, in UTF-8, with `to` wherever `from` is the value of `lastModified` or `at`. Quotes inside JSON strings
 * are escaped, so that no text of a course is taken for one of them.
 */
export function replaceInstant<T extends Uint8Array>(text: T, from: number, to: number): T | Buffer<ArrayBuffer> {
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const wanted = Buffer.from(`:${from}`);
  const given = Buffer.from(`:${to}`);
  const parts: Buffer[] = [];
  let done = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const isWhole = bytes[end] === COMMA || bytes[end] === BRACE;
    if (!isWhole || !KEYS.some((key) => key.equals(bytes.subarray(Math.max(0, at - key.length), at)))) continue;
    parts.push(bytes.subarray(done, at), given);
    done = end;
  }
  return done === 0 ? text : Buffer.concat([...parts, bytes.subarray(done)]);
}
