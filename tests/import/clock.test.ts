/** Times that may be morning or afternoon, where the term says by which clock its people write. */
import { expect, test } from 'vitest';
import { readPage } from '../../src/import/page/read-page.ts';
import { readTable } from '../../src/import/table/read-table.ts';

const PAGE = '# Course\n\nTutorial: Wed 7:00-8:30\n\nOffice hours: Tue 8:15-9:45\n';

function readTimes(hourCycle: 24 | null): string[] {
  const { sections, doubts } = readPage(PAGE, 'page.md', hourCycle);
  const times = sections.flatMap(({ meetings }) => meetings.map(({ start, end }) => `${start}-${end}`));
  return [...times, `${doubts.filter(({ about }) => about === 'clock').length} doubts`];
}

test('a page is read by the clock of its term', () => {
  expect(readTimes(24)).toEqual(['07:00-08:30', '08:15-09:45', '0 doubts']);
  expect(readTimes(null)).toEqual(['19:00-20:30', '08:15-09:45', '2 doubts']);
});

test('a table is read by the clock of its term from 7 on; before that, a class is in the afternoon', () => {
  const rows =
    'Course,Section,Days,Time\nABC 1,A,Mon,1:30-2:50\nABC 1,B,Tue,7:00-8:30\nABC 1,C,Wed,11:30-1:00\nABC 1,D,Thu,4:30\n';
  const read = (hourCycle: 24 | null) =>
    readTable(rows, { hourCycle }).rows.flatMap(({ meetings }) =>
      meetings.map(({ start, end, doubts }) => `${start}-${end}, ${doubts.length} doubts`),
    );
  expect(read(null)[1]).toBe('19:00-20:30, 1 doubts');
  expect(read(24)).toEqual([
    '13:30-14:50, 0 doubts',
    '07:00-08:30, 0 doubts',
    '11:30-13:00, 0 doubts',
    '16:30-null, 0 doubts',
  ]);
});

test('in a table of 24-hour times, what would be at night stays a doubt', () => {
  const late = Array.from({ length: 20 }, (_, at) => `ABC 1,S${at},Tue,14:00-15:30\n`).join('');
  const rows = `Course,Section,Days,Time\nABC 1,A,Mon,1:00-2:30\n${late}`;
  for (const hourCycle of [24, null] as const)
    expect(readTable(rows, { hourCycle }).rows[0]?.meetings[0]?.doubts).toEqual([
      '1:00-2:30 read as night; it may be afternoon',
    ]);
});
