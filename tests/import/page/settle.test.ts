/** Doubts settled by one of their two readings; every page is invented. */
import { describe, expect, test } from 'vitest';
import { readPage } from '../../../src/import/page/read-page.ts';
import { openDoubts, settleReading } from '../../../src/import/page/settle.ts';

/** The meetings after every doubt about this part is answered. */
function settle(page: string, about: string, second: boolean) {
  const reading = readPage(page, 'page.md');
  const keys = openDoubts(reading).filter((doubt) => doubt.about === about);
  expect(keys.length).toBeGreaterThan(0);
  const { sections, doubts } = settleReading(reading, new Map(keys.map(({ key }) => [key, second])));
  expect(doubts.some((doubt) => doubt.about === about)).toBe(false);
  return sections.flatMap(({ kind, meetings }) =>
    meetings.map(({ days, start, end, place }) => [kind, days.join(), start, end, place].join(' ').trim()),
  );
}

describe('the first reading keeps the result, the second changes it', () => {
  test.each([
    ['clock', 'Office hours: Tue 8-10', 'office hours TU 08:00 10:00', 'office hours TU 20:00 22:00'],
    ['end', 'Lab: Fri 2pm', 'lab FR 14:00', 'lab FR 14:00 15:00'],
    ['end', 'Lab: Mon 1-3pm, Fri 11:30pm', 'lab FR 23:30', 'lab FR 23:30 01:30'],
    ['days', 'Lecture: T-Th 9-10am', 'lecture TU,TH 09:00 10:00', 'lecture TU,WE,TH 09:00 10:00'],
    ['kind', '- Ada Kiln, Thu 1-2pm', 'office hours TH 13:00 14:00', 'lecture TH 13:00 14:00'],
  ])('%s of %j', (about, page, first, second) => {
    expect(settle(page, about, false)).toContain(first);
    expect(settle(page, about, true)).toContain(second);
  });

  test('a meeting that is none goes', () => {
    const page = '# Week\n\nTuesday 2-5pm';
    expect(settle(page, 'kind', false)).toHaveLength(1);
    expect(settle(page, 'kind', true)).toEqual([]);
  });
});

test('alike doubts are settled together, each with its lines', () => {
  const reading = readPage('# Office hours\n\n- Mon 8-10\n- Tue 8-10', 'page.md');
  const [doubt, ...rest] = openDoubts(reading).filter(({ about }) => about === 'clock');
  expect([rest, doubt?.lines.map(({ line }) => line)]).toEqual([[], [3, 4]]);
});

test('an answer to something else changes nothing', () => {
  const reading = readPage('Office hours: Tue 8-10', 'page.md');
  expect(settleReading(reading, new Map([['clock: x | y', true]])).sections[0]?.meetings).toEqual(
    reading.sections[0]?.meetings,
  );
});
