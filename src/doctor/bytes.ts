/** Checks the raw file: encoding, line breaks, folding, characters, size. */
import type { Findings } from './codes.ts';

const LINE_OCTETS = 75;
/** Google's limit is about one megabyte. */
const LARGE = 1_000_000;

/** @returns false: further checks are pointless */
export function examineBytes(bytes: Uint8Array, findings: Findings): boolean {
  const text = Buffer.from(bytes).toString('latin1');
  const start = text.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (!/^BEGIN:VCALENDAR\b/i.test(start)) {
    const what =
      start === ''
        ? 'The answer is empty.'
        : /^<|<html/i.test(start)
          ? 'This is a web page, no calendar.'
          : 'This does not begin with BEGIN:VCALENDAR.';
    findings.error('ics-none', 1, what, 'Look at the address in a browser: it may want a sign-in, or have moved.');
    return false;
  }
  if (text.startsWith('\xef\xbb\xbf'))
    findings.error(
      'ics-encoding',
      1,
      'The file begins with a byte order mark.',
      'Write UTF-8 without a mark: some programs find no BEGIN:VCALENDAR behind it.',
    );
  examineLines(text, findings);
  examineEncoding(bytes, findings);
  if (bytes.length > LARGE)
    findings.warn(
      'ics-large',
      null,
      `The calendar has ${(bytes.length / 1e6).toFixed(1)} MB.`,
      'Google and others stop reading at about 1 MB: offer smaller feeds.',
    );
  return true;
}

function examineLines(text: string, findings: Findings): void {
  const lines = text.split(/\r\n|\r|\n/);
  const ends = text.match(/\r\n|\r|\n/g) ?? [];
  const wrong = ends.findIndex((end) => end !== '\r\n');
  if (wrong >= 0)
    findings.error(
      'ics-line-ends',
      wrong + 1,
      `${ends.filter((end) => end !== '\r\n').length} lines end with LF or CR alone.`,
      'End every line with CRLF (\\r\\n): Outlook and old parsers want it.',
    );
  if (!text.endsWith('\n'))
    findings.error('ics-line-ends', lines.length, 'The last line has no end.', 'End END:VCALENDAR with CRLF too.');
  for (const [at, line] of lines.entries()) {
    if (line.length > LINE_OCTETS)
      findings.warn(
        'ics-line-long',
        at + 1,
        `The line has ${line.length} octets.`,
        'Fold lines at 75 octets: CRLF and a blank, never within a character.',
      );
    if (line === '' && at < lines.length - 1)
      findings.error(
        'ics-broken',
        at + 1,
        'A blank line stands in the calendar.',
        'Leave it out: a blank line is no property.',
      );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject.
    if (/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(line))
      findings.error(
        'ics-characters',
        at + 1,
        'The line holds a control character.',
        'Leave control characters out of texts before they are written.',
      );
    if (/^[ \t][\x80-\xbf]/.test(line))
      findings.error(
        'ics-line-long',
        at + 1,
        'The line was folded within a character.',
        'Fold between characters: what some programs read otherwise is no UTF-8.',
      );
  }
}

function examineEncoding(bytes: Uint8Array, findings: Findings): void {
  const joined = Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/\r?\n[ \t]/g, '');
  let text = '';
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(joined, 'latin1'));
  } catch {
    findings.error(
      'ics-encoding',
      null,
      'The file is not UTF-8.',
      'Write UTF-8, and say charset=utf-8 in the Content-Type.',
    );
    return;
  }
  const twice = /[ÃÂ][\u0080-\u00bf]|â€[™œ“”]/.exec(text);
  if (twice)
    findings.warn(
      'ics-encoding',
      text.slice(0, twice.index).split('\n').length,
      `“${text.slice(twice.index, twice.index + 10).trim()}” was read as Latin-1 before it was written as UTF-8.`,
      'Read the source as UTF-8.',
    );
}
