/** Reads HTML (a page or a fragment inside markdown) into blocks. */
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
/** Limit on nesting depth; deeper subtrees are skipped. */
const DEEPEST = 400;

/** Reads HTML that starts at source line `first`. */
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
    if (HIDDEN.has(node.tagName) || isHidden(node)) return;
    const heading = /^h([1-6])$/.exec(node.tagName);
    if (node.tagName === 'br') this.flush();
    else if (node.tagName === 'table') this.table(node, mode);
    else if (heading) this.heading(node, Number(heading[1]), mode);
    else if (BLOCKS.has(node.tagName)) this.block(node, mode);
    else this.inline(node, mode);
  }

  /** A block-level element; items of lists and definitions increase the depth. */
  private block(node: HtmlElement, mode: Mode): void {
    const tag = node.tagName;
    const list = tag === 'ul' || tag === 'ol' ? mode.list + 1 : mode.list;
    this.flush();
    if (!['li', 'dt', 'dd', 'tr', 'td', 'th'].includes(tag)) this.gap();
    if (tag === 'li' || tag === 'dt') this.item = Math.max(1, list);
    this.lineDepth = tag === 'dd' ? Math.max(1, list) + 1 : list;
    this.within(node, { ...mode, list: tag === 'dd' ? list + 1 : list });
    this.flush();
    this.item = 0;
    this.lineDepth = mode.list;
    if (['ul', 'ol', 'dl', 'p', 'div', 'section'].includes(tag)) this.gap();
  }

  private inline(node: HtmlElement, mode: Mode): void {
    this.lineDepth = mode.list;
    this.within(node, mode);
    // Adjacent badges and buttons are separate words.
    if (['a', 'span'].includes(node.tagName)) this.maker.add(' ', 0);
    this.lineDepth = mode.list;
  }

  private within(node: HtmlElement, mode: Mode): void {
    const tag = node.tagName;
    this.children(node, { ...mode, strong: mode.strong || STRONG.has(tag), pre: mode.pre || tag === 'pre' });
  }

  /** parse5 counts some lines twice where ampersands precede a line break; clamp to the last line. */
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

  /** Emits the text gathered so far as an item or a paragraph line. */
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
      if (row.tagName === 'caption') caption.push(...this.inner(row, mode).blocks);
      else rows.push(...this.row(row, mode));
    }
    this.blocks.push(...caption);
    if (rows.length > 0) this.blocks.push({ type: 'table', line: rows[0]?.line ?? 1, rows });
    this.gap();
  }

  /** A row's cells; for a row that contains a table, emits that table's blocks instead. */
  private row(row: HtmlElement, mode: Mode): Row[] {
    const cells: Cell[] = [];
    let plain = true;
    for (const cell of elementsIn(row).filter(({ tagName }) => tagName === 'td' || tagName === 'th')) {
      const { blocks } = this.inner(cell, mode);
      plain &&= !blocks.some((block) => block.type === 'table');
      cells.push({
        header: cell.tagName === 'th',
        lines: blocks.flatMap((block) => ('text' in block ? [block.text] : [])),
        columns: spanOf(cell, 'colspan'),
        rows: spanOf(cell, 'rowspan'),
      });
      if (!plain) this.blocks.push(...blocks);
    }
    return cells.length > 0 && plain ? [{ line: this.lineOf(row.sourceCodeLocation), cells }] : [];
  }

  private inner(node: Node, mode: Mode): Walker {
    const inner = new Walker(this.offset, this.lines);
    if (mode.depth < DEEPEST) inner.children(node, { ...mode, depth: mode.depth + 10, list: 0, strong: false });
    inner.flush();
    return inner;
  }
}

function rowsOf(table: HtmlElement): HtmlElement[] {
  return elementsIn(table).flatMap((child) => {
    if (child.tagName === 'tr' || child.tagName === 'caption') return [child];
    return ['thead', 'tbody', 'tfoot'].includes(child.tagName)
      ? elementsIn(child).filter(({ tagName }) => tagName === 'tr')
      : [];
  });
}

/** The visible child elements. */
function elementsIn(parent: HtmlElement): HtmlElement[] {
  return parent.childNodes.filter((child): child is HtmlElement => 'tagName' in child && !isHidden(child));
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
  // Bootstrap's "d-none", unless a width shows it: "d-none d-md-block".
  const named = ` ${attribute(node, 'class') ?? ''} `;
  if (/\sd-none\s/.test(named) && !/\sd-(?:sm|md|lg|xl|xxl)-(?!none)/.test(named)) return true;
  return /display\s{0,4}:\s{0,4}none|text-decoration[a-z-]{0,6}\s{0,4}:\s{0,4}line-through|visibility\s{0,4}:\s{0,4}hidden/i.test(
    style,
  );
}
