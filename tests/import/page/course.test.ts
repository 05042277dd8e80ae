/** A reading → a course's YAML that the catalog takes; COS 418's page gives the rules that are shipped. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCatalog } from '../../../src/catalog/catalog.ts';
import { writeCourse } from '../../../src/import/page/course/course.ts';
import { weekRule } from '../../../src/import/page/course/weeks.ts';
import { readPage } from '../../../src/import/page/read-page.ts';
import { formatReading } from '../../../src/import/page/report.ts';
import { scheduleCourse } from '../../../src/schedule/schedule.ts';
import { openTermCalendar } from '../../../src/schedule/term-calendar.ts';

const file = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const PAGE = file('tests/fixtures/cos418.txt');
const COURSE = 'courses/fall-2018/cos418.yaml';

/** The meetings of a course's YAML in the shipped term, and the problems of its check. */
function meet(text: string): { meetings: unknown[]; errors: string[] } {
  const files = ['site.yaml', 'terms/fall-2018.yaml'].map((path) => ({ path, text: file(`data/${path}`) }));
  const { catalog, problems } = readCatalog([...files, { path: COURSE, text }]);
  const errors = problems
    .filter((problem) => problem.severity === 'error')
    .map((problem) => `${problem.code} ${problem.message}`);
  const course = catalog.courses.get('fall-2018/cos418');
  const term = catalog.terms.get('fall-2018');
  if (!course || !term) return { meetings: [], errors };
  const { meetings } = scheduleCourse(course, openTermCalendar(term), catalog.site);
  return {
    meetings: meetings.map(({ uid, facts }) => ({
      uid,
      section: facts.section,
      date: facts.date,
      time: [facts.startTime, facts.endTime],
      where: facts.where,
      staff: facts.staff,
      copies: facts.copies,
      notes: facts.section === 'OH' ? [] : facts.notes,
    })),
    errors,
  };
}

describe("COS 418's own page", () => {
  const reading = readPage(PAGE, 'cos418.txt');
  const written = writeCourse(reading, { id: 'cos418', title: 'Distributed Systems', published: '2018-09-05' });

  test('gives the rules that are shipped, meeting by meeting', () => {
    const imported = meet(written);
    const shipped = meet(file(`data/${COURSE}`));
    expect(imported.errors).toEqual([]);
    expect(imported.meetings).toHaveLength(shipped.meetings.length);
    expect(imported.meetings).toEqual(shipped.meetings);
  });

  test('names the source line at each rule and marks doubts', () => {
    const rules = written.split('\n').filter((line) => line.startsWith('      - '));
    const sources = written.split('\n').filter((line) => /^ {6}# line \d+/.test(line));
    expect(rules.length).toBeGreaterThan(10);
    expect(sources.length).toBeGreaterThanOrEqual(rules.length);
    expect(written).toContain(
      '# check: 20:00–22:00, or 08:00–10:00?\n      - {id: late-evening, on: Tue 8pm-10pm, where: FC 010}',
    );
    expect(written).toContain('# check: the page gives no length');
  });

  test('is reported line by line', () => {
    const report = formatReading(reading);
    expect(report).toContain('    12 | Lecture: Mondays and Wednesday, 10:00am - 10:50am. Bowen Hall, Room 222.');
    expect(report).toContain('it gives no time: "N/A"');
    expect(report).toContain('20:00–22:00, or 08:00–10:00?');
    expect(report.indexOf('To check:')).toBeLessThan(report.indexOf('Read:'));
  });
});

test.each(['algebra.md', 'biology.html', 'chemistry.tex', 'drama.txt'])('%s gives YAML without errors', (name) => {
  const reading = readPage(file(`tests/fixtures/pages/${name}`), name);
  const { errors, meetings } = meet(writeCourse(reading, { id: 'cos418' }));
  expect(errors).toEqual([]);
  expect(meetings.length).toBeGreaterThan(40);
});

test('words of a page are quoted where YAML needs it, and no line is smuggled in', () => {
  const page = 'Lecture: MWF 10:00am-10:50am, Hall "A": #5 \u2028 {x} [y] & Room 5\n\nTA: Ann O\u0027Neil';
  const { errors } = meet(
    writeCourse(readPage(page, 'a\nb: c'), { id: 'cos418', title: 'On: "nothing" # really\nx: y' }),
  );
  expect(errors).toEqual([]);
});

test('sections 1 and 01 are two', () => {
  const written = writeCourse(readPage('Section 1: lab Mon 2-3pm\nSection 01: lab Tue 2-3pm', 'page.txt'), {
    id: 'x101',
  });
  expect(written.split('\n').filter((line) => /^ {2}\S/.test(line))).toEqual(['  1:', '  "01":']);
});

test('words about weeks become rules where the format can say them', () => {
  expect(weekRule('every other week').keys).toEqual([['every', 'second week']]);
  expect(weekRule('weeks 4--10, 12').keys).toEqual([['weeks', '4-10, 12']]);
  expect(weekRule('odd weeks').keys).toEqual([['weeks', 'odd']]);
  expect(weekRule('weeks 36-41').check).toContain('36-41');
  expect(weekRule(null)).toEqual({ keys: [], check: null });
});
