/** Bytes of a table or a page → text: UTF-8, UTF-16, Windows-1252 and Mac Roman, with and without a byte order mark. */

import { markedUtf16 } from '../domain/byte-order.ts';

export interface Decoded {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh';
}

export function decodeText(bytes: Uint8Array | string): Decoded {
  if (typeof bytes === 'string') return { text: tidyLines(bytes), encoding: 'utf-8' };
  const encoding = findEncoding(bytes);
  return { text: tidyLines(new TextDecoder(encoding).decode(bytes)), encoding };
}

function findEncoding(bytes: Uint8Array): Decoded['encoding'] {
  const marked = markedUtf16(bytes);
  if (marked) return marked;
  // Old Office files are full of zeros, and no text.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11) return 'windows-1252';
  const head = bytes.subarray(0, 1000);
  const zeros = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  // Western text in UTF-16 without a mark: every second byte is zero.
  if ((zeros[1] ?? 0) > head.length / 4) return 'utf-16le';
  if ((zeros[0] ?? 0) > head.length / 4) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return isMacRoman(bytes) ? 'macintosh' : 'windows-1252';
  }
}

/** Letters of Mac Roman that are hardly ever part of a word in Windows-1252, beside none that are one there. */
const MAC_LETTERS = /[A-Za-z][\x81\x83\x86-\x90\x98\x9a-\x9f]|[\x81\x83\x86-\x90\x98\x9a-\x9f][a-z]/;
const WINDOWS_LETTERS = /[a-z][\xc0-\xff]|[\xc0-\xff][a-z]/;

function isMacRoman(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString('latin1');
  return MAC_LETTERS.test(text) && !WINDOWS_LETTERS.test(text);
}

/** One kind of line end, no byte order mark, no half characters. */
function tidyLines(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')
    .toWellFormed();
}
