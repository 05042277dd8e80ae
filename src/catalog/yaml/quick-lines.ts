/** A text's lines, as the fast parser goes through them. */

export interface Line {
  /** The offset of its first character after the indent. */
  at: number;
  indent: number;
  readonly end: number;
}

export interface Cursor {
  readonly text: string;
  readonly lines: readonly Line[];
  /** The index of the next line. */
  line: number;
}

/** The lines with content: no blank ones, no comments. */
export function findLines(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    let at = start;
    while (at < end && text[at] === ' ') at += 1;
    if (at < end && text[at] !== '#') lines.push({ at, indent: at - start, end });
    start = end + 1;
  }
  return lines;
}
