/** Reads markdown and plain text, with embedded HTML, into blocks; one reader, since pages mix them freely. */
import { type Block, plainText } from './blocks.ts';
import { readHtml } from './html.ts';
import { blankBetween, stripMarkdown } from './inline.ts';
import { readTable } from './pipes.ts';

const ITEM = /^([ \t]*)(?:[-*+•◦▪●‣∙·○■–]|o(?= {1,8}\S)|\d{1,3}[.)](?=\s)|\(?[a-z][.)](?= ))[ \t]{0,8}(?=\S)/;
const CHUNK = /^\s{0,12}<(table|ul|ol|dl|h[1-6])\b/i;

/** Runs of spaces or tabs that separate columns. */
const WIDE = /(?<=[^\s:,.;(–-])(?:[ \u00a0]*\t[\s\u00a0]{0,20}|[ \u00a0]{3,60})(?=[^\s:,.;)])/g;

/** Lines without text: blank lines, rules, fences, comments, link definitions, RST directives, attributes. */
const MARKS_ONLY =
  /^(?:|-{3,}|\*{3,}|_{3,}|={3,}|:{3,}.*|\[\/\/\]:.*|\[[^\]]{1,80}\]:\s{0,4}\S.*|\.\. .*::.*|\{[:%][^}]*\})$/;

/** `office_hours:` of a data file: a less indented one ends the items above it. */
const DATA_KEY = /^\s*[a-z]+(?:[_ ][a-z]+)*:\s*$/;
/** ":Lectures: Monday …" in RST. */
const RST_FIELD = /^\s{0,3}:(\p{L}[^:]{0,30}):\s+(?=\S)/u;
const FENCE = /^(?:`{3,}|~{3,})/;
/** A fence around a program, as of Quarto and R Markdown: "```{r}", "```python". */
const PROGRAM =
  /^[`~]+\s*\{?\.?(?:r|python|py|julia|ojs|js|javascript|ts|java|c|cpp|bash|sh|console|sql|matlab|haskell|ocaml|racket|rust|go|css|latex|mermaid|dot)\b/i;

/** Reads markdown or plain text. */
export function readMarkdown(source: string): Block[] {
  let clean = blankBetween(source, '<!--', '-->');
  for (const tag of ['script', 'style'])
    if (clean.includes(`<${tag}`)) clean = blankBetween(clean, `<${tag}`, `</${tag}>`);
  clean = blankBetween(clean, '{::comment}', '{:/comment}');
  if (clean.includes('{% comment %}')) clean = blankBetween(clean, '{% comment %}', '{% endcomment %}');
  if (clean.includes('\n..')) clean = dropRstComments(clean);
  const reader = new Reader(clean.split('\n'));
  reader.run();
  return reader.blocks;
}

/** Removes RST comments and link targets: two dots, text that is no directive, and the indented lines below. */
function dropRstComments(source: string): string {
  let inside = false;
  return source
    .split('\n')
    .map((line) => {
      if (/^\.\.(?:\s*$| (?![[|.])(?!.*::))/.test(line)) inside = true;
      else if (/^\S/.test(line)) inside = false;
      return inside ? '' : line;
    })
    .join('\n');
}

class Reader {
  readonly blocks: Block[] = [];
  private indents: number[] = [];
  private fenced = false;

  private readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    this.lines = lines;
  }

  run(): void {
    let i = /^(?:---|\+\+\+)\s*$/.test(this.lines[0] ?? '') ? this.frontMatter() : 0;
    while (i < this.lines.length) i = this.step(i);
  }

  /** Front matter: titles and names become headings, lists of meetings lists, other fields lines. */
  private frontMatter(): number {
    const fence = (this.lines[0] ?? '').trim();
    const end = this.lines.findIndex(
      (line, i) => i > 0 && (line.trim() === fence || (fence === '---' && line.trim() === '...')),
    );
    if (end < 0) return 1;
    for (let i = 1; i < end; i++) this.frontLine(this.lines[i] ?? '', i + 1, fence);
    this.gap();
    this.indents = [];
    return end + 1;
  }

  private frontLine(raw: string, number: number, fence: string): void {
    const line = raw.replaceAll(/(^|[:=\s-])(['"])([^'"]{1,400})\2\s*$/g, '$1$3');
    const title = /^(\s*)(?:title|name)\s*[:=]\s*(\S.*)$/.exec(line);
    const field = /^\s*(\w+)\s*=\s*(.*)$/.exec(line);
    if (title?.[2] && (fence === '+++' || title[1] === '')) this.heading(/title/.test(line) ? 1 : 3, title[2], number);
    else if (field) this.field(field[1] ?? '', field[2] ?? '', number);
    else if (line.trim() === '' || /^\s*\[/.test(line)) this.gap();
    else this.content(line, number);
  }

  private field(name: string, value: string, number: number): void {
    if (/^(?:description|subtitle|text|content|summary)$/.test(name)) this.content(value, number);
  }

  /** Reads from line `i` (from 0) and returns the next line to read. */
  private step(i: number): number {
    const raw = this.lines[i] ?? '';
    const line = raw.replace(/^(?:\s{0,3}>\s?){1,5}/, '').replaceAll('\u00a0', ' ');
    const bare = line.trim();
    if (FENCE.test(bare)) {
      if (!this.fenced && PROGRAM.test(bare)) return this.afterFence(i);
      this.fenced = !this.fenced;
      return i + 1;
    }
    if (MARKS_ONLY.test(bare)) {
      if (!/^\{/.test(bare)) this.gap();
      return i + 1;
    }
    if (!this.fenced) {
      const chunk = CHUNK.exec(line);
      if (chunk) return this.chunk(i, chunk[1] ?? 'table');
    }
    const table = readTable(this.lines, i);
    if (table) {
      this.push({ type: 'table', line: i + 1, rows: table.rows });
      this.gap();
      return table.next;
    }
    return this.markedHeading(line, i) ?? this.underlinedHeading(line, i) ?? this.plainLine(line, i);
  }

  /** The line behind a fenced block. */
  private afterFence(i: number): number {
    const end = this.lines.findIndex((line, at) => at > i && FENCE.test(line.trim()));
    return end < 0 ? this.lines.length : end + 1;
  }

  private plainLine(line: string, i: number): number {
    this.content(line, i + 1);
    return i + 1;
  }

  /** Reads '## Office hours'; null: not such a heading. */
  private markedHeading(line: string, i: number): number | null {
    const heading = /^\s{0,3}(#{1,6})\s{0,4}(.*?)[#\s]{0,20}$/.exec(line);
    if (!heading?.[2] || this.fenced || /^#\d/.test(line.trim())) return null;
    this.heading((heading[1] ?? '#').length, heading[2], i + 1);
    return i + 1;
  }

  /** Reads a line underlined to its own length; null: not such a heading. */
  private underlinedHeading(line: string, i: number): number | null {
    const bare = line.trim();
    const under = (this.lines[i + 1] ?? '').trim();
    const ruled = /^(={3,}|-{3,}|~{3,}|\^{3,}|"{3,})$/.test(under) && under.length * 2 >= Math.min(bare.length, 20);
    if (!ruled || this.fenced || i === 0 || bare.length >= 120 || ITEM.test(line)) return null;
    this.heading(under.startsWith('=') ? 1 : 2, bare, i + 1);
    return i + 2;
  }

  private content(raw: string, number: number): void {
    const line = plainField(raw.replace(RST_FIELD, '$1: '));
    const item = isEmphasis(line) ? null : ITEM.exec(line);
    if (item) {
      const indent = width(item[1] ?? '');
      this.leaveItems(indent);
      this.indents.push(indent);
      this.pieces(line.slice(item[0].length), number, true, this.indents.length);
      return;
    }
    const previous = this.blocks.at(-1)?.type;
    if (previous === 'gap' || previous === 'heading' || DATA_KEY.test(line))
      this.leaveItems(width(/^\s*/.exec(line)?.[0] ?? ''));
    const definition = /^\s{0,3}:\s+(\S.*)$/.exec(line);
    this.pieces(definition?.[1] ?? line, number, definition !== null, definition ? 1 : this.indents.length);
  }

  /** Closes list items that are not indented less. */
  private leaveItems(indent: number): void {
    while (this.indents.length > 0 && (this.indents.at(-1) ?? 0) >= indent) this.indents.pop();
  }

  private pieces(line: string, number: number, item: boolean, depth: number): void {
    const parts = line.split(/<br\s{0,3}\/?>|<\/?(?:p|div|center|li|dd|dt|details|summary)(?:\s[^<>]{0,300})?>/i);
    let first = item;
    for (const [i, part] of parts.entries()) {
      const strong = isStrong(part);
      const text = plainText(stripMarkdown(part).replaceAll(WIDE, ' , '), number, strong);
      if (text.text.replaceAll(/[\s\\|]/g, '') === '') continue;
      const soft = i === 0 && !item && !strong && this.continues(line, number);
      if (soft) this.extend(text.text, number);
      else this.push(first ? { type: 'item', depth, text } : { type: 'line', depth, text });
      first = false;
    }
  }

  /** Whether a line continues the previous line's sentence. */
  private continues(line: string, number: number): boolean {
    const last = this.blocks.at(-1);
    if (last?.type !== 'item' && last?.type !== 'line') return false;
    const raw = this.lines[number - 2] ?? '';
    if (/ {2}$|\\$|<br\s{0,3}\/?>\s*$|[:;!?]\s*$/i.test(raw) || this.fenced || last.text.strong) return false;
    const start = line.trim();
    if (/^[\p{L}][^:]{0,40}:(?!\d)/u.test(stripMarkdown(start)) && !/^\S{0,12}\d/.test(start)) return false;
    if (/[,&(–-]\s*$|\b(?:and|or|in|at|from|to|the|on|with|of)\s*$/i.test(raw)) return true;
    if (/\.\s*$/.test(raw) && raw.trim().length < 60) return false;
    if (/^\p{Ll}/u.test(start)) return raw.trim().length >= 40;
    return raw.trim().length >= 64 && start.length > 0;
  }

  private extend(text: string, number: number): void {
    const last = this.blocks.at(-1);
    if (last?.type !== 'item' && last?.type !== 'line') return;
    const maker = {
      ...last.text,
      text: `${last.text.text} ${text}`,
      marks: [...last.text.marks, { offset: last.text.text.length + 1, line: number }],
    };
    this.blocks[this.blocks.length - 1] = { ...last, text: maker };
  }

  private heading(level: number, raw: string, number: number): void {
    this.indents = [];
    const parts = stripMarkdown(raw.replaceAll(/<br\s{0,3}\/?>/gi, ' · '));
    const text = plainText(parts, number);
    if (text.text !== '') this.blocks.push({ type: 'heading', level, text });
  }

  /** Reads embedded HTML, up to the closing tag of its outermost element. */
  private chunk(i: number, tag: string): number {
    const open = new RegExp(`<${tag}\\b`, 'gi');
    const close = new RegExp(`</${tag}\\s{0,4}>`, 'gi');
    let depth = 0;
    let end = i;
    for (; end < this.lines.length; end++) {
      const line = this.lines[end] ?? '';
      depth += (line.match(open)?.length ?? 0) - (line.match(close)?.length ?? 0);
      if (depth <= 0) break;
    }
    const html = this.lines.slice(i, end + 1).join('\n');
    this.blocks.push(...readHtml(html, i + 1));
    this.gap();
    this.indents = [];
    return end + 1;
  }

  private push(block: Block): void {
    this.blocks.push(block);
  }

  private gap(): void {
    if (this.blocks.at(-1)?.type !== 'gap') this.blocks.push({ type: 'gap' });
  }
}

/** `*Monday* …`, `-5`: not a list item. */
function isEmphasis(line: string): boolean {
  if (/^\s*\*(?:\s| ?\*\*)/.test(line)) return false;
  return /^\s*\*{1,3}(?!\s)/.test(line) || /^\s*[-–]\d/.test(line);
}

function width(blanks: string): number {
  let wide = 0;
  for (const blank of blanks) wide = blank === '\t' ? wide + 4 - (wide % 4) : wide + 1;
  return wide;
}

/** Reads `office_hours: "Mon 1-2 PM"` of a data file as: office hours: Mon 1-2 PM. */
function plainField(line: string): string {
  const field = /^(\s*(?:- )?)([a-z]+(?:_[a-z]+)*)(:\s+|:$)(?:"([^"]*)"|'([^']*)')?(.*)$/.exec(line);
  if (!field || (!field[2]?.includes('_') && field[4] === undefined && field[5] === undefined)) return line;
  const [, lead = '', name = '', colon = '', double, single, rest = ''] = field;
  return `${lead}${name.replaceAll('_', ' ')}${colon}${double ?? single ?? ''}${rest}`;
}

/** Whether the whole line is bold. */
function isStrong(part: string): boolean {
  const text = part.trim().replace(/[\s:\\]{0,8}$/, '');
  const marked = /^(\*\*|__)(?=\S)/.exec(text);
  if (marked?.[1]) {
    const inner = text.slice(2, -2);
    return text.endsWith(marked[1]) && text.length > 4 && !inner.includes(marked[1]);
  }
  return (
    /^<(b|strong|u)>/i.test(text) && /<\/(b|strong|u)>$/i.test(text) && !/<\/(b|strong)>./i.test(text.slice(0, -2))
  );
}
