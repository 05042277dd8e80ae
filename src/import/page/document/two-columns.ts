/** Reorders two columns made with LaTeX's `\hfill` on consecutive lines: the left column, then the right one. */
import type { Block, Text } from './blocks.ts';

/** Marks a fill between two words of a line; does not occur in pages. */
export const FILL = '\u241f';

type Line = Extract<Block, { readonly type: 'line' }>;

export function splitColumns(blocks: readonly Block[]): Block[] {
  const split: Block[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const run = runFrom(blocks, at);
    if (run.length < 2) {
      split.push(unfilled(blocks[at] as Block));
      continue;
    }
    const side = (of: 0 | 1): Block[] =>
      run.map((line) => ({ ...line, text: partOf(line.text, of) })).filter(({ text }) => text.text !== '');
    split.push(...side(0), { type: 'gap' }, ...side(1), { type: 'gap' });
    at += run.length - 1;
  }
  return split;
}

/** The run of lines from here that have exactly one fill each. */
function runFrom(blocks: readonly Block[], at: number): Line[] {
  const run: Line[] = [];
  for (const block of blocks.slice(at, at + 40)) {
    if (block.type !== 'line' || block.text.text.split(FILL).length !== 2) break;
    run.push(block);
  }
  return run;
}

function partOf(text: Text, of: 0 | 1): Text {
  const part = text.text.split(FILL)[of] ?? '';
  return { ...text, text: part.trim(), marks: [] };
}

function unfilled(block: Block): Block {
  if (!('text' in block) || !block.text.text.includes(FILL)) return block;
  return { ...block, text: { ...block.text, text: block.text.text.replaceAll(FILL, ' ') } };
}
