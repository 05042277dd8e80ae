import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createReadingMemory, readCatalog, readCatalogInSteps, type SourceFile } from '../../src/catalog/catalog.ts';
import { formatProblem } from '../../src/domain/problem.ts';
import { readFolder, SITE, TERM } from './rules.ts';

const shipped: SourceFile[] = readdirSync('data', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .map((path) => ({ path: relative('data', path), text: readFileSync(path, 'utf8') }));

const GOOD = 'code: COS 418\ntitle: Distributed Systems\nsections: {L01: {kind: lecture, meets: Mon 10am-11am}}\n';

describe('a folder', () => {
  test('as shipped has no error and no warning, and equals the page', () => {
    const { catalog, problems } = readCatalog(shipped);
    expect(problems.map(formatProblem)).toEqual([]);
    const course = catalog.courses.get('fall-2018/cos418');
    expect(course?.sections.map(({ id }) => id)).toEqual([
      'L01',
      'P01',
      'P02',
      'P03',
      'OH-Lloyd',
      'OH',
      'Midterm',
      'Final',
    ]);
    const [lecture] = course?.sections ?? [];
    expect(lecture?.patterns).toMatchObject([
      {
        type: 'weekly',
        id: '',
        weekdays: ['MO', 'WE'],
        start: '10:00',
        end: '10:50',
        staff: [{ name: 'Wyatt Lloyd' }],
      },
    ]);
    expect(lecture?.patterns[0]?.where).toMatchObject([{ type: 'place', place: { name: 'Bowen Hall 222' } }]);
    expect(course?.sections[4]?.patterns[0]).toMatchObject({
      type: 'relative',
      section: 'L01',
      side: 'after',
      minutes: 30,
      where: [],
    });
    expect(course?.sections[6]).toMatchObject({ toBeAnnounced: true, with: ['L01'], patterns: [] });
    expect(course?.published).toBe(Date.parse('2018-09-05T04:00:00Z'));
  });

  test('with one broken course has the others', () => {
    const { catalog } = readFolder({
      'courses/fall-2018/cos418.yaml': GOOD,
      'courses/fall-2018/cos126.yaml': `${GOOD}nonsense: 1\n`,
    });
    expect([...catalog.courses.keys()]).toEqual(['fall-2018/cos418']);
    expect([...catalog.broken]).toEqual(['fall-2018/cos126']);
  });

  test('with a broken term has the courses of other terms', () => {
    const { catalog } = readFolder({
      'terms/spring-2019.yaml': TERM.replace('zone: America/New_York', 'zone: Mars/Olympus'),
      'courses/fall-2018/cos418.yaml': GOOD,
      'courses/spring-2019/cos418.yaml': GOOD,
    });
    expect([...catalog.terms.keys()]).toEqual(['fall-2018']);
    expect([...catalog.courses.keys()]).toEqual(['fall-2018/cos418']);
    expect([...catalog.broken]).toEqual(['spring-2019/cos418']);
  });

  test.each([
    ['broken', { 'site.yaml': `${SITE}place: {}\n` }],
    ['not YAML', { 'site.yaml': 'a: [' }],
  ])('whose site.yaml is %s publishes nothing, but reports all else', (_, files) => {
    const { catalog, problems } = readFolder({ ...files, 'courses/fall-2018/cos418.yaml': `${GOOD}nonsense: 1\n` });
    expect(catalog.courses.size).toBe(0);
    expect([...catalog.broken]).toEqual(['fall-2018/cos418']);
    expect(problems.some(({ at }) => at?.file === 'courses/fall-2018/cos418.yaml')).toBe(true);
  });

  test('that is empty misses its site.yaml', () => {
    const { catalog, problems } = readCatalog([]);
    expect(problems.map(({ code }) => code)).toEqual(['site-missing']);
    expect([catalog.terms.size, catalog.courses.size, catalog.broken.size]).toEqual([0, 0, 0]);
  });

  test('may hold other files, and .yml', () => {
    const { problems, catalog } = readFolder({
      'README.md': '#',
      '.DS_Store': '\u0000',
      'courses/fall-2018/.cos418.yaml.swp': 'x',
      'courses/fall-2018/#cos418.yaml#': 'x',
      'courses/fall-2018/.#cos418.yaml': 'x',
      'courses/fall-2018/cos418.yaml~': 'x',
      '.git/config.yaml': 'x',
      'courses/fall-2018/cos418.yml': GOOD,
    });
    expect(problems.map(formatProblem)).toEqual([]);
    expect(catalog.courses.size).toBe(1);
  });

  test('has no YAML files in other places', () => {
    const { problems } = readFolder({
      'fall-2018.yaml': TERM,
      'courses/cos418.yaml': GOOD,
      'courses/a/b/c.yaml': GOOD,
    });
    expect(problems.map(({ code }) => code)).toEqual(['file-name', 'file-name', 'file-name']);
  });

  test('has ids that differ in more than case, and terms not named like routes', () => {
    const files = { 'terms/Fall-2018.yaml': TERM, 'terms/docs.yaml': TERM, 'terms/a b.yaml': TERM };
    const { problems } = readFolder(files);
    expect(problems.map(({ code, at }) => `${code} ${at?.file}`).sort()).toEqual([
      'file-name terms/a b.yaml',
      'file-twice terms/fall-2018.yaml',
      'reserved-id terms/docs.yaml',
    ]);
  });

  test('has courses that are found by their term whatever the case of its folder', () => {
    const { catalog } = readFolder({ 'courses/FALL-2018/cos418.yaml': GOOD });
    expect([...catalog.courses.keys()]).toEqual(['fall-2018/cos418']);
  });
});

describe('courses of a term', () => {
  test('that are broken are known by the term’s own id, or by the folder where there is none', () => {
    const { catalog } = readFolder({ 'courses/FALL-2018/a.yaml': 'x: 1\n', 'courses/Other/b.yaml': GOOD });
    expect([...catalog.broken]).toEqual(['fall-2018/a', 'Other/b']);
  });

  test('are held against those of their own term, whatever the case of its folder', () => {
    const taken = `${GOOD}formerly: cos126\n`;
    const spring = { 'terms/spring-2019.yaml': TERM, 'courses/spring-2019/cos126.yaml': GOOD };
    expect(readFolder({ 'courses/fall-2018/cos418.yaml': taken, ...spring }).problems).toEqual([]);
    const { problems, catalog } = readFolder({
      'courses/FALL-2018/cos418.yaml': taken,
      'courses/fall-2018/cos126.yaml': GOOD,
      ...spring,
    });
    expect(problems.map(({ code, at, source }) => [code, at?.file, at?.line, source])).toEqual([
      ['id-taken', 'courses/FALL-2018/cos418.yaml', 4, 'formerly: cos126'],
    ]);
    expect([...catalog.courses.keys()].sort()).toEqual(['fall-2018/cos126', 'spring-2019/cos126']);
    expect([...catalog.broken]).toEqual(['fall-2018/cos418']);
  });

  test('are read one at a time', () => {
    const files = Object.entries({ 'site.yaml': SITE, 'terms/fall-2018.yaml': TERM }).map(([path, text]) => ({
      path,
      text,
    }));
    const countSteps = (count: number): number => {
      const courses = Array.from({ length: count }, (_, index) => ({
        path: `courses/fall-2018/c${index}.yaml`,
        text: GOOD,
      }));
      const steps = readCatalogInSteps([...files, ...courses]);
      let taken = 0;
      for (let step = steps.next(); !step.done; step = steps.next()) taken += 1;
      return taken;
    };
    // Each file takes one step to read and another one to compare with the others.
    expect(countSteps(12) - countSteps(2)).toBe(20);
  });
});

describe('warnings', () => {
  test('break nothing', () => {
    const { catalog, problems } = readFolder({
      'terms/fall-2018.yaml': `${TERM}closings: {date: 2020-01-01}\n`,
      'courses/fall-2018/a.yaml': 'code: A\ntitle: A\nsections: {}\n',
    });
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['course-empty', 'warning'],
      ['outside-term', 'warning'],
    ]);
    expect([[...catalog.terms.keys()], [...catalog.courses.keys()]]).toEqual([['fall-2018'], ['fall-2018/a']]);
  });

  test('are silenced by their file, for that file only', () => {
    const warned = 'code: A\ntitle: A\nsections: {L01: {kind: lecture, meets: Mon 10am-9am}}\n';
    const { problems, allowed } = readFolder({
      'courses/fall-2018/a.yaml': `${warned}allow: [long-meeting]\n`,
      'courses/fall-2018/b.yaml': warned,
    });
    expect(problems.map(({ code, at }) => `${code} ${at?.file}`)).toEqual(['long-meeting courses/fall-2018/b.yaml']);
    expect([...(allowed.get('courses/fall-2018/a.yaml') ?? [])]).toEqual(['long-meeting']);
  });

  test('cannot be silenced by a code that is none, and errors not at all', () => {
    const { problems } = readFolder({ 'courses/fall-2018/a.yaml': `${GOOD}allow: [long-meting, unknown-key]\nx: 1\n` });
    expect(problems.map(({ code }) => code)).toEqual(['unknown-word', 'unknown-key']);
    expect(problems[0]?.hint).toContain('long-meeting');
  });
});

describe('reading again', () => {
  const files = {
    'site.yaml': SITE,
    'terms/fall-2018.yaml': TERM,
    'courses/fall-2018/cos418.yaml': GOOD,
    'courses/fall-2018/cos126.yaml': GOOD,
  };
  const list = (all: Readonly<Record<string, string>>): SourceFile[] =>
    Object.entries(all).map(([path, text]) => ({ path, text }));

  test('reuses unchanged files with the same result as a full read', () => {
    const memory = createReadingMemory();
    const first = readCatalog(list(files), { memory });
    const changed = { ...files, 'courses/fall-2018/cos126.yaml': GOOD.replace('10am', '9am') };
    const second = readCatalog(list(changed), { memory });
    expect(second).toEqual(readCatalog(list(changed)));
    expect(second.catalog.courses.get('fall-2018/cos418')).toBe(first.catalog.courses.get('fall-2018/cos418'));
    expect(second.catalog.courses.get('fall-2018/cos126')).not.toBe(first.catalog.courses.get('fall-2018/cos126'));
  });

  test('rereads a term’s courses after a change of term or site, and forgets deleted files', () => {
    const memory = createReadingMemory();
    readCatalog(list(files), { memory });
    const changed = { ...files, 'site.yaml': `${SITE}places: {b: {name: Bowen 222}}\n` };
    expect(readCatalog(list(changed), { memory })).toEqual(readCatalog(list(changed)));
    const placed = { ...changed, 'courses/fall-2018/cos418.yaml': GOOD.replace('10am-11am', '10am-11am, where: b') };
    readCatalog(list({ ...placed, 'site.yaml': SITE }), { memory });
    expect(readCatalog(list(placed), { memory })).toEqual(readCatalog(list(placed)));
    const { 'courses/fall-2018/cos126.yaml': _, ...fewer } = changed;
    readCatalog(list(fewer), { memory });
    expect([...memory.files.keys()].sort()).toEqual(Object.keys(fewer).sort());
  });
});

describe('addresses within a term', () => {
  const codes = (files: Readonly<Record<string, string>>): string[] => {
    const named = Object.fromEntries(
      Object.entries(files).map(([id, lines]) => [`courses/fall-2018/${id}.yaml`, `${GOOD}${lines}`]),
    );
    const { problems, catalog } = readFolder(named);
    return [
      ...problems.map(({ code, at }) => `${code} ${at?.file} ${at?.line}`),
      ...[...catalog.broken].map((key) => `broken ${key}`),
    ];
  };

  test('of other codes and former names differ', () => {
    expect(codes({ cos418: 'crossListed: ECE 418\n', cos126: 'formerly: cos125\n' })).toEqual([]);
  });

  test('belong to the file that is named so', () => {
    expect(codes({ cos418: 'crossListed: [ECE 418]\n', ece418: '' })).toEqual([
      'id-taken courses/fall-2018/cos418.yaml 4',
      'broken fall-2018/cos418',
    ]);
    expect(codes({ cos418: 'formerly: COS126\n', cos126: 'nonsense: 1\n' })).toEqual([
      'unknown-key courses/fall-2018/cos126.yaml 4',
      'id-taken courses/fall-2018/cos418.yaml 4',
      'broken fall-2018/cos126',
      'broken fall-2018/cos418',
    ]);
  });

  test('belong to another code before a former name', () => {
    expect(codes({ a: 'formerly: x\n', b: 'crossListed: {code: X 1, id: x}\n' })).toEqual([
      'id-taken courses/fall-2018/a.yaml 4',
      'broken fall-2018/a',
    ]);
  });

  test('of listed sections belong to one section', () => {
    const listed = (where: string): string =>
      GOOD.replace('meets:', `listed: ${where}, meets:`).slice(GOOD.indexOf('sections'));
    const text = (where: string): string => `${GOOD.slice(0, GOOD.indexOf('sections'))}${listed(where)}`;
    const read = (files: Readonly<Record<string, string>>): string[] =>
      readFolder(
        Object.fromEntries(Object.entries(files).map(([id, one]) => [`courses/fall-2018/${id}.yaml`, one])),
      ).problems.map(({ message }) => message);
    expect(read({ a: text('b/A') })).toEqual([]);
    expect(read({ a: text('b/A'), b: GOOD })).toEqual([]);
    expect(read({ a: text('b/L01'), b: GOOD })).toEqual(['The address b/L01 is taken by fall-2018/b.']);
    expect(read({ a: text('c/A'), b: text('C/a') })).toEqual(['The address C/a is taken by a/L01.']);
    expect(read({ a: text('a/A') })).toEqual(['L01 is listed under its own course as a/A.']);
  });
});
