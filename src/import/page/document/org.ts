/** Org mode → Markdown, line by line. */

const BLOCK_BEGINS = /^\s*#\+begin_(?:src|comment|export|example)\b/i;
const BLOCK_ENDS = /^\s*#\+end_(?:src|comment|export|example)\b/i;

export function isOrg(text: string, name: string): boolean {
  return /\.org$/i.test(name) || /^\s*#\+(?:title|author|date|options|startup):/im.test(text.slice(0, 2000));
}

/** Headings, definitions and the title as Markdown; comments, programs and subtrees that are not exported are blanked. */
export function orgToMarkdown(text: string): string {
  /** The depth of the heading whose subtree is hidden. */
  let hidden = Number.POSITIVE_INFINITY;
  let inBlock = false;
  return text
    .split('\n')
    .map((line) => {
      if (BLOCK_BEGINS.test(line)) inBlock = true;
      if (inBlock) {
        inBlock = !BLOCK_ENDS.test(line);
        return '';
      }
      const [, stars = '', title = ''] = /^(\*{1,8})\s+(.*)$/.exec(line) ?? [];
      if (stars !== '' && stars.length <= hidden) hidden = isHidden(title) ? stars.length : Number.POSITIVE_INFINITY;
      if (hidden !== Number.POSITIVE_INFINITY) return '';
      return stars === '' ? plainLine(line) : `${'#'.repeat(stars.length)} ${titleText(title)}`;
    })
    .join('\n');
}

function isHidden(title: string): boolean {
  return /^COMMENT\b/.test(title) || /:noexport:/.test(title);
}

/** Without TODO, priority and tags. */
function titleText(title: string): string {
  return title
    .replace(/^(?:TODO|DONE)\s+/, '')
    .replace(/^\[#\w\]\s+/, '')
    .replace(/\s+:[\w@:]+:\s*$/, '');
}

function plainLine(line: string): string {
  const title = /^#\+title:\s*(.*)$/i.exec(line)?.[1];
  if (title !== undefined) return `# ${title}`;
  if (/^\s*#(?:\s|\+|$)/.test(line)) return '';
  return line.replace(/^(\s*[-+]\s+.{1,80}?)\s+::(?=\s|$)/, '$1:');
}
