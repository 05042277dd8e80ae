import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeJsonSchema, nameSchema, SCHEMA_NAMES } from '../../src/catalog/json-schema.ts';
import { draftCourse, draftSite, draftTerm } from '../../src/catalog/templates.ts';
import { isError } from '../../src/domain/problem.ts';
import { checkRules } from '../../src/publish/check.ts';
import { openCase, PROBLEM_CASES } from './problem-cases.ts';
import { SITE, TERM } from './rules.ts';
import { judgeFile } from './schema-judge.ts';

const COURSE = 'courses/fall-2018/cos418.yaml';
const HEAD = 'code: COS 418\ntitle: Distributed Systems\n';

/** The errors that an editor shows for a file. @param imported whether an import wrote the course too */
function judge(path: string, text: string, imported = false): readonly string[] {
  return judgeFile({ path, text }, new Set([path, ...(imported ? [path.replace('courses', 'imported')] : [])])) ?? [];
}

// tests/catalog/rules.ts asks of every file of rules in the other tests that is accepted.
describe('an editor accepts what is accepted', () => {
  test.each([
    ['site.yaml', 'data/site.yaml'],
    ['terms/fall-2018.yaml', 'data/terms/fall-2018.yaml'],
    [COURSE, 'data/courses/fall-2018/cos418.yaml'],
  ])('%s as it is shipped', (path, file) => {
    expect(judge(path, readFileSync(file, 'utf8'))).toEqual([]);
  });

  test.each<[string, string, string]>([
    [
      'keys with nothing after them',
      COURSE,
      `${HEAD}note:\nstaff:\nlinks:\nchanges:\ndraft:\nsections:\n  L01: {kind: lecture, meets: TBA, where: , topics: , numbered: }\n`,
    ],
    ['null as a text', COURSE, `${HEAD.replace('Distributed Systems', 'null')}note: ~\nsections: {}\n`],
    ['a term’s empty keys', 'terms/fall-2018.yaml', `${TERM}reading:\nperiods:\nclosings:\nswaps:\nchanges:\n`],
    ['a site’s empty keys', 'site.yaml', `${SITE}places:\ncancelled:\nallow:\n`],
    [
      'numbers and booleans',
      COURSE,
      'code: 418\ntitle: 2018\ndraft: true\nsections: {1: {kind: lab, meets: {on: Mon 10am-11am, weeks: 3, copies: 2}}}\n',
    ],
  ])('%s', (_name, path, text) => {
    const files = { 'site.yaml': SITE, 'terms/fall-2018.yaml': TERM, [COURSE]: `${HEAD}sections: {}\n`, [path]: text };
    const sources = Object.entries(files).map(([name, content]) => ({ path: name, text: content }));
    expect(checkRules(sources).problems.filter(isError)).toEqual([]);
    expect(judge(path, text)).toEqual([]);
  });

  test('what is added to an imported course, without what the import says', () => {
    expect(judge(COURSE, 'sections: {L01: {where: Bowen 222}}\nstaff: {able: {role: Preceptor}}\n', true)).toEqual([]);
    expect(judge(COURSE, '# nothing yet\n', true)).toEqual([]);
    expect(judge(COURSE, 'sections: {L01: {wehre: Bowen 222}}\n', true)).not.toEqual([]);
  });
});

test('an editor refuses what a pattern can refuse, and nothing that is accepted', () => {
  const refused: string[] = [];
  for (const one of PROBLEM_CASES) {
    const { files } = openCase(one);
    const errors = checkRules(files).problems.filter(isError);
    const paths = new Set(files.map(({ path }) => path));
    for (const file of files.filter(({ unread }) => !unread)) {
      const said = judgeFile(file, paths) ?? [];
      if (errors.some(({ at }) => at?.file === file.path)) {
        if (file.path === one.path && said.length > 0) refused.push(one.code);
      } else expect([one.code, said]).toEqual([one.code, []]);
    }
  }
  expect(refused).toEqual(
    expect.arrayContaining(['bad-url', 'bad-date', 'bad-span', 'bad-instant', 'bad-time', 'bad-length', 'bad-domain']),
  );
  expect(refused).toEqual(
    expect.arrayContaining(['change-empty', 'change-scope', 'unknown-key', 'unknown-word', 'bad-id']),
  );
});

test('no text is offered true and false, and yes has one spelling', () => {
  const isOffered = (key: string): boolean => key !== 'not' && key !== 'propertyNames';
  const text = JSON.stringify(SCHEMA_NAMES.map(makeJsonSchema), (key, value) => (isOffered(key) ? value : undefined));
  expect(text).not.toMatch(/"type":(?:\[[^\]]*)?"(?:string|boolean)"/);
  expect(text).not.toMatch(/"enum":\[[^\]]*true/);
  expect(text).toContain('{"enum":["yes","no"]}');
});

test('each schema has an address, a title and an example that it accepts', () => {
  for (const name of SCHEMA_NAMES) {
    const { $id, title, examples } = makeJsonSchema(name) as { $id: string; title: string; examples: unknown[] };
    expect(nameSchema(name)).toBe(`# yaml-language-server: $schema=${$id}\n`);
    expect($id).toMatch(new RegExp(`^https://.*/${name}\\.json$`));
    expect(title).toContain('Belltower');
    const path = { site: 'site.yaml', term: 'terms/fall-2018.yaml', course: COURSE, overlay: COURSE }[name];
    expect(judge(path, JSON.stringify(examples[0]), name === 'overlay')).toEqual([]);
  }
});

test('files that are written to be filled in name their schema first, and an editor accepts them', () => {
  const span = { from: '2018-09-12', until: '2018-12-14' };
  const week = { starts: 'MO', weekend: ['SA', 'SU'] } as const;
  const guessed = { zone: true, classes: true };
  const drafts = {
    'site.yaml': draftSite({ uidDomain: 'example.edu', name: 'Test' }),
    'terms/fall-2018.yaml': draftTerm({ title: 'Fall 2018', zone: 'Europe/Berlin', guessed, week, classes: span }),
    [COURSE]: draftCourse({ code: 'COS 418', title: 'X', published: '2018-09-01' }),
  };
  for (const [path, text] of Object.entries(drafts)) {
    expect(text).toMatch(/^# yaml-language-server: \$schema=https:/);
    expect([path, judge(path, text)]).toEqual([path, []]);
  }
});

test('every key has a description', () => {
  const missing: string[] = [];
  const visit = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [name, value] of Object.entries((schema as { properties?: object }).properties ?? {})) {
      if (!(value as { description?: string }).description) missing.push(`${path}.${name}`);
    }
    for (const [key, value] of Object.entries(schema)) visit(value, `${path}.${key}`);
  };
  for (const name of SCHEMA_NAMES) visit(makeJsonSchema(name), name);
  expect(missing).toEqual([]);
});
