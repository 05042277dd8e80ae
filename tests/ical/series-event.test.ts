import { describe, expect, it } from 'vitest';
import type { PublishedMeeting, PublishedSeries } from '../../src/domain/published.ts';
import type { EventContext } from '../../src/ical/meeting-event.ts';
import { printSeries } from '../../src/ical/series-event.ts';
import { buildCos418, buildCourse, makeSection, PUBLISHED, type Weekly } from '../fixtures/published.ts';

const course = buildCos418();
const [lectures] = course.series as [PublishedSeries];
const context: EventContext = {
  course: course.course,
  section: makeSection(),
  code: 'COS 418',
  courseTitle: 'Distributed Systems',
  publicUrl: null,
  cancelled: 'confirmed',
};

function printOnly(weekly: Partial<Weekly>, facts = {}): string[] {
  const only = { section: 'L01', weekdays: ['MO'], startTime: '10:00', endTime: '10:50', ...weekly } as const;
  const built = buildCourse({ facts, sections: [{ id: 'L01' }], weekly: [only] });
  const text = printSeries(built.series[0] as PublishedSeries, built.meetings, { ...context, course: built.course });
  return text.split('\r\n').filter((line) => /^(DTSTART|DTEND|RRULE|EXDATE)/.test(line));
}

describe('printSeries', () => {
  it('writes a weekly rule in wall times, with what breaks take away', () => {
    expect(printSeries(lectures, [], context).split('\r\n')).toEqual([
      'BEGIN:VEVENT',
      `UID:${lectures.rule.uid}`,
      'SUMMARY:COS 418 L01 · Lecture',
      'DTSTAMP:20180905T040000Z',
      'DTSTART;TZID=America/New_York:20180912T100000',
      'DTEND;TZID=America/New_York:20180912T105000',
      'SEQUENCE:0',
      'DESCRIPTION:Distributed Systems · Lecture\\nWith Wyatt Lloyd',
      'LOCATION:Bowen Hall 222\\, Princeton\\, NJ',
      'STATUS:CONFIRMED',
      'CATEGORIES:COS 418,Lecture',
      'TRANSP:OPAQUE',
      'LAST-MODIFIED:20180905T040000Z',
      'RRULE:FREQ=WEEKLY;UNTIL=20181212T180000Z;BYDAY=MO,WE',
      'EXDATE;TZID=America/New_York:20181029T100000',
      'EXDATE;TZID=America/New_York:20181031T100000',
      'EXDATE;TZID=America/New_York:20181121T100000',
      'END:VEVENT',
      '',
    ]);
  });

  it('ends on the next day past midnight, and not at all where no end is given', () => {
    expect(printOnly({ startTime: '23:00', endTime: '01:00', dates: ['2018-09-17', '2018-09-24'] })).toEqual([
      'DTSTART;TZID=America/New_York:20180917T230000',
      'DTEND;TZID=America/New_York:20180918T010000',
      'RRULE:FREQ=WEEKLY;UNTIL=20180925T060000Z;BYDAY=MO',
    ]);
    expect(printOnly({ endTime: '10:00', dates: ['2018-09-17'] })[1]).toBe(
      'DTEND;TZID=America/New_York:20180918T100000',
    );
    expect(printOnly({ endTime: null, dates: ['2018-09-17'] })).toEqual([
      'DTSTART;TZID=America/New_York:20180917T100000',
      'RRULE:FREQ=WEEKLY;UNTIL=20180917T170000Z;BYDAY=MO',
    ]);
  });

  it('ends late enough for readers that take UNTIL by the first date’s offset', () => {
    // 10 am is 15:00Z in January and 14:00Z in May; 14:00Z at January's offset is 9 am.
    const span = { from: '2019-01-28', until: '2019-05-06' };
    expect(printOnly({ dates: ['2019-01-28', '2019-05-06'] }, { span })[2]).toContain(';UNTIL=20190506T170000Z;');
  });

  it('skips every second week where that needs fewer exclusions, and names only weekdays that meet', () => {
    const dates = ['2018-09-17', '2018-10-01', '2018-10-29'];
    expect(printOnly({ weekdays: ['MO', 'WE'], dates })).toEqual([
      'DTSTART;TZID=America/New_York:20180917T100000',
      'DTEND;TZID=America/New_York:20180917T105000',
      'RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20181029T170000Z;BYDAY=MO;WKST=MO',
      'EXDATE;TZID=America/New_York:20181015T100000',
    ]);
  });

  it('stays weekly where one date lies between, as the term begins its weeks', () => {
    // A Sunday and the Monday after it: one week where weeks begin on Sunday, two where they begin on Monday.
    const rule = { weekdays: ['MO', 'SU'] as const, dates: ['2018-09-16', '2018-09-17', '2018-09-30', '2018-10-01'] };
    expect(printOnly(rule, { weekStarts: 'SU' })).toContain(
      'RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20181001T170000Z;BYDAY=MO,SU;WKST=SU',
    );
    expect(printOnly(rule, { weekStarts: 'MO' }).slice(2)).toEqual([
      'RRULE:FREQ=WEEKLY;UNTIL=20181001T170000Z;BYDAY=MO,SU',
      'EXDATE;TZID=America/New_York:20180923T100000',
      'EXDATE;TZID=America/New_York:20180924T100000',
    ]);
  });

  it('lists topics and numbers by date, whatever order the meetings come in', () => {
    const differences = { L01: { '2018-09-12': { number: 1, topic: 'Intro' }, '2018-09-17': { number: 2 } } };
    const meetings = buildCos418({ differences }).meetings.filter(({ facts }) => facts.section === 'L01');
    const text = printSeries(lectures, meetings.toReversed(), context).replaceAll('\r\n ', '');
    expect(text).toContain('\\n\\n12 Sep: 1. Intro\\n17 Sep: Lecture 2\r\n');
    expect(text).toContain('SUMMARY:COS 418 L01 · Lecture\r\n');
  });

  it('shows its own revision', () => {
    const text = printSeries({ ...lectures, sequence: 4, lastModified: PUBLISHED + 5000 }, [] as PublishedMeeting[], {
      ...context,
      sequenceOffset: 2,
      alarmMinutes: 10,
      section: makeSection({ kind: 'office hours', url: 'https://oh.example/' }),
    });
    expect(text).toMatch(/SEQUENCE:6\r\n.*TRANSP:TRANSPARENT\r\nLAST-MODIFIED:20180905T040005Z\r\nURL:https:\/\/oh/s);
    expect(text).toContain('TRIGGER:-PT10M');
  });
});
