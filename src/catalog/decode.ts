/** Decodes a file's bytes. Only UTF-8 is accepted: guessing another encoding would publish wrong names. */
import { markedUtf16, type Utf16 } from '../domain/byte-order.ts';
import type { Problem } from '../domain/problem.ts';
import type { SourceFile } from './source.ts';

/** The byte order mark is kept: a file's digest does not depend on how it was read. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const tolerant = new TextDecoder('utf-8', { ignoreBOM: true });
const LINE_FEED = 0x0a;

/** The file's text, or an error, which then breaks its course, term or site. */
export function decodeFile(path: string, bytes: Uint8Array): SourceFile {
  const encoding = nameUtf16(bytes);
  if (encoding !== null) return refuse(path, `This file is ${encoding}, not UTF-8: save it as UTF-8.`, FIRST_LINE);
  try {
    return { path, text: utf8.decode(bytes) };
  } catch {
    return refuseLine(path, bytes);
  }
}

interface LinePosition {
  readonly line: number;
  readonly column: number;
  readonly source?: string;
}

const FIRST_LINE: LinePosition = { line: 1, column: 1 };

function refuse(path: string, message: string, { line, column, source }: LinePosition): SourceFile {
  const problem: Problem = {
    code: 'not-utf8',
    severity: 'error',
    message,
    hint: 'In most editors: Save as, Encoding, UTF-8.',
    at: { file: path, line, column, length: 1 },
    ...(source === undefined ? {} : { source }),
  };
  return { path, text: '', unread: problem };
}

/** Describes the first line that is not UTF-8, and its first invalid byte. */
function refuseLine(path: string, bytes: Uint8Array): SourceFile {
  let start = 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const next = bytes.indexOf(LINE_FEED, start);
    const end = next < 0 ? bytes.length : next;
    const text = bytes.subarray(start, end);
    if (!isUtf8(text)) {
      const at = findBadByte(text);
      const byte = `0x${(text[at] as number).toString(16).toUpperCase().padStart(2, '0')}`;
      const column = tolerant.decode(text.subarray(0, at)).length + 1;
      const source = tolerant.decode(text).replace(/\r$/, '').slice(0, SHOWN);
      return refuse(path, `This file is not UTF-8 (byte ${byte} on line ${line}): save it as UTF-8.`, {
        line,
        column,
        source,
      });
    }
    start = end + 1;
  }
  return refuse(path, 'This file is not UTF-8: save it as UTF-8.', FIRST_LINE);
}

const SHOWN = 400;

function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The index of the first byte that does not start a valid UTF-8 sequence. */
function findBadByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = lengthOfCharacter(bytes[at] as number);
    const character = bytes.subarray(at, at + length);
    if (length === 0 || character.length < length || !isUtf8(character)) return at;
    at += length;
  }
  return bytes.length - 1;
}

/** The length in bytes of the UTF-8 sequence that starts with this byte; 0: none does. */
function lengthOfCharacter(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

/** Detected by the byte order mark, or a zero byte next to the first character, always ASCII in YAML. Null: neither. */
function nameUtf16(bytes: Uint8Array): string | null {
  const encoding = markedUtf16(bytes) ?? (bytes.length < 2 ? null : unmarkedUtf16(bytes));
  if (encoding === null) return null;
  return encoding === 'utf-16le' ? 'UTF-16 (little-endian)' : 'UTF-16 (big-endian)';
}

function unmarkedUtf16([first = 0, second = 0]: Uint8Array): Utf16 | null {
  if (first > 0 && first < 0x80 && second === 0) return 'utf-16le';
  return first === 0 && second > 0 && second < 0x80 ? 'utf-16be' : null;
}
