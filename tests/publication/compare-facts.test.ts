/** What raises a meeting's SEQUENCE is what its event shows, fact by fact. */
import { expect, test } from 'vitest';
import type { CourseFacts, CourseSchedule, MeetingFacts, SectionFacts } from '../../src/domain/schedule.ts';
import { composeFeed } from '../../src/ical/feed.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { courseFacts, edit, of, PUBLISHED, schedule, sectionFacts, venue } from './schedules.ts';

const ofCourse = (fields: Partial<CourseFacts>) => schedule({ course: courseFacts(fields) });
const ofSection = (fields: Partial<SectionFacts>) =>
  schedule({ sections: [sectionFacts('L01', fields), sectionFacts('P01')] });
const ofMeeting = (fields: Partial<MeetingFacts>) =>
  edit(schedule(), of('L01', '2018-10-10'), (facts) => ({ ...facts, ...fields }));

const EDITS: readonly (readonly [string, CourseSchedule])[] = [
  ['a code', ofCourse({ code: 'COS 419' })],
  ['a title', ofCourse({ title: 'Systems' })],
  ['a former id', ofCourse({ formerly: ['cs418'] })],
  ['another code', ofCourse({ crossListed: [{ id: 'ee418', code: 'EE 418', title: null }] })],
  ['another code’s title', ofCourse({ crossListed: [{ id: 'ee418', code: 'EE 418', title: 'Systems' }] })],
  ['a page', ofCourse({ url: 'https://example.edu/' })],
  ['a link', ofCourse({ links: [{ title: 'Forum', url: 'https://example.edu/' }] })],
  ['a note', ofCourse({ note: 'Hello' })],
  ['the term’s title', ofCourse({ termTitle: 'Autumn 2018' })],
  ['a zone of the same hours', ofCourse({ zone: 'America/Toronto' })],
  ['the first day of weeks', ofCourse({ weekStarts: 'SU' })],
  ['the term’s span', ofCourse({ span: { from: '2018-09-01', until: '2018-12-31' } })],
  ['a break', ofCourse({ breaks: [{ name: 'Recess', from: '2018-11-01', until: '2018-11-02' }] })],
  ['how cancelled ones look', ofCourse({ cancelled: 'cancelled' })],
  ['a draft', ofCourse({ draft: true })],
  ['an alias of a section', ofSection({ aliases: ['L02'] })],
  ['a kind', ofSection({ kind: 'seminar' })],
  ['a section’s title', ofSection({ title: 'Part one' })],
  ['a section’s note', ofSection({ note: 'Hello' })],
  ['a section’s page', ofSection({ url: 'https://example.edu/' })],
  ['another feed', ofSection({ with: ['P01'] })],
  ['another course', ofSection({ listed: [{ course: 'ee418', section: 'A' }] })],
  ['an end', ofSection({ ended: { on: '2018-12-14', instead: [] } })],
  ['a place', ofMeeting({ where: [venue('CS 104')] })],
  ['no place', ofMeeting({ where: [], whereToBeAnnounced: true })],
  ['people', ofMeeting({ staff: ['Wyatt Lloyd'] })],
  ['a note of a meeting', ofMeeting({ notes: ['Bring a laptop'] })],
  ['a topic', ofMeeting({ topic: 'Paxos' })],
  ['a number', ofMeeting({ number: 7 })],
  ['a cancellation', ofMeeting({ status: 'cancelled', reason: 'Snow' })],
  ['copies', ofMeeting({ copies: 2 })],
];

function eventsOf(feed: Buffer): Map<string, string> {
  const unfolded = feed.toString().replaceAll('\r\n ', '');
  const events = [...unfolded.matchAll(/BEGIN:VEVENT.*?END:VEVENT/gs)].map(([text]) => text);
  return new Map(
    events.map((text) => [
      /UID:(.*)\r/.exec(text)?.[1] ?? '',
      text.replaceAll(/(?:DTSTAMP|LAST-MODIFIED|SEQUENCE):.*\r\n/g, ''),
    ]),
  );
}

test.each(EDITS)('%s', (_, fresh) => {
  const before = reviseCourse(null, schedule(), PUBLISHED).next;
  const after = reviseCourse(before, fresh, PUBLISHED + 1000).next;
  const options = { publicUrl: 'https://calendar.example.edu' };
  const was = eventsOf(composeFeed(before, ['L01'], 'subscription', options));
  const now = eventsOf(composeFeed(after, ['L01'], 'subscription', options));
  for (const { uid, sequence, facts } of after.meetings) {
    if (facts.section !== 'L01') continue;
    expect([uid, sequence]).toEqual([uid, was.get(uid) === now.get(uid) ? 0 : 1]);
  }
});

test('the clock, of deadlines and of meetings that moved', () => {
  const deadline = { title: 'HW 1', url: null, for: [] };
  const due = edit(schedule(), of('L01', '2018-10-10'), (facts) => ({ ...facts, deadline }));
  const movedFrom = { date: '2018-10-16', startTime: '13:00' };
  const rules = edit(due, of('L01', '2018-10-17'), (facts) => ({ ...facts, movedFrom }));
  const before = reviseCourse(null, rules, PUBLISHED).next;
  const after = reviseCourse(before, { ...rules, course: courseFacts({ clock: 24 }) }, PUBLISHED + 1000).next;
  const raised = after.meetings.filter(({ sequence }) => sequence > 0).map(({ originalDate }) => originalDate);
  expect(raised).toEqual(['2018-10-10', '2018-10-17']);
  const read = (course: typeof before) => composeFeed(course, ['L01'], 'subscription', { publicUrl: null });
  const [was, now] = [eventsOf(read(before)), eventsOf(read(after))];
  expect([...now].filter(([uid, text]) => was.get(uid) !== text)).toHaveLength(2);
});
