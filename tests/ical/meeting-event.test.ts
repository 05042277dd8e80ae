import { describe, expect, it } from 'vitest';
import type { PublishedMeeting } from '../../src/domain/published.ts';
import { type EventContext, printMeeting, printReturned } from '../../src/ical/meeting-event.ts';
import { buildCos418, makeSection, PUBLISHED } from '../fixtures/published.ts';

const course = buildCos418();
const [lecture] = course.meetings.filter(({ facts }) => facts.section === 'L01') as [PublishedMeeting];
const context: EventContext = {
  course: course.course,
  section: makeSection(),
  code: 'COS 418',
  courseTitle: 'Distributed Systems',
  publicUrl: null,
  cancelled: 'confirmed',
};
const cancelled: PublishedMeeting = { ...lecture, facts: { ...lecture.facts, status: 'cancelled' }, sequence: 1 };

describe('printMeeting', () => {
  it('writes a meeting in UTC', () => {
    expect(printMeeting(lecture, context).split('\r\n')).toEqual([
      'BEGIN:VEVENT',
      `UID:${lecture.uid}`,
      'SUMMARY:COS 418 L01 · Lecture',
      'DTSTAMP:20180905T040000Z',
      'DTSTART:20180912T140000Z',
      'DTEND:20180912T145000Z',
      'SEQUENCE:0',
      'DESCRIPTION:Distributed Systems · Lecture\\nWith Wyatt Lloyd',
      'LOCATION:Bowen Hall 222\\, Princeton\\, NJ',
      'STATUS:CONFIRMED',
      'CATEGORIES:COS 418,Lecture',
      'TRANSP:OPAQUE',
      'LAST-MODIFIED:20180905T040000Z',
      'END:VEVENT',
      '',
    ]);
  });

  it('has the code and the kind as categories, and a colour only in feeds of several courses', () => {
    const exam = { ...context, code: 'A,B; C', section: makeSection({ kind: 'exam' }) };
    expect(printMeeting(lecture, exam)).toContain('\r\nCATEGORIES:A\\,B\\; C,Exam\r\n');
    expect(printMeeting(lecture, context)).not.toContain('COLOR');
    expect(printMeeting(lecture, { ...context, colored: true })).toMatch(/\r\nCOLOR:[a-z]+\r\n/);
  });

  it('is transparent for office hours', () => {
    expect(printMeeting(lecture, { ...context, section: makeSection({ kind: 'office hours' }) })).toContain(
      'TRANSP:TRANSPARENT',
    );
  });

  it('marks a cancelled one in its title and frees its time; its status follows the style', () => {
    const confirmed = printMeeting(cancelled, context);
    expect(confirmed).toContain('\r\nSUMMARY:CANCELLED: COS 418 L01');
    expect(confirmed).toContain('\r\nSTATUS:CONFIRMED\r\nCATEGORIES:COS 418,Lecture\r\nTRANSP:TRANSPARENT\r\n');
    expect(confirmed).toContain('\r\nSEQUENCE:1\r\n');
    const status = printMeeting(cancelled, { ...context, cancelled: 'cancelled' });
    expect(status).toBe(confirmed.replace('STATUS:CONFIRMED', 'STATUS:CANCELLED'));
    expect(printMeeting(cancelled, { ...context, cancelled: 'removed' })).toBe('');
    expect(printMeeting(lecture, { ...context, cancelled: 'removed' })).toBe(printMeeting(lecture, context));
  });

  it('has no end where none is known or none is after the start', () => {
    const { start } = lecture.facts;
    for (const end of [null, start, start - 1]) {
      expect(printMeeting({ ...lecture, facts: { ...lecture.facts, end } }, context)).not.toContain('DTEND');
    }
  });

  it('adds a personal feed’s edits to the sequence and is as new as the newer of the two', () => {
    const edited = (revisedAt: number) => printMeeting(cancelled, { ...context, sequenceOffset: 3, revisedAt });
    expect(edited(PUBLISHED + 1000)).toContain('\r\nSEQUENCE:4\r\n');
    expect(edited(PUBLISHED + 1000).match(/:20180905T040001Z/g)).toHaveLength(2);
    expect(edited(PUBLISHED - 1000).match(/:20180905T040000Z/g)).toHaveLength(2);
  });

  it('has alarms only on request, and none for cancelled meetings', () => {
    const reminding = { ...context, alarmMinutes: 15 };
    expect(printMeeting(lecture, reminding)).toContain(
      'BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:COS 418 L01 · Lecture\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT',
    );
    expect(printMeeting(lecture, { ...context, alarmMinutes: null })).not.toContain('VALARM');
    expect(printMeeting(cancelled, reminding)).not.toContain('VALARM');
  });
});

describe('printReturned', () => {
  it('cancels the event that a meeting once had of its own, under its UID', () => {
    const text = printReturned({ ...lecture, sequence: 2, standing: 'returned' }, context);
    expect(text).toContain(`\r\nUID:${lecture.uid}\r\n`);
    expect(text).toContain('\r\nSEQUENCE:2\r\n');
    expect(text).toContain('\r\nSTATUS:CANCELLED\r\nCATEGORIES:COS 418,Lecture\r\nTRANSP:TRANSPARENT\r\n');
  });
});
