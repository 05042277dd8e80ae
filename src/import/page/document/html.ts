/** HTML (a page, or a piece of one inside markdown) → blocks. */
import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';
import { type Block, type Cell, type Row, TextMaker } from './blocks.ts';

type Node = DefaultTreeAdapterTypes.Node;
type HtmlElement = DefaultTreeAdapterTypes.Element;

const HIDDEN = new Set([
  'script',
  'style',
  'head',
  'template',
  'noscript',
  'svg',
  'del',
  's',
  'strike',
  'select',
  'option',
  'iframe',
  'object',
  'nav',
  'button',
  'textarea',
  'math',
]);
const STRONG = new Set(['b', 'strong', 'dt', 'th', 'caption', 'summary', 'u']);
const BLOCKS = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'header',
  'footer',
  'aside',
  'blockquote',
  'ul',
  'ol',
  'dl',
  'dd',
  'dt',
  'li',
  'address',
  'center',
  'figure',
  'figcaption',
  'form',
  'fieldset',
  'legend',
  'details',
  'summary',
  'hr',
  'body',
  'html',
  'caption',
  'pre',
  'tbody',
  'thead',
  'td',
  'tr',
  'th',
]);
/** Deeper trees than any page has are cut off rather than followed. */
const DEEPEST = 400;

/** Reads HTML whose first line is the source's line `first`. */
export function readHtml(source: string, first = 1): Block[] {
  const whole = /<(?:html|body|!doctype)/i.test(source.slice(0, 2000));
  const tree = whole
    ? parse(source, { sourceCodeLocationInfo: true })
    : parseFragment(source, { sourceCodeLocationInfo: true });
  const walker = new Walker(first - 1, source.split('\n').length);
  walker.children(tree, { strong: false, pre: false, list: 0, depth: 0 });
  walker.flush();
  return walker.blocks;
}

interface Mode {
  readonly strong: boolean;
  readonly pre: boolean;
  readonly list: number;
  readonly depth: number;
}

class Walker {
  readonly blocks: Block[] = [];
  private readonly maker = new TextMaker();
  private item = 0;
  private lineDepth = 0;

  private readonly offset: number;
  private readonly lines: number;

  constructor(offset: number, lines: number) {
    this.offset = offset;
    this.lines = lines;
  }

  children(node: Node, mode: Mode): void {
    if (!('childNodes' in node) || mode.depth > DEEPEST) return;
    for (const child of node.childNodes) this.node(child, { ...mode, depth: mode.depth + 1 });
  }

  private node(node: Node, mode: Mode): void {
    if (node.nodeName === '#text') {
      this.text(node as DefaultTreeAdapterTypes.TextNode, mode);
      return;
    }
    if (!('tagName' in node)) return;
    const tag = node.tagName;
    if (HIDDEN.has(tag) || isHidden(node)) return;
    if (tag === 'br') {
      this.flush();
      return;
    }
    if (tag === 'table') {
      this.table(node, mode);
      return;
    }
    const heading = /^h([1-6])$/.exec(tag);
    if (heading) {
      this.heading(node, Number(heading[1]), mode);
      return;
    }
    const block = BLOCKS.has(tag);
    const list = tag === 'ul' || tag === 'ol' ? mode.list + 1 : mode.list;
    if (block) this.flush();
    if (block && !['li', 'dt', 'dd', 'tr', 'td', 'th'].includes(tag)) this.gap();
    if (tag === 'li' || tag === 'dt') this.item = Math.max(1, list);
    this.lineDepth = tag === 'dd' ? Math.max(1, list) + 1 : list;
    this.children(node, {
      ...mode,
      list: tag === 'dd' ? list + 1 : list,
      strong: mode.strong || STRONG.has(tag),
      pre: mode.pre || tag === 'pre',
    });
    if (block) this.flush();
    // Badges and buttons that stand side by side are words of their own.
    else if (['a', 'span', 'td'].includes(tag)) this.maker.add(' ', 0);
    this.item = block ? 0 : this.item;
    this.lineDepth = mode.list;
    if (block && ['ul', 'ol', 'dl', 'p', 'div', 'section'].includes(tag)) this.gap();
  }

  /** parse5 counts some lines twice where ampersands run up to a line's end: its line is never past the last one. */
  private lineOf(location: { readonly startLine: number } | null | undefined): number {
    return Math.min(location?.startLine ?? 1, this.lines) + this.offset;
  }

  private text(node: DefaultTreeAdapterTypes.TextNode, mode: Mode): void {
    let line = this.lineOf(node.sourceCodeLocation);
    for (const [i, piece] of node.value.split('\n').entries()) {
      if (i > 0) {
        line = Math.min(line + 1, this.lines + this.offset);
        if (mode.pre) this.flush();
        else this.maker.add(' ', line);
      }
      this.maker.add(piece, line, mode.strong);
    }
  }

  private heading(node: HtmlElement, level: number, mode: Mode): void {
    this.flush();
    this.children(node, mode);
    if (!this.maker.empty) this.blocks.push({ type: 'heading', level, text: this.maker.take() });
  }

  /** Ends the text gathered so far: an item, or a line of a paragraph. */
  flush(): void {
    if (this.maker.empty) return;
    const text = this.maker.take();
    if (this.item > 0) this.blocks.push({ type: 'item', depth: this.item, text });
    else this.blocks.push({ type: 'line', depth: this.lineDepth, text });
    this.item = 0;
  }

  private gap(): void {
    if (this.blocks.at(-1)?.type !== 'gap') this.blocks.push({ type: 'gap' });
  }

  private table(node: HtmlElement, mode: Mode): void {
    this.flush();
    const rows: Row[] = [];
    const caption: Block[] = [];
    for (const row of rowsOf(node)) {
      if (row.tagName === 'caption') {
        const inner = this.inner(row, mode);
        caption.push(...inner.blocks);
        continue;
      }
      const cells: Cell[] = [];
      let plain = true;
      for (const cell of row.childNodes) {
        if (!('tagName' in cell) || !['td', 'th'].includes(cell.tagName) || isHidden(cell)) continue;
        const inner = this.inner(cell, mode);
        if (inner.blocks.some((block) => block.type === 'table')) plain = false;
        const lines = inner.blocks.flatMap((block) => ('text' in block ? [block.text] : []));
        cells.push({
          header: cell.tagName === 'th',
          lines,
          columns: spanOf(cell, 'colspan'),
          rows: spanOf(cell, 'rowspan'),
        });
        if (!plain) this.blocks.push(...inner.blocks);
      }
      if (cells.length > 0 && plain) rows.push({ line: this.lineOf(row.sourceCodeLocation), cells });
    }
    this.blocks.push(...caption);
    if (rows.length > 0) this.blocks.push({ type: 'table', line: rows[0]?.line ?? 1, rows });
    this.gap();
  }

  private inner(node: Node, mode: Mode): Walker {
    const inner = new Walker(this.offset, this.lines);
    if (mode.depth < DEEPEST) inner.children(node, { ...mode, depth: mode.depth + 10, list: 0, strong: false });
    inner.flush();
    return inner;
  }
}

function rowsOf(table: HtmlElement): HtmlElement[] {
  const found: HtmlElement[] = [];
  for (const child of table.childNodes) {
    if (!('tagName' in child) || isHidden(child)) continue;
    if (child.tagName === 'tr' || child.tagName === 'caption') found.push(child);
    else if (['thead', 'tbody', 'tfoot'].includes(child.tagName)) {
      for (const row of child.childNodes)
        if ('tagName' in row && row.tagName === 'tr' && !isHidden(row)) found.push(row);
    }
  }
  return found;
}

function spanOf(cell: HtmlElement, name: string): number {
  const value = Number.parseInt(attribute(cell, name) ?? '1', 10);
  return value >= 1 && value <= 100 ? value : 1;
}

function attribute(node: HtmlElement, name: string): string | undefined {
  return node.attrs.find((each) => each.name === name)?.value;
}

function isHidden(node: HtmlElement): boolean {
  if (node.attrs.some((each) => each.name === 'hidden')) return true;
  const style = attribute(node, 'style') ?? '';
  return /display\s{0,4}:\s{0,4}none|text-decoration[a-z-]{0,6}\s{0,4}:\s{0,4}line-through|visibility\s{0,4}:\s{0,4}hidden/i.test(
    style,
  );
}
