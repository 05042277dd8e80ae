import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { PublishedCourse, PublishedMeeting } from '../../src/domain/published.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { readDocument, readDocumentHead, writeDocument } from '../../src/store/document.ts';
import { PUBLISHED, schedule, weekly } from '../publication/schedules.ts';

const LECTURE = weekly({
  section: 'L01',
  weekdays: ['MO', 'WE'],
  startTime: '10:00',
  endTime: '10:50',
  until: '2018-12-14',
});
const { next } = reviseCourse(null, schedule({ meetings: LECTURE.meetings, series: [LECTURE.series] }), PUBLISHED);
const [sample] = next.meetings;
if (!sample) throw new Error('no meeting to try');

const date = fc.constantFrom('2018-09-12', '2018-09-17', '2018-12-12');
const place = { text: 'Bowen 222', address: null, url: null, online: false };
const facts: fc.Arbitrary<PublishedMeeting['facts']> = fc.record({
  section: fc.constantFrom('L01', 'P01'),
  start: fc.constantFrom(0, 1_000_000, 1_003_600),
  end: fc.constantFrom(null, 1_000_000, 2_000_000),
  date,
  startTime: fc.constantFrom('10:00', '11:00'),
  endTime: fc.constantFrom(null, '10:50'),
  where: fc.constantFrom([], [place], [place, { ...place, online: true }]),
  whereToBeAnnounced: fc.boolean(),
  staff: fc.constantFrom([], ['Ada'], ['Ada', 'Alan']),
  copies: fc.constantFrom(1, 2),
  notes: fc.constantFrom([], ['Bring ,"meetings":[']),
  topic: fc.constantFrom(null, 'RPC'),
  number: fc.constantFrom(null, 1, 2),
  status: fc.constantFrom('confirmed' as const, 'cancelled' as const),
  reason: fc.constantFrom(null, 'Snow'),
  movedFrom: fc.constantFrom(null, { date: '2018-09-12', startTime: '10:00' }),
});
const meeting: fc.Arbitrary<PublishedMeeting> = fc.record({
  // Some end in their date, some in another one, some in none.
  identity: fc.constantFrom('t/c/L01//2018-09-12', 't/c/L01//2018-09-17', 't/c/OH//by/t/c/L01//2018-09-12', 't/c/X'),
  uid: fc.constantFrom('a@x', 'b@x'),
  pattern: fc.constantFrom('', 'mon'),
  originalDate: date,
  series: fc.constantFrom(null, 't/c/L01//series/MO'),
  facts,
  history: fc.constantFrom([], [{ at: 5, line: 'moved' }]),
  standing: fc.constantFrom('inside' as const, 'apart' as const, 'returned' as const),
  sequence: fc.nat(2),
  lastModified: fc.nat(2),
});
const courseOf = (meetings: readonly PublishedMeeting[]): PublishedCourse => ({ ...next, meetings });

describe('a document', () => {
  it('is the very course again, whatever its meetings are', () => {
    fc.assert(
      fc.property(fc.array(meeting, { maxLength: 8 }), (meetings) => {
        const course = courseOf(meetings);
        const text = writeDocument(course);
        expect(readDocument(text)).toEqual(course);
        expect(writeDocument(readDocument(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same with the publication that it was made from at hand, whichever meetings it shares with that', () => {
    const picks = fc.array(fc.oneof(fc.nat(7), meeting), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(meeting, { maxLength: 8 }), picks, (meetings, picked) => {
        const last = readDocument(writeDocument(courseOf(meetings)));
        const following = picked.flatMap((one) => (typeof one === 'number' ? (last.meetings[one] ?? []) : one));
        for (const course of [last, courseOf(following), courseOf([...last.meetings, ...following])]) {
          expect(writeDocument(course, last)).toBe(writeDocument(course));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('says of a weekly meeting no more than its UID, its date and its start', () => {
    const { meetings } = JSON.parse(writeDocument(next)) as { meetings: object[] };
    expect(meetings).toHaveLength(next.meetings.length);
    const said = new Set(meetings.slice(1).map((row) => JSON.stringify(Object.keys(row))));
    expect([...said]).toEqual([JSON.stringify(['uid', 'originalDate', 'facts'])]);
    expect(meetings[0]).toEqual(next.meetings[0]);
  });

  it('is read where every meeting is written out, as earlier programs did', () => {
    expect(readDocument(JSON.stringify(next))).toEqual(next);
    expect(readDocument(JSON.stringify(courseOf([])))).toEqual(courseOf([]));
  });

  it('keeps meetings that lack what the one before has, or have what it lacks', () => {
    const { topic: _topic, ...plain } = sample.facts;
    const { series: _series, ...older } = sample;
    const odd = [
      sample,
      { ...sample, facts: plain },
      sample,
      older,
      { ...sample, later: 'a field of a later release' },
      { ...sample, facts: { ...sample.facts, later: [1] } },
      sample,
    ] as unknown as PublishedMeeting[];
    expect(readDocument(writeDocument(courseOf(odd)))).toEqual(courseOf(odd));
  });
});

test('the head is what the whole document says, and is found without reading its meetings', () => {
  const text = writeDocument(next);
  const { course, sections, firstPublished, lastModified } = next;
  const head = { course, sections, firstPublished, lastModified };
  expect(readDocumentHead(text)).toEqual(head);
  const cut = text.indexOf(',"meetings":[') + 20;
  expect(readDocumentHead(text.slice(0, cut))).toEqual(head);
  expect(readDocumentHead(JSON.stringify({ meetings: [], ...head }))).toMatchObject(head);
});
