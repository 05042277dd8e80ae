import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Diagnostics } from '../../src/catalog/diagnostics.ts';
import { locate, openSource } from '../../src/catalog/source.ts';
import { parseFully } from '../../src/catalog/yaml/parse.ts';
import { parseQuickly } from '../../src/catalog/yaml/quick.ts';
import type { Node } from '../../src/catalog/yaml/tree.ts';

/** What a node says and where its caret would stand. */
function show(node: Node, source: ReturnType<typeof openSource>): unknown {
  const at = locate(source, node);
  if (node.type === 'text') return [at, node.value];
  if (node.type === 'list') return [at, node.items.map((item) => show(item, source))];
  if (node.type === 'map') {
    return [at, node.entries.map(({ key, keySpan, value }) => [key, locate(source, keySpan), show(value, source)])];
  }
  return at;
}

/** Whether the quick way took the text; if it did, it must agree with the full parser. */
function agrees(text: string): boolean {
  const quick = parseQuickly(text);
  if (!quick) return false;
  const diagnostics = new Diagnostics(openSource({ path: 'x.yaml', text }));
  const full = parseFully(diagnostics, text);
  expect(diagnostics.problems, text).toEqual([]);
  expect(show(quick, diagnostics.source), text).toEqual(full && show(full, diagnostics.source));
  return true;
}

const shipped = ['data/site.yaml', 'data/terms/fall-2018.yaml', 'data/courses/fall-2018/cos418.yaml'].map((path) =>
  readFileSync(path, 'utf8'),
);

test('what people write is read the quick way and as the full parser reads it', () => {
  expect(agrees(shipped[0] as string)).toBe(true);
  expect(agrees(shipped[1] as string)).toBe(true);
  expect(agrees(shipped[2] as string)).toBe(true);
  expect(agrees("a: {b: [c, \"d, e\"], f: 'it''s'}\n\nlist:\n- x: 1\n  y: 2 # two\n- Mon 10:00am-10:50am\n")).toBe(
    true,
  );
});

const word = fc.constantFrom(
  'a',
  'note',
  'Mon 10:00am',
  'b-c',
  '"q: r"',
  "'it''s'",
  'é',
  'x#y',
  '10',
  'a, b',
  '- ',
  ': ',
  ' #',
  '# c',
  '{',
  '}',
  '[',
  ']',
  ',',
  '\n',
  '\n  ',
  '\n    ',
  '\n- ',
  '\n  - ',
  'k: ',
  'k:',
  'm:\n',
  '"',
  "'",
  '&',
  '*',
  '!',
  '|',
  '>',
  '>-\n  ',
  '|-\n    ',
  '?',
  ' ',
  '\\',
  '---',
  '...',
  '%',
);

test('random runs of YAML’s own signs are read alike or left to the full parser', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 24 }), (words) => {
      agrees(words.join(''));
      agrees(`k: ${words.join('')}`);
    }),
    { numRuns: 2000 },
  );
});

test('the shipped rules with random characters put in, taken out or doubled are read alike or left to the full parser', () => {
  const edit = fc.record({
    file: fc.nat({ max: shipped.length - 1 }),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat({ max: 12 }),
    put: fc.array(word, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      let text = shipped[edits[0]?.file ?? 0] as string;
      // From one folded note on.
      if (text.includes('  OH:')) text = `sections:\n${text.slice(text.indexOf('  OH:'))}`;
      for (const { at, length, put } of edits) {
        const from = Math.floor(at * text.length);
        text = text.slice(0, from) + put.join('') + text.slice(from + length);
      }
      agrees(text);
    }),
    { numRuns: 1500 },
  );
});
