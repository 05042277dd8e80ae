/** What a text's first bytes say of its encoding. */
export type Utf16 = 'utf-16le' | 'utf-16be';

/** The encoding that a byte order mark names; null where there is none, or the one of UTF-8. */
export function markedUtf16([first, second]: Uint8Array): Utf16 | null {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}
