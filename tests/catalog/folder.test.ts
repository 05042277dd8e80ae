import { describe, expect, test } from 'vitest';
import { sortFiles } from '../../src/catalog/folder.ts';

const named = (...paths: readonly string[]) => sortFiles(paths.map((path) => ({ path, text: path })));
const at = (file: string) => ({ file, line: 1, column: 1, length: 1 });
const files = (path: string) => ({ path, text: path });

describe('files of a folder', () => {
  test('are classified by their paths, in order', () => {
    const sorted = named(
      'terms/t.yml',
      'imported/t/b.yaml',
      'courses/t/c.yaml',
      'courses/t/B.yaml',
      'site.YAML',
      'site.yaml',
      'imported/T/a.yaml',
      'terms/s.yaml',
    );
    expect(sorted.problems.map(({ code, at }) => [code, at])).toEqual([['file-name', at('site.YAML')]]);
    expect(sorted.site).toEqual(files('site.yaml'));
    expect(sorted.terms).toEqual([
      { id: 's', file: files('terms/s.yaml') },
      { id: 't', file: files('terms/t.yml') },
    ]);
    expect(sorted.courses).toEqual([
      { term: 't', id: 'B', file: files('courses/t/B.yaml'), imported: files('imported/t/b.yaml') },
      { term: 't', id: 'c', file: files('courses/t/c.yaml'), imported: null },
      { term: 'T', id: 'a', file: files('imported/T/a.yaml'), imported: null },
    ]);
  });

  test.each([
    'a.yaml',
    'x/site.yaml',
    'terms/t/u.yaml',
    'courses/c.yaml',
    'courses/t/u/c.yaml',
    'imported/c.yaml',
    'xterms/t.yaml',
  ])('are no rules at %s', (path) => {
    const { problems, terms, courses } = named('site.yaml', path);
    expect([terms, courses]).toEqual([[], []]);
    expect(problems).toEqual([
      {
        code: 'file-name',
        severity: 'error',
        message: 'This file is in no place where rules are read.',
        hint: expect.stringContaining('terms/TERM.yaml'),
        at: at(path),
      },
    ]);
  });

  test.each([
    '.site.yaml',
    '.git/x.yaml',
    'terms/.t.yaml',
    '#x.yaml',
    'a/~x.yaml',
    'x.yaml~',
    'x.yaml.bak',
    'yaml',
    '.yaml',
  ])('are left aside where they are no rules of anybody: %s', (path) => {
    expect(named('site.yaml', path).problems).toEqual([]);
  });

  test('of one name are reported, and the first is read', () => {
    const { problems, courses } = named('site.yaml', 'terms/t.yaml', 'courses/t/a.yml', 'courses/T/A.yaml');
    expect(courses.map(({ file }) => file.path)).toEqual(['courses/T/A.yaml']);
    expect(problems).toEqual([
      {
        code: 'file-twice',
        severity: 'error',
        message: 'courses/T/A.yaml is there already.',
        hint: 'Names of files differ in more than case and ending.',
        at: at('courses/t/a.yml'),
      },
    ]);
  });

  test('of unknown terms are reported once per term, with the known terms', () => {
    const missing = (term: string, hint: string, file: string) => ({
      code: 'term-missing',
      severity: 'error',
      message: `There is no terms/${term}.yaml for the courses of ${term}.`,
      hint,
      at: at(file),
    });
    const hint = 'belltower new term writes one.';
    expect(named('site.yaml', 'courses/s/a.yaml', 'courses/s/b.yaml', 'courses/t/a.yaml').problems).toEqual([
      missing('s', hint, 'courses/s/a.yaml'),
      missing('t', hint, 'courses/t/a.yaml'),
    ]);
    expect(named('site.yaml', 'courses/s/a.yaml', 'courses/U/a.yaml', 'terms/t.yaml', 'terms/u.yaml').problems).toEqual(
      [missing('s', `Terms: t, u. ${hint}`, 'courses/s/a.yaml')],
    );
  });

  test('are fifty thousand at most', () => {
    const many = Array.from({ length: 49_999 }, (_, index) => `terms/t${index}.yaml`);
    expect(named('site.yaml', ...many).problems).toEqual([]);
    const { problems, terms } = named('site.yaml', ...many, 'terms/z.yaml');
    expect(terms).toHaveLength(49_999);
    expect(problems).toEqual([
      {
        code: 'too-large',
        severity: 'error',
        message: 'There are 50001 files; at most 50000 are read.',
        hint: 'Split the folder.',
        at: at(''),
      },
    ]);
  });
});
