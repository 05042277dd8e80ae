/**
 * Cleans every string before it is written to a feed.
 *
 * The result has no control character except newline (none at all in a single line), no line separator that any
 * reader treats as a line end, and no lone surrogate.
 */

/** Limits of the strictest known reader, in UTF-16 code units. */
export const SUMMARY_LIMIT = 255;
export const LOCATION_LIMIT = 255;
export const DESCRIPTION_LIMIT = 3000;

// Line ends for at least one reader: CR, LF, vertical tab, form feed, NEL, LS, PS.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject.
const NEWLINES = /\r\n|[\r\n\u000B\u000C\u0085\u2028\u2029]/g;
// C0 except newline, DEL, C1, and the byte order mark.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject.
const CONTROLS = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\uFEFF]/g;
// Fast check: almost every text is already clean.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject.
const SUSPICIOUS = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\uD800-\uDFFF\uFEFF]|^ | $| {2}/;

/** Multi-line text: newlines become LF, at most two in a row; runs of spaces become one. */
export function cleanText(text: string): string {
  if (!SUSPICIOUS.test(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(NEWLINES, '\n')
    .replaceAll(CONTROLS, '')
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** Single-line text: newlines become spaces. */
export function cleanLine(text: string): string {
  return SUSPICIOUS.test(text) ? cleanText(text).replaceAll(/\n+/g, ' ') : text;
}

/** Created on first use: loading its tables takes 10 ms. */
let segmenter: Intl.Segmenter | null = null;

/** Truncates to at most `limit` UTF-16 code units at a grapheme boundary, with an ellipsis. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  // A space or newline is always a grapheme boundary, so a long text need not be segmented from its start.
  const from = Math.max(0, text.lastIndexOf(' ', limit - 2), text.lastIndexOf('\n', limit - 2));
  let end = 0;
  // The slice's last grapheme may be incomplete, so the slice is one unit longer than the limit.
  for (const { index } of segmenter.segment(text.slice(from, limit))) end = from + index;
  return `${text.slice(0, end).trimEnd()}…`;
}

/**
 * A URL as a URI of printable ASCII (RFC 3986), or null if it is invalid or its scheme is not useful in a calendar.
 */
export function cleanUrl(text: string): string | null {
  const url = URL.parse(text.toWellFormed());
  if (!url || !['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol)) return null;
  return url.href.replaceAll(/[^\x21-\x7E]|[<>"{}|\\^`]/g, (character) => encodeURIComponent(character));
}
