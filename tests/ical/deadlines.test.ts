import { describe, expect, test } from 'vitest';
import { composeFeed } from '../../src/ical/feed.ts';
import { printMeeting } from '../../src/ical/meeting-event.ts';
import { type SectionChoice, selectSections } from '../../src/ical/selection.ts';
import { publishLines } from '../fixtures/rules-published.ts';
import { onlyValue, parseStrictly, textOf } from '../oracle/naive-calendar.ts';

const SECTIONS = `sections:
  L01: {kind: lecture, meets: Mon 10am-11am}
  P01: {kind: precept, meets: Fri 10am-11am}
  P02: {kind: precept, meets: Fri 11am-noon}
`;
const rules = (...deadlines: readonly string[]): string =>
  `${SECTIONS}deadlines:\n${deadlines.map((keys) => `  - {${keys}}\n`).join('')}`;
const FIRST = '2018-09-01T12:00:00Z';

function eventsOf(
  choice: SectionChoice,
  course = publishLines([FIRST, THREE]),
  form: 'subscription' | 'download' = 'subscription',
) {
  const { components } = parseStrictly(composeFeed(course, choice, form, { publicUrl: null }));
  return components.filter(({ name }) => name === 'VEVENT');
}
const summariesOf = (choice: SectionChoice) => eventsOf(choice).map((event) => textOf(event, 'SUMMARY'));
const dueIn = (choice: SectionChoice) => summariesOf(choice).filter((summary) => summary.includes(' due '));
const lineOf = (text: string, name: string) => text.split('\r\n').find((line) => line.startsWith(name));

const THREE = rules(
  'id: hw1, title: HW 1, due: 2018-10-01 11:59pm',
  'id: lab1, title: Lab 1, due: 2018-10-02 5pm, for: P01',
  'id: lab2, title: Lab 2, due: 2018-10-03 5pm, for: [P02]',
);
const [HW1, LAB1, LAB2] = ['COS 418 · HW 1 due 11:59 pm', 'COS 418 · Lab 1 due 5 pm', 'COS 418 · Lab 2 due 5 pm'];

describe('the form of a deadline', () => {
  test.each([
    ['2018-10-01 11:59pm', 'VALUE=DATE:20181001', 'VALUE=DATE:20181002', 'HW 1 due 11:59 pm'],
    ['2018-10-01 11pm', 'VALUE=DATE:20181001', 'VALUE=DATE:20181002', 'HW 1 due 11 pm'],
    ['2018-10-02 12am', 'VALUE=DATE:20181001', 'VALUE=DATE:20181002', 'HW 1 due midnight'],
    ['2018-10-01 10:59pm', '20181002T022900Z', '20181002T025900Z', 'HW 1 due 10:59 pm'],
    ['2018-10-01 noon', '20181001T153000Z', '20181001T160000Z', 'HW 1 due noon'],
    // Clocks change on 4 November: 2:00 am becomes 1:00 am; the first 1:30 am is taken.
    ['2018-11-04 1:30am', '20181104T050000Z', '20181104T053000Z', 'HW 1 due 1:30 am'],
    ['2018-11-04 11:59pm', 'VALUE=DATE:20181104', 'VALUE=DATE:20181105', 'HW 1 due 11:59 pm'],
  ])('due %s', (due, start, end, title) => {
    const course = publishLines([FIRST, rules(`id: hw1, title: HW 1, due: ${due}`)]);
    const [meeting] = course.meetings.filter(({ facts }) => facts.deadline);
    const text = composeFeed(course, ['deadlines'], 'subscription', { publicUrl: null }).toString();
    expect(lineOf(text, 'DTSTART')?.slice('DTSTART'.length + 1)).toBe(start);
    expect(lineOf(text, 'DTEND')?.slice('DTEND'.length + 1)).toBe(end);
    expect(lineOf(text, 'SUMMARY')).toBe(`SUMMARY:COS 418 · ${title}`);
    expect(lineOf(text, 'TRANSP')).toBe('TRANSP:TRANSPARENT');
    expect(meeting?.identity).toBe('fall-2018/cos418/deadlines/hw1');
    // The form is the same in a downloaded file.
    const download = composeFeed(course, ['deadlines'], 'download', { publicUrl: null }).toString();
    expect(['DTSTART', 'DTEND', 'UID'].map((name) => lineOf(download, name))).toEqual(
      ['DTSTART', 'DTEND', 'UID'].map((name) => lineOf(text, name)),
    );
  });

  test('its description has the instant, the zone, whom it is for, its note and link', () => {
    const lines =
      'id: lab2, title: Lab 2, due: 2018-10-01 11:59pm, for: [P01, P02], url: "https://example.edu/2", note: On paper.';
    const [event] = eventsOf(['deadlines'], publishLines([FIRST, rules(lines)]));
    expect(event && textOf(event, 'DESCRIPTION').split('\n').slice(0, 5)).toEqual([
      'Distributed Systems · Lab 2 due 11:59 pm',
      'Due Monday 1 October 2018, 11:59 pm (America/New_York; 2018-10-02 03:59 UTC)',
      'For P01 and P02',
      'Lab 2: https://example.edu/2',
      'On paper.',
    ]);
    expect(event && onlyValue(event, 'URL')).toBe('https://example.edu/2');
  });

  test('its reminder counts from the instant at which it is due, whatever its form', () => {
    const course = publishLines([FIRST, THREE]);
    const selection = selectSections(course, ['deadlines']);
    const [section] = selection.chosen;
    if (!section) throw new Error('no section');
    const triggers = selection.meetings.map((meeting) => {
      const context = { course: course.course, section, code: 'COS 418', courseTitle: '', publicUrl: null };
      const text = printMeeting(meeting, { ...context, cancelled: 'confirmed', alarmMinutes: 60 });
      return lineOf(text, 'TRIGGER');
    });
    expect(triggers.slice(0, 2)).toEqual([
      'TRIGGER;VALUE=DATE-TIME:20181002T025900Z',
      'TRIGGER;VALUE=DATE-TIME:20181002T200000Z',
    ]);
  });
});

describe('a feed has', () => {
  test('no deadline unless they are asked for', () => {
    expect(dueIn('all')).toEqual([]);
    expect(dueIn(['L01', 'P01'])).toEqual([]);
  });

  test('all of them by themselves, and with the whole course', () => {
    expect(dueIn(['deadlines'])).toEqual([HW1, LAB1, LAB2]);
    expect(dueIn('all+deadlines')).toEqual([HW1, LAB1, LAB2]);
    expect(summariesOf('all+deadlines')).toHaveLength(summariesOf('all').length + 3);
  });

  test('of joined sections those that are for them, and those for everybody', () => {
    expect(dueIn(['L01', 'P02', 'deadlines'])).toEqual([HW1, LAB2]);
    expect(dueIn(['L01', 'deadlines'])).toEqual([HW1]);
  });

  test('a name that says so', () => {
    const nameOf = (choice: SectionChoice) =>
      lineOf(composeFeed(publishLines([FIRST, THREE]), choice, 'subscription', { publicUrl: null }).toString(), 'NAME');
    expect(nameOf(['deadlines'])).toBe('NAME:COS 418 deadlines · Fall 2018');
    expect(nameOf('all+deadlines')).toBe('NAME:COS 418 and deadlines · Fall 2018');
  });
});

describe('after a publication', () => {
  const extended = rules('id: hw1, title: HW 1, due: 2018-10-03 11:59pm');
  const FIRST_RULES = rules('id: hw1, title: HW 1, due: 2018-10-01 11:59pm');

  test('an extended deadline keeps its UID, has a higher SEQUENCE and says when it was due', () => {
    const before = publishLines([FIRST, FIRST_RULES]);
    const after = publishLines([FIRST, FIRST_RULES], ['2018-09-20T12:00:00Z', extended]);
    const [was] = eventsOf(['deadlines'], before);
    const [is] = eventsOf(['deadlines'], after);
    if (!was || !is) throw new Error('no event');
    expect(onlyValue(is, 'UID')).toBe(onlyValue(was, 'UID'));
    expect([was, is].map((event) => onlyValue(event, 'SEQUENCE'))).toEqual(['0', '1']);
    expect(onlyValue(is, 'DTSTART')).toBe('20181003');
    expect(textOf(is, 'DESCRIPTION')).toContain(
      '20 Sep: now due Wednesday 3 October, 11:59 pm (was Monday 1 October, 11:59 pm)',
    );
    expect(after.changes[0]).toMatchObject({
      section: 'deadlines',
      line: 'HW 1: now due Wednesday 3 October, 11:59 pm (was Monday 1 October, 11:59 pm)',
      urgent: true,
    });
  });

  test('one that was taken out is cancelled for thirty days, marked if it is due within two weeks, and then leaves', () => {
    const both = rules('id: hw1, title: HW 1, due: 2018-10-01 5pm', 'id: hw2, title: HW 2, due: 2018-12-03 5pm');
    const one = rules('id: hw1, title: HW 1, due: 2018-10-01 5pm');
    const statusOf = (course: ReturnType<typeof publishLines>, form?: 'download') =>
      eventsOf(['deadlines'], course, form).map((event) => [textOf(event, 'SUMMARY'), onlyValue(event, 'STATUS')]);
    const taken = publishLines([FIRST, both], ['2018-09-20T12:00:00Z', one]);
    expect(statusOf(taken)).toEqual([
      ['COS 418 · HW 1 due 5 pm', 'CONFIRMED'],
      ['CANCELLED: COS 418 · HW 2 due 5 pm', 'CANCELLED'],
    ]);
    const soon = publishLines([FIRST, both], ['2018-11-25T12:00:00Z', one]);
    expect(statusOf(soon)[1]).toEqual(['CANCELLED: COS 418 · HW 2 due 5 pm', 'CONFIRMED']);
    const gone = publishLines(
      [FIRST, both],
      ['2018-09-20T12:00:00Z', one],
      ['2018-10-21T12:00:00Z', `${one}note: New.\n`],
    );
    expect(statusOf(gone)).toEqual([['COS 418 · HW 1 due 5 pm', 'CONFIRMED']]);
    // A file that was downloaded has it; the next one takes it away, and it still has a length.
    const [, left] = eventsOf(['deadlines'], gone, 'download');
    expect(left && [onlyValue(left, 'DTSTART'), onlyValue(left, 'DTEND'), onlyValue(left, 'STATUS')]).toEqual([
      '20181203T213000Z',
      '20181203T220000Z',
      'CANCELLED',
    ]);
  });

  test('when the last is taken out the feed goes on', () => {
    const { sections } = publishLines([FIRST, FIRST_RULES], ['2018-09-02T12:00:00Z', SECTIONS]);
    expect(sections.find(({ id }) => id === 'deadlines')?.gone).toBe(false);
  });
});

test('breaks, closed hours and changes of everything leave deadlines alone; a change that names one does not', () => {
  const lines = `${rules('id: hw1, title: HW 1, due: 2018-10-29 5pm')}changes:
  - {announced: 2018-09-20, on: 2018-10-29, cancel: yes, say: Closed.}
  - {announced: 2018-09-20 10:00, kinds: lecture, from: 2018-09-12, closed: all day}
`;
  const named = `${lines}  - {announced: 2018-09-21, deadline: hw1, move: 2018-10-30 5pm, say: One more day.}\n`;
  const factsOf = (text: string) => publishLines([FIRST, text]).meetings.find(({ facts }) => facts.deadline)?.facts;
  expect(factsOf(lines)).toMatchObject({ status: 'confirmed', date: '2018-10-29', movedFrom: null });
  expect(factsOf(named)).toMatchObject({ date: '2018-10-30', notes: ['One more day.'] });
  const [event] = eventsOf(['deadlines'], publishLines([FIRST, named]));
  expect(event && textOf(event, 'DESCRIPTION')).toContain('Was due Monday 29 October, 5 pm');
});

test('no text of a deadline can end its line', () => {
  const course = publishLines([FIRST, THREE]);
  const hostile = 'HW\r\nEND:VEVENT\u2028\r\nBEGIN:VALARM;,\\"';
  const meetings = course.meetings.map((meeting) =>
    meeting.facts.deadline
      ? {
          ...meeting,
          facts: {
            ...meeting.facts,
            deadline: { title: hostile, url: `https://x.example/${hostile}`, for: [hostile] },
          },
        }
      : meeting,
  );
  const before = eventsOf(['deadlines'], course).length;
  const events = eventsOf(['deadlines'], { ...course, meetings });
  expect(events).toHaveLength(before);
  expect(events.flatMap(({ components }) => components)).toEqual([]);
});
