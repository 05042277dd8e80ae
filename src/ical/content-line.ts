/** Content lines (RFC 5545 §3.1): escaping, quoting, folding and unfolding. */
import { cleanLine } from './text.ts';

const LINE_OCTETS = 75;

/** Escapes a TEXT value (RFC 5545 §3.3.11); the text must be clean (text.ts). */
export function escapeText(text: string): string {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');
}

/** Unescapes a TEXT value. */
export function unescapeText(value: string): string {
  return value.replaceAll(/\\(.)/g, (_, escaped: string) => (escaped === 'n' || escaped === 'N' ? '\n' : escaped));
}

/** A parameter value, quoted if necessary (RFC 5545 §3.2), with quotes and carets encoded by RFC 6868. */
export function quoteParameter(value: string): string {
  const safe = cleanLine(value).replaceAll('^', '^^').replaceAll('"', "^'");
  return /[:;,]/.test(safe) ? `"${safe}"` : safe;
}

/** `NAME;TZID=America/New_York:value`, folded, with CRLF; the value is not escaped. */
export function formatLine(name: string, value: string, parameters: Readonly<Record<string, string>> = {}): string {
  const written = Object.entries(parameters).map(([key, text]) => `;${key}=${quoteParameter(text)}`);
  return foldLine(`${name}${written.join('')}:${value}`);
}

/** Unfolds a text into lines without line ends. */
export function unfoldLines(text: string): string[] {
  return text
    .replaceAll(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter((line) => line !== '');
}

/** The property's name in upper case: 'DTSTART' of 'DTSTART;TZID=UTC:…'. */
export function nameOfLine(line: string): string {
  return /^[^:;]*/.exec(line)?.[0].toUpperCase() as string;
}

/** One line, folded at 75 octets between UTF-8 characters, ended by CRLF. */
export function foldLine(line: string): string {
  // A UTF-16 code unit takes at most three octets.
  if (line.length * 3 <= LINE_OCTETS) return `${line}\r\n`;
  let folded = '';
  let from = 0;
  let octets = 0;
  for (let at = 0; at < line.length; ) {
    const point = line.codePointAt(at) as number;
    const size = octetsOf(point);
    if (octets + size > LINE_OCTETS) {
      folded += `${line.slice(from, at)}\r\n `;
      from = at;
      octets = 1;
    }
    octets += size;
    at += point > 0xffff ? 2 : 1;
  }
  return `${folded}${line.slice(from)}\r\n`;
}

function octetsOf(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}
