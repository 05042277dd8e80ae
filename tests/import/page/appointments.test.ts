import { describe, expect, test } from 'vitest';
import { writeCourse } from '../../../src/import/page/course/course.ts';
import { readPage } from '../../../src/import/page/read-page.ts';
import { readGoodCourse } from '../../catalog/rules.ts';

const LECTURE = 'Lectures: Mon Wed 10:00-10:50am\n\n';

/** The office hours of a page as rules read them: weekly patterns, and what is arranged. */
function hoursOf(text: string): string[] {
  const yaml = writeCourse(readPage(LECTURE + text, 'page.md'), { id: 'cos418', code: 'COS 418', title: 'X' });
  const body = yaml.slice(yaml.search(/^(?:staff|sections):/m));
  const { sections } = readGoodCourse(body);
  return sections
    .filter(({ kind }) => kind === 'office hours')
    .map(({ patterns, arrangements }) =>
      [...patterns.map(({ type }) => type), ...arrangements.map(({ type }) => type)].join(' '),
    );
}

describe('office hours by appointment', () => {
  test.each([
    ['Office hours: Thursday 1-2pm, or by appointment', ['weekly appointment']],
    ['Office hours: by appointment', ['appointment']],
    ['Office hours: Thursday 1-2pm\n\nOther office hours by appointment', ['weekly appointment']],
    ['## Office Hours\n\n- Thu 1-2pm\n- by appointment only', ['weekly appointment']],
    ['Sprechstunde: nach Vereinbarung', ['appointment']],
    ['Office hours: Wyatt Lloyd, Thu 1-2pm; Zhenyu Song, Tue 3-4pm', ['weekly', 'weekly']],
    ['Office hours: Thursday 1-2pm', ['weekly']],
    ['Makeup exam: by appointment', []],
  ])('%j gives %j', (text, hours) => {
    expect(hoursOf(text)).toEqual(hours);
  });

  test('are no longer among the lines that were not used, and none of several people’s are chosen', () => {
    const read = (text: string) => readPage(LECTURE + text, 'page.md').unused.map(({ why }) => why);
    expect(read('Office hours: by appointment')).toEqual([]);
    const two = 'Office hours: Wyatt Lloyd, Thu 1-2pm\n\nOffice hours: Zhenyu Song, Tue 3-4pm\n\n';
    expect(read(`${two}Office hours: by appointment`)).toEqual(['it gives no time: "by appointment"']);
  });

  test('alone are no schedule', () => {
    expect(readPage('Office hours: by appointment', 'page.md').sections).toEqual([]);
  });
});
