/** Removes inline Markdown and LaTeX markup; keeps the text. */

/** Removes text between `open` and `close`; a single scan, linear in the length. */
export function dropBetween(text: string, open: string, close: string, keep = ''): string {
  let out = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf(open, at);
    if (start < 0) return out + text.slice(at);
    const end = text.indexOf(close, start + open.length);
    if (end < 0) return out + text.slice(at);
    out += text.slice(at, start) + keep;
    at = end + close.length;
  }
}

/** Blanks the text between the marks but keeps newlines, so that line numbers stay correct. */
export function blankBetween(text: string, open: string, close: string): string {
  let out = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf(open, at);
    if (start < 0) return out + text.slice(at);
    const found = text.indexOf(close, start + open.length);
    const end = found < 0 ? text.length : found + close.length;
    out += text.slice(at, start) + text.slice(start, end).replaceAll(/[^\n]/g, '');
    at = end;
  }
}

const ENTITIES = new Map([
  ['nbsp', ' '],
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['ndash', '–'],
  ['mdash', '—'],
  ['middot', '·'],
  ['bull', '•'],
  ['eacute', 'é'],
  ['rsquo', '’'],
  ['lsquo', '‘'],
  ['emsp', ' '],
  ['ensp', ' '],
  ['thinsp', ' '],
  ['ouml', 'ö'],
  ['uuml', 'ü'],
  ['auml', 'ä'],
]);

/** Removes links, pictures, emphasis, code marks and leftover tags, decodes entities. */
export function stripMarkdown(line: string): string {
  let text = line.replace(/\\\s*$/, '');
  if (text.includes('~~')) text = dropBetween(text, '~~', '~~');
  if (text.includes('{{')) text = dropBetween(text, '{{', '}}', '…');
  if (text.includes('{%')) text = dropBetween(text, '{%', '%}');
  if (text.includes('{:')) text = dropBetween(text, '{:', '}');
  if (text.includes('`_')) text = text.replaceAll(/`([^`<>]{1,100}?)\s{0,3}<[^<>`]{1,400}>`__?/g, '$1');
  text = stripLinks(text);
  text = stripTags(text);
  text = text.replaceAll(/&(#?\w{1,8});/g, (whole, name: string) => {
    if (/^#\d{1,6}$/.test(name)) return codePoint(Number(name.slice(1))) ?? whole;
    return ENTITIES.get(name.toLowerCase()) ?? whole;
  });
  return text
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!|~<>@&$])/g, '$1')
    .replaceAll(/\*{1,3}|`{1,3}/g, '')
    .replaceAll(/(^|[^\p{L}\p{N}])_{1,3}(?=\S)/gu, '$1')
    .replaceAll(/_{1,3}(?=[^\p{L}\p{N}]|$)/gu, '')
    .replaceAll(/\s@ /g, ' @ ');
}

function codePoint(value: number): string | undefined {
  return value > 31 && value < 0x110000 && !(value >= 0xd800 && value < 0xe000)
    ? String.fromCodePoint(value)
    : undefined;
}

/** `[text](address)` and `[text][name]` become text; pictures are removed. Brackets are matched with a stack. */
function stripLinks(text: string): string {
  if (!text.includes('](') && !text.includes('][')) return text;
  let out = '';
  const open: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '[') open.push(out.length);
    const start = c === ']' ? open.pop() : undefined;
    const end = start === undefined ? -1 : closing(text, i + 1);
    if (start !== undefined && end > 0) {
      out = withoutLink(out, start);
      i = end;
    } else out += c;
  }
  return out;
}

/** The text so far without the bracket at `start`; for a picture, without its alt text too. */
function withoutLink(text: string, start: number): string {
  return text[start - 1] === '!' ? text.slice(0, start - 1) : text.slice(0, start) + text.slice(start + 1);
}

/** Index of the bracket that closes the one at `from`; -1 if none opens there or none closes it. */
function closing(text: string, from: number): number {
  const open = text[from];
  if (open !== '(' && open !== '[') return -1;
  const close = open === '(' ? ')' : ']';
  let depth = 0;
  for (let i = from; i < Math.min(text.length, from + 2000); i++) {
    if (text[i] === open) depth++;
    if (text[i] === close && --depth === 0) return i;
  }
  return -1;
}

/** Removes tags inside a line; `<del>` and the like are removed with their content. */
function stripTags(text: string): string {
  if (!text.includes('<')) return text;
  let clean = text;
  for (const tag of ['del', 's', 'strike', 'script', 'style']) {
    clean = clean.replaceAll(`<${tag.toUpperCase()}>`, `<${tag}>`);
    if (clean.includes(`<${tag}>`)) clean = dropBetween(clean, `<${tag}>`, `</${tag}>`);
  }
  return clean.replaceAll(/<\/?[A-Za-z][^<>]{0,4000}>/g, ' ');
}
