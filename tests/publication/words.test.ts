import { describe, expect, test } from 'vitest';
import type { MeetingFacts } from '../../src/domain/schedule.ts';
import { compareMeeting } from '../../src/publication/difference.ts';
import { sayCourseChange, saySectionChange } from '../../src/publication/wholes.ts';
import { sayDifference } from '../../src/publication/words.ts';
import { courseFacts, movedTo, schedule, sectionFacts, venue } from './schedules.ts';

const FACTS = schedule().meetings[0]?.facts as MeetingFacts;
const facts = (fields: Partial<MeetingFacts>): MeetingFacts => ({ ...FACTS, ...fields });
const online = venue('online');
const rooms = (...names: string[]) => facts({ where: names.map(venue) });

describe('what a subscriber reads about a meeting', () => {
  test.each<[string, MeetingFacts, MeetingFacts, string | null]>([
    ['nothing new', FACTS, FACTS, null],
    ['another number', facts({ number: 3 }), facts({ number: 4 }), null],
    ['another section id', FACTS, facts({ section: 'P09' }), null],
    ['another room', FACTS, rooms('CS 104'), 'room CS 104 instead of Bowen 222'],
    ['other rooms', rooms('A', 'B', 'C'), rooms('A'), 'room A instead of A, B and C'],
    ['a first room', rooms(), rooms('CS 104', 'CS 105'), 'room CS 104 and CS 105'],
    ['no room', FACTS, rooms(), 'room no longer given (was Bowen 222)'],
    ['a room to come', FACTS, facts({ where: [], whereToBeAnnounced: true }), 'room to be announced (was Bowen 222)'],
    ['a room to come at last', rooms(), facts({ where: [], whereToBeAnnounced: true }), 'room to be announced'],
    ['a room announced', facts({ where: [], whereToBeAnnounced: true }), rooms('CS 104'), 'room CS 104'],
    ['online', FACTS, facts({ where: [online] }), 'online instead of Bowen 222'],
    ['online at last', rooms(), facts({ where: [online] }), 'online now'],
    ['no longer online', facts({ where: [online] }), rooms('CS 104'), 'room CS 104 instead of online'],
    [
      'a new link',
      facts({ where: [online] }),
      facts({ where: [{ ...online, url: 'https://meet.example.edu' }] }),
      'address or link of the place changed',
    ],
    ['another person', FACTS, facts({ staff: ['A', 'B'] }), 'now with A and B'],
    ['names taken away', facts({ staff: ['A'] }), FACTS, 'no longer said who holds it'],
    ['two at once', FACTS, facts({ copies: 2 }), '2 at once now'],
    ['one again', facts({ copies: 2 }), FACTS, 'only one now'],
    ['a topic', FACTS, facts({ topic: 'Paxos' }), 'topic: Paxos'],
    ['no topic', facts({ topic: 'Paxos' }), FACTS, 'topic taken back'],
    ['notes', facts({ notes: ['a'] }), facts({ notes: ['a', 'b', 'c'] }), 'note: b; note: c'],
    ['no note', facts({ notes: ['a'] }), FACTS, 'note taken back'],
    ['notes in another order', facts({ notes: ['a', 'b'] }), facts({ notes: ['b', 'a'] }), null],
    ['another time', FACTS, movedTo(FACTS, FACTS.date, '11:00', '11:50'), 'moved from Wednesday 12 September, 10 am'],
    [
      'a later end',
      FACTS,
      facts({ endTime: '11:20', end: FACTS.start + 80 * 60_000 }),
      'ends at 11:20 am instead of 10:50 am',
    ],
    ['an end', facts({ endTime: null, end: null }), FACTS, 'ends at 10:50 am'],
    ['no end', FACTS, facts({ endTime: null, end: null }), 'end no longer given'],
    ['another instant of the same end', FACTS, facts({ end: FACTS.start + 110 * 60_000 }), 'ends at 10:50 am'],
    ['cancelled', FACTS, facts({ status: 'cancelled' }), 'cancelled'],
    [
      'cancelled with a note',
      FACTS,
      facts({ status: 'cancelled', reason: 'Snow', notes: ['x'] }),
      'cancelled: Snow; note: x',
    ],
    ['cancelled elsewhere', FACTS, { ...rooms('CS 104'), status: 'cancelled' }, 'cancelled'],
    ['still cancelled', facts({ status: 'cancelled' }), { ...rooms('CS 104'), status: 'cancelled' }, null],
    ['back elsewhere', facts({ status: 'cancelled' }), rooms('CS 104'), 'back on; room CS 104 instead of Bowen 222'],
    [
      'several at once',
      FACTS,
      movedTo(facts({ where: [venue('CS 104')], staff: ['A'] }), FACTS.date, '11:00', '11:50'),
      'moved from Wednesday 12 September, 10 am; room CS 104 instead of Bowen 222; now with A',
    ],
  ])('%s', (_, last, next, line) => {
    expect(sayDifference(compareMeeting('x', last, next))).toBe(line);
  });

  test('about one that is new', () => {
    const line = (fresh: MeetingFacts) => sayDifference(compareMeeting('x', null, fresh));
    expect(line(FACTS)).toBe('added');
    expect(line(facts({ status: 'cancelled', reason: 'Snow' }))).toBe('cancelled: Snow');
  });
});

describe('what a subscriber reads about a section or a course', () => {
  const P01 = { ...sectionFacts('P01'), gone: false, lastModified: 0 };

  test.each([
    ['nothing new', {}, null],
    ['another kind', { kind: 'lab' }, 'Lab instead of Precept'],
    ['a title', { title: 'Honors' }, 'title: Honors'],
    ['a note', { note: 'Hello' }, 'note: Hello'],
    ['a link', { url: 'https://example.edu' }, 'link changed'],
    ['an end', { ended: { on: '2018-10-10', instead: [] } }, 'ended on Wednesday 10 October'],
    [
      'an end with others instead',
      { ended: { on: '2018-10-10', instead: ['P02', 'P03'] } },
      'ended on Wednesday 10 October, instead: P02 and P03',
    ],
    ['other feeds', { with: ['L01'] }, null],
  ] as const)('section: %s', (_, fields, line) => {
    expect(saySectionChange(P01, { ...P01, ...fields })).toBe(line);
  });

  test('section: a title and a note taken back', () => {
    expect(saySectionChange({ ...P01, title: 'Honors', note: 'Hello' }, P01)).toBe('title taken back; note taken back');
  });

  test.each([
    ['nothing new', { breaks: [], weekStarts: 'SU' }, null],
    ['another code', { code: 'CS 418' }, 'code changed from COS 418'],
    ['a note', { note: 'Hello' }, 'note: Hello'],
    ['an address', { url: 'https://example.edu' }, 'links changed'],
  ] as const)('course: %s', (_, fields, line) => {
    expect(sayCourseChange(courseFacts(), courseFacts(fields))).toBe(line);
  });
});
