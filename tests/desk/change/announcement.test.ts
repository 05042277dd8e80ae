import { expect, test } from 'vitest';
import { announce } from '../../../src/desk/change/announcement.ts';
import type { MeetingFacts } from '../../../src/domain/schedule.ts';
import { compareMeeting } from '../../../src/publication/difference.ts';
import { sayDifference } from '../../../src/publication/words.ts';
import { type CourseDifference, readRecorded } from '../../../src/publish/differences.ts';

const room = (text: string) => ({ text, address: null, url: null, online: false });
const P02: MeetingFacts = {
  section: 'P02',
  start: Date.parse('2018-10-12T15:00:00Z'),
  end: Date.parse('2018-10-12T15:50:00Z'),
  date: '2018-10-12',
  startTime: '11:00',
  endTime: '11:50',
  where: [room('Friend Center 008')],
  whereToBeAnnounced: false,
  staff: ['Zhenyu Song'],
  copies: 1,
  notes: [],
  topic: null,
  number: null,
  status: 'confirmed',
  reason: null,
  movedFrom: null,
};
const turn = (after: Partial<MeetingFacts>, before: Partial<MeetingFacts> | null = {}): CourseDifference => ({
  code: 'COS 418',
  ...compareMeeting('x', before && { ...P02, ...before }, { ...P02, ...after }),
});
const LINK = 'https://calendar.example.edu/fall-2018/cos418';
const moved = {
  date: '2018-10-11',
  startTime: '16:00',
  endTime: '16:50',
  start: Date.parse('2018-10-11T20:00:00Z'),
  end: Date.parse('2018-10-11T20:50:00Z'),
};
const earlier = { endTime: '11:30', end: Date.parse('2018-10-12T15:30:00Z') };

const days = { days: 3, startTime: '00:00', endTime: '00:00' };

test.each<[string, CourseDifference, string]>([
  [
    'cancelled',
    turn({ ...days, status: 'cancelled' }, days),
    'COS 418 P02 on Friday 12 October, all day, until Sunday 14 October is cancelled.',
  ],
  [
    'cancelled',
    turn({ status: 'cancelled', reason: 'Ill' }),
    'COS 418 P02 on Friday 12 October, 11 to 11:50 am is cancelled. Ill.',
  ],
  [
    'moved',
    turn(moved),
    'COS 418 P02 of Friday 12 October, 11 to 11:50 am moves to Thursday 11 October, 4 to 4:50 pm, Friend Center 008.',
  ],
  [
    'other room',
    turn({ where: [room('CS 104')] }),
    'COS 418 P02 on Friday 12 October, 11 to 11:50 am: room CS 104 instead of Friend Center 008.',
  ],
  [
    'online',
    turn({ where: [{ ...room('Online'), online: true }] }),
    'COS 418 P02 on Friday 12 October, 11 to 11:50 am: online instead of Friend Center 008.',
  ],
  [
    'other person',
    turn({ staff: ['Chris Hodsdon'] }),
    'COS 418 P02 on Friday 12 October, 11 to 11:50 am: now with Chris Hodsdon.',
  ],
  ['changed', turn({ notes: ['Bring laptops'] }), 'COS 418 P02 on Friday 12 October, 11 to 11:50 am: Bring laptops.'],
  ['extra meeting', turn({}, null), 'Extra: COS 418 P02 on Friday 12 October, 11 to 11:50 am, Friend Center 008.'],
  [
    'takes place after all',
    turn({}, { status: 'cancelled' }),
    'COS 418 P02 takes place after all: Friday 12 October, 11 to 11:50 am, Friend Center 008.',
  ],
  [
    'ends earlier',
    turn(earlier),
    'COS 418 P02 on Friday 12 October, 11 to 11:30 am: ends at 11:30 am instead of 11:50 am.',
  ],
  [
    'moved',
    turn({ ...moved, staff: ['Chris Hodsdon'], notes: ['Bring laptops'] }),
    'COS 418 P02 of Friday 12 October, 11 to 11:50 am moves to Thursday 11 October, 4 to 4:50 pm, Friend Center 008. ' +
      'Now with Chris Hodsdon. Bring laptops.',
  ],
  [
    'other room',
    turn({ where: [] }),
    'COS 418 P02 on Friday 12 October, 11 to 11:50 am: room no longer given (was Friend Center 008).',
  ],
  [
    'other person',
    turn({ staff: [] }),
    'COS 418 P02 on Friday 12 October, 11 to 11:50 am: no longer said who holds it.',
  ],
  [
    'changed',
    turn({}, { notes: ['Bring laptops'] }),
    'COS 418 P02 on Friday 12 October, 11 to 11:50 am: Note taken back.',
  ],
  [
    'cancelled',
    turn({ status: 'cancelled', reason: 'Ill', notes: ['Read chapter 3'] }),
    'COS 418 P02 on Friday 12 October, 11 to 11:50 am is cancelled. Ill. Read chapter 3.',
  ],
])('says what, when and where instead: %s', (verdict, one, sentence) => {
  const { subject, text } = announce(
    { differences: [one], more: 0 },
    { over: 'COS 418', say: null, link: LINK, voice: {} },
  );
  expect(subject).toBe(`COS 418 P02, Friday 12 October: ${verdict}`);
  expect(text).toBe(`${sentence}\n\nThe course’s calendar: ${LINK}`);
});

/** The possible parts of a difference, one entry each; every combination must be described completely. */
const NEWS: readonly Partial<MeetingFacts>[] = [
  moved,
  { where: [room('CS 104')] },
  { staff: ['Chris Hodsdon'] },
  { notes: ['Bring laptops'] },
  { topic: 'Paxos' },
  { copies: 2 },
];

test('leaves out nothing that the line in the event says', () => {
  for (let chosen = 1; chosen < 2 ** NEWS.length; chosen += 1) {
    const one = turn(Object.assign({}, ...NEWS.filter((_, index) => (chosen >> index) % 2 === 1)));
    const { text } = announce({ differences: [one], more: 0 }, { over: 'COS 418', say: null, link: LINK, voice: {} });
    for (const clause of (sayDifference(one) ?? '').split('; ')) {
      const place = /^room (.*?)(?: instead of .*)?$/.exec(clause)?.[1];
      const said = clause.startsWith('moved') ? 'moves to' : (place ?? clause.replace(/^note: /, ''));
      expect(text.toLowerCase()).toContain(said.toLowerCase());
    }
  }
});

test('says the public line once, differences that are alike together, and counts what is too much to list', () => {
  const day = (index: number): Partial<MeetingFacts> => ({ date: `2018-10-${12 + index}` });
  const rooms = Array.from({ length: 15 }, (_, index) => turn({ ...day(index), where: [room('CS 104')] }, day(index)));
  const heating = announce(
    { differences: rooms, more: 0 },
    { over: 'COS 418', say: 'Heating broke', link: LINK, voice: {} },
  );
  expect(heating.subject).toBe('COS 418 P02: other room');
  expect(heating.text).toContain(
    'COS 418 P02, 15 meetings from Friday 12 October to Friday 26 October: room CS 104 instead of Friend Center 008.\n' +
      'Heating broke.',
  );
  const topics = Array.from({ length: 15 }, (_, index) => turn({ ...day(index), topic: `${index}` }, day(index)));
  const many = announce({ differences: topics, more: 0 }, { over: 'COS 418', say: null, link: LINK, voice: {} });
  expect(many.text).toContain('… and 3 more meetings.');
  const ill = { differences: [turn({ status: 'cancelled', reason: 'Ill' })], more: 0 };
  expect(announce(ill, { over: 'COS 418', say: 'Ill', link: LINK, voice: {} }).text.match(/Ill/g)).toHaveLength(1);
});

test('is titled by sections, then courses, then what the change is over', () => {
  const off = { status: 'cancelled', reason: 'Snow' } as const;
  const context = { over: 'Fall 2018', say: 'Snow', link: LINK, voice: {} };
  const titleOf = (differences: CourseDifference[], more = 0): string =>
    announce({ differences, more }, context).subject;
  const named = (code: string, section: string): CourseDifference => ({
    ...turn({ ...off, section }, { section }),
    code,
  });
  const courses = (count: number): CourseDifference[] =>
    Array.from({ length: count }, (_, index) => named(`COS ${100 + index}`, 'L01'));
  const sections = (count: number): CourseDifference[] =>
    Array.from({ length: count }, (_, index) => named('COS 418', `P0${index}`));
  expect(titleOf(sections(2))).toBe('COS 418 P00 and P01: cancelled');
  expect(titleOf(sections(7))).toBe('COS 418 7 sections: cancelled');
  expect(titleOf(courses(2))).toBe('COS 100 and COS 101: cancelled');
  expect(titleOf(courses(6))).toContain('COS 104 and COS 105: cancelled');
  expect(titleOf(courses(7))).toBe('Fall 2018: cancelled');
  expect(titleOf(courses(2), 1)).toBe('Fall 2018: cancelled');
  expect(titleOf([...courses(7), turn({ where: [room('CS 104')] })])).toBe('Fall 2018: schedule changes');
  expect(announce({ differences: courses(100), more: 1437 }, context).text).toContain('… and 1,525 more meetings.');
});

test('reads what earlier releases recorded', () => {
  const brief = {
    ...{ section: 'P02', date: '2018-10-12', start: '11:00', end: '11:50', startsAt: P02.start },
    ...{ where: ['Friend Center 008'], online: false, staff: [], notes: [], cancelled: false, reason: null },
  };
  const turns = [{ code: 'COS 418', identity: 'x', before: brief, after: { ...brief, end: '11:30', notes: ['Hi'] } }];
  const { differences, more } = readRecorded({ turns, more: 3 });
  expect(differences.map(sayDifference)).toEqual(['ends at 11:30 am instead of 11:50 am; note: Hi']);
  expect(differences[0]?.before).toMatchObject({ start: P02.start, end: P02.end, status: 'confirmed' });
  expect(more).toBe(3);
  expect(readRecorded(null)).toEqual({ differences: [], more: 0 });
});
