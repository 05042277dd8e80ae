/** A page as a list of blocks, independent of its markup. Comments and struck-out text are removed. */

/** Text joined from parts of source lines; offsets map back to line numbers. */
export interface Text {
  readonly text: string;
  /** The first source line, from 1. */
  readonly line: number;
  /** Where parts from later lines begin, in text order. */
  readonly marks: readonly { readonly offset: number; readonly line: number }[];
  /** The whole text is bold, so it may be a heading. */
  readonly strong: boolean;
}

export interface Cell {
  readonly header: boolean;
  readonly lines: readonly Text[];
  readonly columns: number;
  readonly rows: number;
}

export interface Row {
  readonly line: number;
  readonly cells: readonly Cell[];
}

export type Block =
  | { readonly type: 'heading'; readonly level: number; readonly text: Text }
  | { readonly type: 'item'; readonly depth: number; readonly text: Text }
  /** One line of a paragraph; `depth` is its list indentation, 0 outside of lists. */
  | { readonly type: 'line'; readonly depth: number; readonly text: Text }
  | { readonly type: 'gap' }
  | { readonly type: 'table'; readonly line: number; readonly rows: readonly Row[] }
  | EventBlock;

/** An event of a weekly grid, with named fields. */
export interface EventBlock {
  readonly type: 'event';
  readonly line: number;
  readonly day: Text;
  readonly name: Text;
  readonly start: Text | null;
  readonly end: Text | null;
  readonly place: Text | null;
  /** Other text of the event: "Section 101. TA: Ada Kiln". */
  readonly notes: readonly Text[];
}

export function lineAt(text: Text, offset: number): number {
  let line = text.line;
  for (const mark of text.marks) if (mark.offset <= offset) line = mark.line;
  return line;
}

/** Builds a Text from parts; collapses whitespace. */
export class TextMaker {
  private text = '';
  private line = 0;
  private marks: { offset: number; line: number }[] = [];
  private loose = 0;

  add(piece: string, line: number, strong = false): void {
    const clean = tidy(piece);
    const starts = clean.trim() !== '';
    if (!starts) {
      if (clean !== '' && this.text !== '' && !this.text.endsWith(' ')) this.text += ' ';
      return;
    }
    if (this.line === 0) this.line = line;
    const last = this.marks.at(-1)?.line ?? this.line;
    const body = this.text === '' || this.text.endsWith(' ') ? clean.trimStart() : clean;
    if (line !== last) this.marks.push({ offset: this.text.length, line });
    this.text += body;
    if (!strong) this.loose += body.replaceAll(/[\s:.,*_-]/g, '').length;
  }

  get empty(): boolean {
    return this.text.trim() === '';
  }

  take(): Text {
    const made = { text: this.text.trimEnd(), line: this.line, marks: this.marks, strong: this.loose === 0 };
    this.text = '';
    this.line = 0;
    this.marks = [];
    this.loose = 0;
    return made;
  }
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

/** Normalises whitespace, removes invisible characters, composes letters (NFC). */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ');
}

export function plainText(text: string, line: number, strong = false): Text {
  return { text: tidy(text).trim(), line, marks: [], strong };
}
