import { describe, expect, it } from 'vitest';
import type { PublishedMeeting, PublishedSection } from '../../src/domain/published.ts';
import type { CourseFacts, MeetingFacts, SectionFacts } from '../../src/domain/schedule.ts';
import {
  chooseUrl,
  describeDate,
  describeMeeting,
  describeSeries,
  type EventContext,
  nameSection,
  pageOf,
  printLocation,
  printSummary,
} from '../../src/ical/event-text.ts';
import { buildCos418, makeCourseFacts, makeSection, makeVenue } from '../fixtures/published.ts';

const [meeting] = buildCos418().meetings.filter(({ facts }) => facts.section === 'L01') as [PublishedMeeting];
const facts = (over: Partial<MeetingFacts> = {}): MeetingFacts => ({ ...meeting.facts, ...over });

function context(section: Partial<PublishedSection> = {}, course: Partial<CourseFacts> = {}): EventContext {
  return {
    course: makeCourseFacts(course),
    section: makeSection(section),
    code: 'COS 418',
    courseTitle: 'Distributed Systems',
    publicUrl: null,
    cancelled: 'confirmed',
  };
}

describe('a summary', () => {
  const summary = (section: Partial<SectionFacts>, over: Partial<MeetingFacts> = {}) =>
    printSummary(facts(over), context(section));

  it('tells sections apart at a glance', () => {
    expect(summary({ id: 'P01', kind: 'precept' })).toBe('COS 418 P01 · Precept');
    expect(summary({}, { topic: 'Paxos' })).toBe('COS 418 L01 · Lecture: Paxos');
    expect(summary({}, { number: 7 })).toBe('COS 418 L01 · Lecture 7');
    expect(summary({}, { topic: 'Paxos', number: 7 })).toBe('COS 418 L01 · Lecture 7: Paxos');
  });

  it('says a section’s title after its kind, or alone where that names the kind', () => {
    expect(summary({ id: 'OH', kind: 'office hours', title: 'Preceptors and lab TAs' })).toBe(
      'COS 418 OH · Office hours, Preceptors and lab TAs',
    );
    expect(summary({ id: 'Midterm', kind: 'exam', title: 'Midterm exam' })).toBe('COS 418 Midterm · Midterm exam');
    expect(nameSection({ kind: 'lab', title: 'Wet lab' }, 3)).toBe('Wet lab 3');
    expect(nameSection({ kind: 'lab', title: 'Robots' }, 3)).toBe('Lab 3, Robots');
    expect(nameSection({ kind: 'other', title: 'Career fair' })).toBe('Career fair');
    expect(nameSection({ kind: 'other', title: null })).toBe('Meeting');
  });

  it('begins with CANCELLED', () => {
    expect(summary({}, { status: 'cancelled' })).toBe('CANCELLED: COS 418 L01 · Lecture');
  });

  it('has at most 255 characters', () => {
    const long = summary({}, { topic: '🦉'.repeat(300) });
    expect(long.length).toBeLessThanOrEqual(255);
    expect(long).toMatch(/🦉…$/u);
  });
});

describe('a location', () => {
  const bowen = makeVenue('Bowen Hall 222');
  const friend = makeVenue('Friend Center 008');
  const online = makeVenue('Online', { online: true, address: null, url: 'https://zoom.example/j/1' });
  const print = (...where: MeetingFacts['where']) => printLocation({ where, whereToBeAnnounced: false });

  it('is a name and what a map finds', () => {
    expect(print(friend)).toBe('Friend Center 008, Princeton, NJ');
    expect(print(makeVenue('The lawn', { address: null }))).toBe('The lawn');
    expect(print()).toBe('');
  });

  it('joins rooms, those of one address before it', () => {
    expect(print(bowen, friend)).toBe('Bowen Hall 222 / Friend Center 008, Princeton, NJ');
    expect(print(bowen, makeVenue('Bobst 1', { address: 'New York, NY' }))).toBe(
      'Bowen Hall 222, Princeton, NJ / Bobst 1, New York, NY',
    );
    expect(print(makeVenue('The lawn', { address: null }), makeVenue('The porch', { address: null }))).toBe(
      'The lawn / The porch',
    );
    expect(print({ ...online, text: 'Zoom, room 2' })).toBe('Zoom, room 2');
    expect(print(bowen, online)).toBe('Bowen Hall 222, Princeton, NJ / Online');
    expect(print({ ...online, text: '' })).toBe('Online');
  });

  it('says that a room is to be announced', () => {
    expect(printLocation({ where: [], whereToBeAnnounced: true })).toBe('Room to be announced');
    expect(printLocation({ where: [bowen], whereToBeAnnounced: true })).toBe(
      'Bowen Hall 222, Princeton, NJ / Room to be announced',
    );
  });

  it('has at most 255 characters', () => {
    expect(print(makeVenue('漢'.repeat(400)))).toHaveLength(255);
  });
});

describe('a description', () => {
  it('contains everything, most important first', () => {
    const full = facts({
      where: [
        makeVenue('Bowen Hall 222', { url: 'https://map.example/bowen' }),
        makeVenue('Online', { online: true, url: 'https://zoom.example/j/1' }),
      ],
      staff: ['Wyatt Lloyd', 'Theano Stavrinos', 'Zhenyu Song'],
      copies: 2,
      notes: ['Bring a laptop', '', 'Two\nlines'],
      topic: 'Paxos',
      number: 7,
      status: 'cancelled',
      reason: 'Snow day; campus closed.',
      movedFrom: { date: '2018-10-10', startTime: '10:00' },
    });
    // Late on 2 October in Princeton, 3 October in UTC.
    const history = [
      { at: Date.UTC(2018, 9, 3, 2), line: 'room changed from Bowen 222' },
      { at: Date.UTC(2018, 9, 10, 14), line: 'cancelled: Snow day' },
    ];
    const course = {
      url: 'https://cos418.example/',
      note: 'Ask on Piazza first.',
      links: [{ title: 'Piazza', url: 'https://piazza.example/cos418' }],
    };
    const section = { note: 'In the basement.', url: 'https://cos418.example/lectures' };
    const text = describeMeeting(full, history, { ...context(section, course), publicUrl: 'https://bells.example' });
    expect(text.split('\n')).toEqual([
      'Distributed Systems · Lecture 7: Paxos',
      'Cancelled: Snow day; campus closed.',
      'Moved from Wednesday 10 October, 10 am',
      'With Wyatt Lloyd, Theano Stavrinos and Zhenyu Song',
      '2 in parallel',
      'Bowen Hall 222: https://map.example/bowen',
      'Online: https://zoom.example/j/1',
      'Bring a laptop',
      'Two',
      'lines',
      '',
      '2 Oct: room changed from Bowen 222',
      '10 Oct: cancelled: Snow day',
      '',
      'In the basement.',
      'Ask on Piazza first.',
      '',
      'Section page: https://cos418.example/lectures',
      'Course page: https://cos418.example/',
      'Piazza: https://piazza.example/cos418',
      'Schedule: https://bells.example/fall-2018/cos418',
    ]);
  });

  it('contains nothing that was not given', () => {
    const bare = facts({ staff: [], where: [], status: 'cancelled' });
    expect(describeMeeting(bare, [], { ...context(), courseTitle: '' })).toBe('COS 418 · Lecture\nCancelled.');
  });

  it('counts people on duty in office hours', () => {
    expect(describeMeeting(facts({ copies: 2 }), [], context({ kind: 'office hours' }))).toContain('\n2 on duty');
  });

  it('keeps the ten newest lines of a long history', () => {
    const history = Array.from({ length: 12 }, (_, day) => ({
      at: Date.UTC(2018, 9, day + 1, 16),
      line: `line ${day}`,
    }));
    const lines = describeMeeting(facts(), history, context()).split('\n');
    expect(lines.filter((line) => line.includes('line '))).toHaveLength(10);
    expect(lines.at(-1)).toBe('12 Oct: line 11');
  });

  it('has at most 3000 characters and loses its end, not its beginning', () => {
    const text = describeMeeting(
      facts({ reason: 'Snow', status: 'cancelled' }),
      [],
      context({ note: 'é'.repeat(5000) }),
    );
    expect(text).toHaveLength(3000);
    expect(text).toMatch(/^Distributed Systems · Lecture\nCancelled: Snow\n.*é…$/su);
  });

  it('lists a series’ dates at its end', () => {
    const text = describeSeries(facts({ notes: ['Note'] }), ['12 Sep: 1. Introduction'], context());
    expect(text).toBe('Distributed Systems · Lecture\nWith Wyatt Lloyd\nNote\n\n12 Sep: 1. Introduction');
    const say = (over: Partial<MeetingFacts>) => describeDate(facts(over), makeSection());
    expect(say({})).toBeNull();
    expect(say({ topic: 'Paxos' })).toBe('12 Sep: Paxos');
    expect(say({ number: 1 })).toBe('12 Sep: Lecture 1');
    expect(say({ topic: 'Paxos', number: 1 })).toBe('12 Sep: 1. Paxos');
  });
});

describe('links', () => {
  it('links to the online meeting, or to the section’s page, or to the course’s', () => {
    const online = makeVenue('Online', { online: true, url: 'https://zoom.example/j/1' });
    const pages = context({ url: 'https://section.example/' }, { url: 'https://course.example/' });
    expect(chooseUrl({ where: [makeVenue('Bowen', { url: 'https://map.example' }), online] }, pages)).toBe(
      'https://zoom.example/j/1',
    );
    expect(chooseUrl({ where: [] }, pages)).toBe('https://section.example/');
    expect(chooseUrl({ where: [] }, context({ url: 'no link' }, { url: 'https://course.example/' }))).toBe(
      'https://course.example/',
    );
    expect(chooseUrl({ where: [{ ...online, url: null }] }, context())).toBe('');
    expect(chooseUrl({ where: [{ ...online, url: null }, online] }, pages)).toBe('https://zoom.example/j/1');
  });

  it('has the page under the id of the code shown, and only with an own address', () => {
    const listed = ['EGR 1', 'ECE 418', 'COS 418'].map((code) => ({ id: code.replace(' ', '-'), code, title: null }));
    const course = makeCourseFacts({ crossListed: listed });
    expect(pageOf(course, 'COS 418', 'https://bells.example')).toBe('https://bells.example/fall-2018/cos418');
    expect(pageOf(course, 'ECE 418', 'https://bells.example')).toBe('https://bells.example/fall-2018/ECE-418');
    expect(pageOf(course, 'COS 418', null)).toBeNull();
  });
});
