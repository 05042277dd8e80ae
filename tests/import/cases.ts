/** Files of cases: blocks of "=== name", an input, "---8<---" and the lines that are to be read from it. */
import { readFileSync } from 'node:fs';

/** @param file below tests/fixtures */
export function readCases(file: string): (readonly [name: string, input: string, told: readonly string[]])[] {
  return readFileSync(new URL(`../fixtures/${file}`, import.meta.url), 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const [head = '', told = ''] = block.split('\n---8<---\n');
      const [name = '', ...input] = head.split('\n');
      return [name, input.join('\n'), told.trimEnd().split('\n')];
    });
}
