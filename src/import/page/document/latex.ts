/** Reads LaTeX (a syllabus) into blocks. Comments and struck-out text are removed. */

import { type Block, type Cell, type Row, TextMaker } from './blocks.ts';
import { expandMacros } from './latex-macros.ts';
import { FILL, splitColumns } from './two-columns.ts';

const HEADINGS = new Map([
  ['part', 1],
  ['chapter', 1],
  ['section', 2],
  ['subsection', 3],
  ['subsubsection', 4],
  ['paragraph', 5],
  ['title', 1],
]);
const STRONG = new Set(['textbf', 'textsc', 'underline', 'bf', 'bfseries']);
/** Commands whose arguments are dropped. */
const SILENT = new Set([
  'sout',
  'st',
  'cancel',
  'xout',
  'url',
  'label',
  'ref',
  'cite',
  'vspace',
  'hspace',
  'includegraphics',
  'input',
  'include',
  'usepackage',
  'documentclass',
  'setlength',
  'pagestyle',
  'bibliography',
  'bibliographystyle',
  'color',
  'textcolor',
  'definecolor',
  'cmidrule',
  'cline',
  'rule',
  'pagenumbering',
  'thispagestyle',
  'newcommand',
  'renewcommand',
  'setcounter',
  'addtolength',
  'fontsize',
  'geometry',
  'hypersetup',
  'rowcolor',
  'cellcolor',
  'footnote',
]);
/** Commands of which only the last argument is text. */
const SKIPPED = new Map([
  ['href', 1],
  ['def', 1],
  ['multicolumn', 2],
  ['multirow', 2],
]);
const TWO_ARGUMENTS = new Set([
  'newcommand',
  'renewcommand',
  'setlength',
  'setcounter',
  'definecolor',
  'addtolength',
  'fontsize',
  'rule',
]);
const SIGNS = new Map([
  ['hfill', FILL],
  ['textendash', '–'],
  ['textemdash', '–'],
]);
const LISTS = new Set(['itemize', 'enumerate', 'description', 'list', 'compactitem', 'tightitemize']);
const TABLES = new Set(['tabular', 'tabular*', 'tabularx', 'longtable', 'array', 'tabulary']);

export function readLatex(source: string): Block[] {
  const reader = new LatexReader(expandMacros(withoutComments(source)));
  reader.run();
  return splitColumns(reader.blocks);
}

/** Blanks comments, keeps line breaks. */
function withoutComments(source: string): string {
  let hidden = false;
  return source
    .split('\n')
    .map((line) => {
      if (/\\begin\{comment\}|\\iffalse/.test(line)) hidden = true;
      const shown = hidden ? '' : line.replace(/(^|[^\\])%.*$/, '$1');
      if (/\\end\{comment\}|\\fi\b/.test(line)) hidden = false;
      return shown;
    })
    .join('\n');
}

class LatexReader {
  readonly blocks: Block[] = [];
  private readonly maker = new TextMaker();
  private at = 0;
  private line = 1;
  private lists = 0;
  private item = false;
  private strong: number[] = [];
  private depth = 0;
  private closers: { depth: number; run: () => void }[] = [];
  private tables: { rows: Row[]; cells: Cell[]; line: number }[] = [];

  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  run(): void {
    const begin = this.source.indexOf('\\begin{document}');
    if (begin >= 0) {
      this.line += this.source.slice(0, begin).split('\n').length - 1;
      this.at = begin;
    }
    while (this.at < this.source.length) this.step();
    while (this.tables.length > 0) this.endTable();
    this.flush();
  }

  private step(): void {
    const c = this.source[this.at] ?? '';
    if (c === '\\') {
      this.command();
      return;
    }
    this.at++;
    if (c === '\n') {
      this.line++;
      const blank = /^[ \t]{0,80}\n/.test(this.source.slice(this.at, this.at + 90));
      if (blank && this.tables.length === 0) {
        this.flush();
        this.gap();
      } else this.add(' ');
    } else if (c === '{') this.depth++;
    else if (c === '}') this.close();
    else if (c === '~') this.add(' ');
    else if (c === '&' && this.tables.length > 0) this.endCell();
    else if (c !== '$') this.run1(c);
  }

  /** Adds a run of plain characters. */
  private run1(first: string): void {
    let end = this.at;
    while (end < this.source.length && !/[\\\n{}~&$]/.test(this.source[end] ?? '')) end++;
    this.add(first + this.source.slice(this.at, end));
    this.at = end;
  }

  private add(text: string): void {
    this.maker.add(
      text.replaceAll('---', '—').replaceAll('--', '–').replaceAll(/``|''/g, '"'),
      this.line,
      this.strong.length > 0,
    );
  }

  private close(): void {
    this.depth = Math.max(0, this.depth - 1);
    while (this.strong.length > 0 && (this.strong.at(-1) ?? 0) > this.depth) this.strong.pop();
    while (this.closers.length > 0 && (this.closers.at(-1)?.depth ?? 0) > this.depth) this.closers.pop()?.run();
  }

  private command(): void {
    const rest = this.source.slice(this.at, this.at + 60);
    const name = /^\\([A-Za-z]+)\*?/.exec(rest);
    if (!name) {
      this.at += 2;
      this.mark(rest[1] ?? '');
      return;
    }
    this.at += name[0].length;
    const word = name[1] ?? '';
    const level = HEADINGS.get(word);
    if (level !== undefined) this.heading(level);
    else if (word === 'begin' || word === 'end') this.environment(word);
    else if (word === 'item') this.newItem();
    else {
      this.inline(word);
      if (this.source[this.at] === ' ') this.at++;
    }
  }

  /** `\\`, `\&`, `\,`. */
  private mark(mark: string): void {
    if (mark === '\\') {
      this.newline();
      return;
    }
    if (mark === '\n') this.line++;
    if (/[&%$#_{}]/.test(mark)) this.add(mark);
    else if (/[ ,;:!/\n]/.test(mark)) this.add(' ');
  }

  /** An inline command; an unknown one becomes a space. */
  private inline(word: string): void {
    const skipped = SKIPPED.get(word);
    if (skipped !== undefined) this.skip(skipped);
    else if (SILENT.has(word)) {
      while (this.peek() === '[') this.option();
      this.skip(TWO_ARGUMENTS.has(word) ? 2 : 1);
    } else if (STRONG.has(word)) this.strong.push(this.depth + (this.peek() === '{' ? 1 : 0));
    else if (word === 'newline' || word === 'par' || word === 'linebreak') this.flushUnlessTable();
    else this.add(SIGNS.get(word) ?? ' ');
  }

  private skip(count: number): void {
    for (let i = 0; i < count; i++) this.argument();
  }

  private peek(): string {
    return this.source[this.at] ?? '';
  }

  /** Skips `{…}`. */
  private argument(): string {
    while (/[ \t]/.test(this.peek())) this.at++;
    if (this.peek() === '\\') {
      const name = /^\\[A-Za-z]+/.exec(this.source.slice(this.at, this.at + 60));
      this.at += name?.[0].length ?? 1;
      return '';
    }
    if (this.peek() !== '{') return '';
    const start = this.at + 1;
    let depth = 0;
    for (; this.at < this.source.length; this.at++) {
      const c = this.source[this.at];
      if (c === '\n') this.line++;
      if (c === '{') depth++;
      if (c === '}' && --depth === 0) break;
    }
    this.at++;
    return this.source.slice(start, this.at - 1);
  }

  private option(): void {
    const end = this.source.indexOf(']', this.at);
    const stop = end < 0 || end - this.at > 400 ? this.at + 1 : end + 1;
    this.line += this.source.slice(this.at, stop).split('\n').length - 1;
    this.at = stop;
  }

  private heading(level: number): void {
    this.flush();
    if (this.peek() === '[') this.option();
    if (this.peek() !== '{') return;
    this.closers.push({
      depth: this.depth + 1,
      run: () => {
        if (!this.maker.empty) this.blocks.push({ type: 'heading', level, text: this.maker.take() });
      },
    });
  }

  private environment(word: string): void {
    const name = this.argument().trim();
    const begins = word === 'begin';
    if (LISTS.has(name)) this.list(begins);
    else if (!TABLES.has(name)) this.flushUnlessTable();
    else if (begins) this.beginTable(name);
    else if (this.tables.length > 0) this.endTable();
  }

  private list(begins: boolean): void {
    this.flush();
    this.lists = Math.max(0, this.lists + (begins ? 1 : -1));
    if (!begins) this.gap();
    else if (this.peek() === '[') this.option();
  }

  private beginTable(name: string): void {
    this.flush();
    while (this.peek() === '[') this.option();
    this.skip(name === 'tabularx' || name === 'tabular*' ? 2 : 1);
    this.tables.push({ rows: [], cells: [], line: this.line });
  }

  private newItem(): void {
    if (this.tables.length > 0) {
      this.add(' ');
      return;
    }
    this.flush();
    this.item = true;
    if (this.peek() !== '[') return;
    const end = this.source.indexOf(']', this.at);
    if (end < 0 || end - this.at > 200) return;
    const label = this.source.slice(this.at + 1, end).replaceAll(/\\[A-Za-z]+\s?|[{}]/g, '');
    this.add(`${label.replace(/:\s*$/, '')}: `);
    this.at = end + 1;
  }

  private newline(): void {
    if (this.peek() === '[') this.option();
    if (this.tables.length > 0) {
      this.endCell();
      const table = this.tables.at(-1);
      if (table?.cells.some((cell) => cell.lines.length > 0)) table.rows.push({ line: table.line, cells: table.cells });
      if (table) table.cells = [];
    } else this.flush();
  }

  private endCell(): void {
    const table = this.tables.at(-1);
    if (!table) return;
    const lines = this.maker.empty ? [] : [this.maker.take()];
    if (lines[0] && table.cells.length === 0) table.line = lines[0].line;
    table.cells.push({ header: lines.length > 0 && lines.every((text) => text.strong), lines, columns: 1, rows: 1 });
  }

  private endTable(): void {
    this.newline();
    const table = this.tables.pop();
    const first = table?.rows[0];
    if (table && first) this.blocks.push({ type: 'table', line: first.line, rows: table.rows });
    this.gap();
  }

  private flushUnlessTable(): void {
    if (this.tables.length === 0) this.flush();
    else this.add(' ');
  }

  private flush(): void {
    if (this.maker.empty) return;
    const text = this.maker.take();
    this.blocks.push(
      this.item ? { type: 'item', depth: Math.max(1, this.lists), text } : { type: 'line', depth: this.lists, text },
    );
    this.item = false;
  }

  private gap(): void {
    if (this.blocks.at(-1)?.type !== 'gap') this.blocks.push({ type: 'gap' });
  }
}
