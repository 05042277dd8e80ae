import { expect, test } from 'vitest';
import type { BriefMeeting, BriefTurn } from '../../../src/service/brief-facts.ts';
import { announce } from '../../../src/service/desk/announcement.ts';

const P02: BriefMeeting = {
  section: 'P02',
  date: '2018-10-12',
  start: '11:00',
  end: '11:50',
  startsAt: Date.parse('2018-10-12T15:00:00Z'),
  where: ['Friend Center 008'],
  online: false,
  staff: ['Zhenyu Song'],
  notes: [],
  cancelled: false,
  reason: null,
};
const turn = (after: Partial<BriefMeeting>, before: Partial<BriefMeeting> | null = {}): BriefTurn => ({
  code: 'COS 418',
  identity: 'x',
  before: before && { ...P02, ...before },
  after: { ...P02, ...after },
});
const LINK = 'https://calendar.example.edu/fall-2018/cos418';
const moved = { date: '2018-10-11', start: '16:00', end: '16:50', startsAt: 1 };

test.each<[string, BriefTurn, string]>([
  [
    'cancelled',
    turn({ cancelled: true, reason: 'Ill' }),
    'COS 418 P02 on Friday 12 October, 11 to 11:50 am is cancelled. Ill.',
  ],
  [
    'moved',
    turn(moved),
    'COS 418 P02 of Friday 12 October, 11 to 11:50 am moves to Thursday 11 October, 4 to 4:50 pm, Friend Center 008.',
  ],
  [
    'other room',
    turn({ where: ['CS 104'] }),
    'COS 418 P02 on Friday 12 October, 11 to 11:50 am is in CS 104 instead of Friend Center 008.',
  ],
  [
    'online',
    turn({ where: ['Online'], online: true }),
    'COS 418 P02 on Friday 12 October, 11 to 11:50 am is online instead of Friend Center 008.',
  ],
  [
    'other person',
    turn({ staff: ['Chris Hodsdon'] }),
    'COS 418 P02 on Friday 12 October, 11 to 11:50 am is with Chris Hodsdon.',
  ],
  ['changed', turn({ notes: ['Bring laptops'] }), 'COS 418 P02 on Friday 12 October, 11 to 11:50 am: Bring laptops.'],
  ['extra meeting', turn({}, null), 'Extra: COS 418 P02 on Friday 12 October, 11 to 11:50 am, Friend Center 008.'],
  [
    'takes place after all',
    turn({}, { cancelled: true }),
    'COS 418 P02 takes place after all: Friday 12 October, 11 to 11:50 am, Friend Center 008.',
  ],
])('says what, when and where instead: %s', (verdict, one, sentence) => {
  const { subject, text } = announce({ turns: [one], more: 0 }, { over: 'COS 418', say: null, link: LINK });
  expect(subject).toBe(`COS 418 P02, Friday 12 October: ${verdict}`);
  expect(text).toBe(`${sentence}\n\nThe course’s calendar: ${LINK}`);
});

test('says the public line once, and counts what is too much to list', () => {
  const many = Array.from({ length: 15 }, () => turn({ where: ['CS 104'] }));
  const { subject, text } = announce({ turns: many, more: 0 }, { over: 'COS 418', say: 'Heating broke', link: LINK });
  expect(subject).toBe('COS 418 P02: other room');
  expect(text).toContain('… and 3 more meetings.\nHeating broke.');
  const ill = { turns: [turn({ cancelled: true, reason: 'Ill' })], more: 0 };
  expect(announce(ill, { over: 'COS 418', say: 'Ill', link: LINK }).text.match(/Ill/g)).toHaveLength(1);
});

test('is titled by sections, then courses, then what the change is over', () => {
  const off = { cancelled: true, reason: 'Snow' };
  const parts = { over: 'Fall 2018', say: 'Snow', link: LINK };
  const titleOf = (turns: BriefTurn[], more = 0): string => announce({ turns, more }, parts).subject;
  const named = (code: string, section: string): BriefTurn => ({ ...turn({ ...off, section }), code });
  const courses = (count: number): BriefTurn[] =>
    Array.from({ length: count }, (_, index) => named(`COS ${100 + index}`, 'L01'));
  const sections = (count: number): BriefTurn[] =>
    Array.from({ length: count }, (_, index) => named('COS 418', `P0${index}`));
  expect(titleOf(sections(2))).toBe('COS 418 P00 and P01: cancelled');
  expect(titleOf(sections(7))).toBe('COS 418 7 sections: cancelled');
  expect(titleOf(courses(2))).toBe('COS 100 and COS 101: cancelled');
  expect(titleOf(courses(6))).toContain('COS 104 and COS 105: cancelled');
  expect(titleOf(courses(7))).toBe('Fall 2018: cancelled');
  expect(titleOf(courses(2), 1)).toBe('Fall 2018: cancelled');
  expect(titleOf([...courses(7), turn({ where: ['CS 104'] })])).toBe('Fall 2018: schedule changes');
  expect(announce({ turns: courses(100), more: 1437 }, parts).text).toContain('… and 1525 more meetings.');
});
