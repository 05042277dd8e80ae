/** Style sheets use only the sizes, spaces, radii and colours defined in tokens.css. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { printGridRules } from '../../src/timetable/grid-rules.ts';
import { PAPER } from '../../src/web/installed-site.ts';
import { joinStyleSheet, listStyles } from '../../src/web/style-sheets.ts';

const SRC = path.resolve(import.meta.dirname, '../../src');
const files = listStyles('.').map((file) => ({
  name: path.relative(SRC, file),
  text: readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, ''),
}));
const tokens = files.find(({ name }) => name === 'web/style/tokens.css')?.text ?? '';

interface Declaration {
  readonly name: string;
  readonly value: string;
}

function listDeclarations(text: string): readonly Declaration[] {
  return [...text.matchAll(/(?<=[{;]\s*)([\w-]+):\s([^;{}]+);/g)].map(([, name = '', value = '']) => ({
    name,
    value: value.replaceAll(/\s+/g, ' '),
  }));
}

/** Forbidden values by property; the first matching rule applies. */
const RULES: readonly (readonly [property: RegExp, wrong: RegExp])[] = [
  [/^(font|font-size)$/, /(?<![\w-])[\d.]+(px|r?em|%)/],
  [/^(margin|padding|gap|row-gap|column-gap|scroll-)/, /(?<![\w-])[\d.]+(px|rem)/],
  [/radius$/, /(?<![\w-])[1-9.][\d.]*(px|r?em|%)/],
];
const RAW_LENGTH = /(?<![\w-])[\d.]+px/;
const RAW_COLOUR =
  /#[\da-f]{3,8}\b|\b(rgba?|hsla?|oklch|lab|lch|hwb)\(|(?<![\w-])(black|white|gr[ae]y|red|green|blue)(?![\w-])/i;
/** Print styles have their own units. */
const ON_PAPER = /^\d+(\.\d+)?(pt|mm)( \d+mm)?$/;

function judge({ name, value }: Declaration): boolean {
  if (ON_PAPER.test(value)) return true;
  const [, wrong] = RULES.find(([property]) => property.test(name)) ?? [null, RAW_LENGTH];
  return !wrong.test(value) && !RAW_LENGTH.test(value) && !RAW_COLOUR.test(value);
}

describe('the style sheets', () => {
  it('have six sizes of type, seven spaces and three radii', () => {
    const count = (start: string): number => new Set(tokens.match(new RegExp(`--${start}-[\\w]+(?=:)`, 'g'))).size;
    expect([count('text'), count('space'), count('radius')]).toEqual([6, 7, 3]);
  });

  it('name every size, space, radius and colour by its token', () => {
    const wrong = files
      .filter(({ name }) => name !== 'web/style/tokens.css')
      .flatMap(({ name, text }) =>
        listDeclarations(text)
          .filter((declaration) => !judge(declaration))
          .map((declaration) => `${name}: ${declaration.name}: ${declaration.value}`),
      );
    expect(wrong).toEqual([]);
  });

  it('use no token that is not there, and no token is unused', () => {
    const declared = new Set(files.flatMap(({ text }) => [...text.matchAll(/(--[\w-]+):/g)].map(([, token]) => token)));
    // The grid's rows are computed (timetable/grid-rules).
    const computed = new Set([...printGridRules().matchAll(/(--[\w-]+):/g)].map(([, token]) => token));
    expect([...computed].filter((token) => declared.has(token))).toEqual([]);
    for (const token of computed) declared.add(token);
    const used = new Set(files.flatMap(({ text }) => [...text.matchAll(/var\((--[\w-]+)/g)].map(([, token]) => token)));
    expect([...used].filter((token) => !declared.has(token))).toEqual([]);
    expect([...declared].filter((token) => !used.has(token))).toEqual([]);
  });

  it('stand each in one layer, which their order in the joined sheet does not decide', () => {
    for (const { name, text } of files) {
      expect(text.match(/^@layer (tokens|base|parts|pages|paper) \{$/gm) ?? [], name).toHaveLength(1);
      expect(text.trimStart().startsWith('@layer ') && text.trimEnd().endsWith('}'), name).toBe(true);
    }
    expect(joinStyleSheet(['web'])).toMatch(/^@layer tokens, base, parts, pages, paper;\n@layer /);
  });

  it('are caught with what is not on the scale', () => {
    const text =
      '@layer parts { .a { font: 600 1rem / 1.2 var(--sans); margin: 0 3px; color: #fff; padding: 0.3rem; width: 3px; ' +
      'border-radius: 50%; gap: var(--space-2); line-height: 1.4; margin-top: calc(-1 * var(--space-1)); } }';
    const wrong = listDeclarations(text).filter((declaration) => !judge(declaration));
    expect(wrong.map(({ name }) => name)).toEqual(['font', 'margin', 'color', 'padding', 'width', 'border-radius']);
  });
});

it('has the colours of the page that browsers are told in the head and the manifest', () => {
  // The last one is for print.
  const papers = listDeclarations(tokens).filter(({ name }) => name === '--paper');
  expect(papers.map(({ value }) => value)).toEqual([PAPER.light, PAPER.dark, '#fff']);
});
