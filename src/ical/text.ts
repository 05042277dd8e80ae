/**
 * Cleaning of every string before it reaches a feed.
 *
 * What is left holds no control character but newline (and none at all in a single line), no line separator that
 * any reader takes for a line's end, and no half of a surrogate pair.
 */

/** Limits of the strictest known reader, in UTF-16 units. */
export const SUMMARY_LIMIT = 255;
export const LOCATION_LIMIT = 255;
export const DESCRIPTION_LIMIT = 3000;

// Whatever some reader takes for a line's end: CR, LF, vertical tab, form feed, NEL, LS, PS.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject.
const NEWLINES = /\r\n|[\r\n\u000B\u000C\u0085\u2028\u2029]/g;
// C0 but newline, DEL, C1, and the byte order mark.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject.
const CONTROLS = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\uFEFF]/g;
// Almost every text is clean already; one look tells.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject.
const SUSPICIOUS = /[\u0000-\u001F\u007F-\u009F\u2028\u2029\uD800-\uDFFF\uFEFF]|^ | $| {2}/;

/** Text of several lines: newlines become LF, at most two in a row; runs of blanks become one. */
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

/** Text of one line: newlines become blanks. */
export function cleanLine(text: string): string {
  return SUSPICIOUS.test(text) ? cleanText(text).replaceAll(/\n+/g, ' ') : text;
}

/** Made when first needed: it loads tables for 10 ms. */
let segmenter: Intl.Segmenter | null = null;

/** Cut to at most `limit` UTF-16 units, between two graphemes and with an ellipsis. */
export function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  // Graphemes begin anew at a blank or a newline, so a long text need not be read from its beginning.
  const from = Math.max(0, text.lastIndexOf(' ', limit - 2), text.lastIndexOf('\n', limit - 2));
  let end = 0;
  // The slice's last grapheme may be cut, so it ends one unit past what may stay.
  for (const { index } of segmenter.segment(text.slice(from, limit))) end = from + index;
  return `${text.slice(0, end).trimEnd()}…`;
}

/**
 * A URL as a URI of printable ASCII (RFC 3986), or null where the text is none or has a scheme that a calendar
 * has no use for.
 */
export function cleanUrl(text: string): string | null {
  const url = URL.parse(text.toWellFormed());
  if (!url || !['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol)) return null;
  return url.href.replaceAll(/[^\x21-\x7E]|[<>"{}|\\^`]/g, (character) => encodeURIComponent(character));
}
