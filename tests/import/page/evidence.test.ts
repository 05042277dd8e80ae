/** Where each part of a meeting was found, and that what came from far is a doubt; every page is invented. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../src/import/page/read-page.ts';

const meetings = (page: string) => readPage(page, 'page.md').sections.flatMap((section) => section.meetings);
const evidence = (page: string, part: string) =>
  meetings(page)[0]
    ?.evidence.filter((each) => each.part === part)
    .map(({ chosen, relation, distance }) => [chosen, relation, distance]);

describe('the relation of what was chosen', () => {
  test.each([
    ['kind', 'Lab: Tue 2-5pm', [['lab', 'phrase', 0]]],
    ['kind', '# Labs\n\n## Kiln 4\n\n- Tue 2-5pm', [['lab', 'heading', 1]]],
    ['kind', '**Labs:**\n\n- Tue 2-5pm', [['lab', 'label', 0]]],
    ['kind', 'Our week: MW 1:10-2:25', [['lecture', 'nothing', 0]]],
    ['days', '- Labs on Tuesday\n  - 2-5pm', [['Tue', 'list item', 0]]],
    ['days', '|Kind|Day|Time|\n|--|--|--|\n|Lab|Tue|2-5pm|', [['Tue', 'row', 0]]],
    ['place', 'Lab: Tue 2-5pm, Kiln 4', [['Kiln 4', 'phrase', 0]]],
    ['place', '# Labs\n\n- Tue 2-5pm\n\nHeld in Kiln 4', [['Kiln 4', 'another line', 1]]],
    ['people', 'Office hours (Ada Kiln): Tue 2-3pm', [['Ada Kiln', 'line', 0]]],
    ['people', '### Ada Kiln\n\nOffice hours: Tue 2-3pm', [['Ada Kiln', 'heading', 0]]],
    ['weeks', 'Lab: Tue 2-5pm, weeks 2-7', [['2-7', 'phrase', 0]]],
    ['id', 'Section 1B: Tue 2-3pm', [['1B', 'line', 0]]],
    ['length', 'Every lab lasts two hours.\n\nLab: Tue 2pm', [['120 minutes', 'elsewhere', 1]]],
  ])('%s of %j', (part, page, expected) => {
    expect(evidence(page, part)).toEqual(expected);
  });
});

test('a room from far is a doubt with both readings', () => {
  const lines = Array.from({ length: 12 }, (_, i) => `- note ${'abcdefghijkl'[i]}`).join('\n');
  const page = `# Office hours\n\nOffice hours are held in Kiln 404.\n\n${lines}\n\n- Mon 3-4pm: Ada`;
  expect(readPage(page, 'page.md').doubts).toContainEqual(
    expect.objectContaining({
      about: 'place',
      readings: [expect.stringMatching(/^Kiln 404, from \d+ lines away$/), 'no place'],
    }),
  );
});

test('a dash between two days shows the other reading', () => {
  const [first] = meetings('Lecture: T-Th 9-10am');
  expect(first?.evidence).toContainEqual(
    expect.objectContaining({ part: 'days', chosen: 'Tue Thu', other: 'Tue Wed Thu' }),
  );
});
