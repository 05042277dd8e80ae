/** Jupyter notebooks: the text of their Markdown cells, on the lines that it has in the file. */

interface Cell {
  readonly cell_type?: unknown;
  readonly source?: unknown;
}

/** Whether the text is a notebook as far as that can be known without parsing it. */
export function isNotebook(text: string): boolean {
  return /^\s*\{/.test(text) && /"cells"\s*:\s*\[/.test(text) && /"nbformat"\s*:\s*\d/.test(text);
}

/** The Markdown of a notebook, without code and its output; null for any other text. */
export function readNotebook(text: string): string | null {
  if (!isNotebook(text)) return null;
  const cells = cellsOf(text);
  return cells && (alignedWith(text, cells.flat()) ?? cells.map((lines) => lines.join('')).join('\n\n'));
}

/** The lines of each Markdown cell, with their line breaks. */
function cellsOf(text: string): string[][] | null {
  const book = parse(text);
  if (!Array.isArray(book?.cells) || !('nbformat' in book)) return null;
  return (book.cells as readonly Cell[])
    .filter((cell) => cell?.cell_type === 'markdown')
    .map(({ source }) => (Array.isArray(source) ? source : [source]).filter((line) => typeof line === 'string'));
}

function parse(text: string): { readonly cells?: unknown } | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Notebooks as Jupyter writes them have a line of the file for each line of text; null for others. */
function alignedWith(text: string, lines: readonly string[]): string | null {
  let next = 0;
  const aligned = text.split('\n').map((raw) => {
    const line = lines[next];
    if (line === undefined || raw.trim().replace(/,$/, '') !== JSON.stringify(line)) return '';
    next++;
    return line.replace(/\n$/, '');
  });
  return next === lines.length ? aligned.join('\n') : null;
}
