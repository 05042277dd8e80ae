import { expect, it } from 'vitest';
import type { PublishedMeeting } from '../../src/domain/published.ts';
import { findReplaced, findUsualPlaces } from '../../src/timetable/usual-place.ts';

const meet = (originalDate: string, text: string): Pick<PublishedMeeting, 'pattern' | 'originalDate' | 'facts'> => ({
  pattern: '',
  originalDate,
  facts: { section: 'L01', where: [{ text }] } as unknown as PublishedMeeting['facts'],
});

const MONDAYS = ['2018-10-01', '2018-10-08', '2018-10-15'];
const FRIDAYS = ['2018-10-05', '2018-10-12'];

it('names the usual place of a meeting that is elsewhere, by weekday', () => {
  const moved = meet('2018-10-22', 'Lab 12');
  const all = [...MONDAYS.map((date) => meet(date, 'Hall A')), ...FRIDAYS.map((date) => meet(date, 'Hall B')), moved];
  const usual = findUsualPlaces(all);
  expect(all.map((meeting) => findReplaced(usual, meeting))).toEqual([null, null, null, null, null, 'Hall A']);
});

it('knows no usual place where rooms alternate', () => {
  const all = [...MONDAYS, '2018-10-22'].map((date, index) => meet(date, index % 2 ? 'Hall A' : 'Hall B'));
  const usual = findUsualPlaces(all);
  expect(all.map((meeting) => findReplaced(usual, meeting))).toEqual([null, null, null, null]);
});
