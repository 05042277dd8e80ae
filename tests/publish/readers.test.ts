import { expect, test } from 'vitest';
import { countReaders } from '../../src/publish/readers.ts';
import type { PersonalFeed } from '../../src/store/store.ts';

const span = (section: string, course = 'cos418', from: string | null = null, until: string | null = null) => ({
  term: 'fall-2018',
  course,
  section,
  from,
  until,
});
const feed = (selection: unknown, revokedAt: number | null = null): PersonalFeed => ({
  tokenHash: '',
  keyHash: '',
  selection,
  options: {},
  instant: 0,
  edits: 0,
  raised: null,
  revokedAt,
});

test('counts the personal feeds that hold the meeting, once each, by any of the course’s ids', async () => {
  const feeds = [
    feed([span('P02'), span('L01')]),
    feed([span('p02', 'ECE418')]),
    feed([span('P02', 'cos418', '2018-10-13')]),
    feed([span('P02', 'cos418', null, '2018-10-11')]),
    feed([span('P01')]),
    feed([span('P02', 'cos226')]),
    feed([span('P02')], 5),
    feed('nonsense'),
  ];
  const count = (section: string, dates: string[]) => {
    const places = ['cos418', 'ece418'].map((id) => `fall-2018/${id}/${section}`);
    return countReaders({ personalFeeds: async () => feeds }, [{ places, dates }]);
  };
  expect(await count('p02', ['2018-10-12'])).toBe(2);
  expect(await count('p02', ['2018-10-12', '2018-10-20'])).toBe(3);
  expect(await count('p03', ['2018-10-12'])).toBe(0);
});
