/** Times that may be morning or afternoon, where the term says by which clock its people write. */
import { expect, test } from 'vitest';
import { readPage } from '../../src/import/page/read-page.ts';
import { readTable } from '../../src/import/table/read-table.ts';
import { listMeetings } from './table/tables.ts';

const PAGE = '# Course\n\nTutorial: Wed 7:00-8:30\n\nOffice hours: Tue 8:15-9:45\n';

function readTimes(clock: 24 | null): string[] {
  const { sections, doubts } = readPage(PAGE, 'page.md', clock);
  const times = sections.flatMap(({ meetings }) => meetings.map(({ start, end }) => `${start}-${end}`));
  return [...times, `${doubts.filter(({ about }) => about === 'clock').length} doubts`];
}

test('a page is read by the clock of its term', () => {
  expect(readTimes(24)).toEqual(['07:00-08:30', '08:15-09:45', '0 doubts']);
  expect(readTimes(null)).toEqual(['19:00-20:30', '08:15-09:45', '2 doubts']);
});

test('a table is read by the clock of its term; what would be at night stays a doubt', () => {
  const rows = 'Course,Section,Days,Time\nABC 1,A,Mon,1:00-2:30\nABC 1,B,Tue,7:00-8:30\n';
  const read = (clock: 24 | null) => listMeetings(readTable(rows, { clock }));
  expect(JSON.stringify(read(null))).toContain('19:00');
  expect(JSON.stringify(read(24))).toContain('07:00');
  expect(readTable(rows, { clock: 24 }).rows[0]?.meetings[0]?.doubts).toEqual([
    '1:00-2:30 read as night; it may be afternoon',
  ]);
});
