import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeJsonSchema, SCHEMA_NAMES } from '../../src/catalog/json-schema.ts';
import { KINDS } from '../../src/domain/kind.ts';
import { formatProblem } from '../../src/domain/problem.ts';
import { readFolder, SITE, TERM } from './rules.ts';

const page = readFileSync('docs/format.md', 'utf8');

/** The keys of every mapping that a JSON Schema describes. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties =
    'properties' in schema && typeof schema.properties === 'object' ? Object.keys(schema.properties ?? {}) : [];
  return [...properties, ...Object.values(schema).flatMap(keysOf)];
}

describe('docs/format.md', () => {
  test.each(SCHEMA_NAMES)('names every key of a %s', (name) => {
    const keys = new Set(keysOf(makeJsonSchema(name)));
    const missing = [...keys].filter((key) => !page.includes(`${key}:`) && !page.includes(`\`${key}\``));
    expect(missing).toEqual([]);
    expect(keys.size).toBeGreaterThan(5);
  });

  test('names every kind', () => {
    expect(KINDS.filter((kind) => !page.includes(kind))).toEqual([]);
  });

  /** The examples of a chapter: its indented lines. */
  const example = (heading: string): string => {
    const chapter = page.slice(page.indexOf(`\n${heading}`)).split(/\n#{2,4} /)[1] ?? '';
    return (/(?:^ {4}.*\n|^\n(?= {4}))+/m.exec(chapter)?.[0] ?? '').replaceAll(/^ {4}/gm, '');
  };
  const say = (files: Readonly<Record<string, string>>): string[] => readFolder(files).problems.map(formatProblem);

  test('begins with a term and a course that are read', () => {
    const [term, course] = page
      .slice(page.indexOf('## The least'))
      .split(/^(?! {4}|$).*\n/m)
      .map((text) => text.replaceAll(/^ {4}/gm, '').trim())
      .filter((text) => text !== '') as [string, string];
    expect(term).toContain('# terms/spring-2027.yaml');
    expect(say({ 'terms/spring-2027.yaml': term, 'courses/spring-2027/cs101.yaml': course })).toEqual([]);
  });

  test('shows a site that is read', () => {
    const text = example('## A site')
      .replace('https://…', 'https://example.edu/b')
      .replace('[CODE]', '[unknown-place]');
    expect(text).toContain('uidDomain');
    expect(say({ 'site.yaml': text })).toEqual([]);
  });

  test('shows a term that is read', () => {
    const text = example('## A term')
      .replace('[CODE]', '[]')
      .replace('[…]', '[]')
      .replace(/^weeks: .*\n/m, '');
    expect(text).toContain('swaps:');
    expect(say({ 'terms/fall-2018.yaml': text })).toEqual([]);
  });

  test('shows a section and a change that are read', () => {
    const section = example('### A section');
    const change = example('### A change');
    const text = `code: A\ntitle: A\nstaff: {lloyd: Wyatt Lloyd}\nsections:\n  ${section.trim()}\n  P02: {kind: precept, meets: Fri 10am-11am}\n${change}`;
    expect(text).toContain('announced');
    expect(say({ 'site.yaml': SITE, 'terms/fall-2018.yaml': TERM, 'courses/fall-2018/a.yaml': text })).toEqual([]);
  });
});
