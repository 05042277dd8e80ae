import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { printTimezone } from '../../src/ical/timezone.ts';
import { findYearlyRule, onsetOf } from '../../src/ical/yearly-rule.ts';
import { offsetOf } from '../oracle/naive-calendar.ts';

const YEAR_2018 = { from: '2018-09-12', until: '2019-01-26' };

function readZone(text: string): ICAL.Timezone {
  return new ICAL.Timezone(new ICAL.Component(ICAL.parse(text)));
}

/** Compares the zone's offsets in the printed VTIMEZONE with the platform's, for wall times three hours apart. */
function compare(zone: string, from: string, until: string, step = 3): string[] {
  const printed = readZone(printTimezone(zone, { from, until }));
  const wrong: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(until); at += step * 3_600_000) {
    const local = new Date(at + offsetOf(at, zone)).toISOString();
    const wall = ICAL.Time.fromDateTimeString(local.slice(0, 19));
    const offset = printed.utcOffset(wall) * 1000;
    // In the repeated hour, readers may choose either offset.
    const either = [at - 3_600_000, at, at + 3_600_000].map((near) => offsetOf(near, zone));
    if (!either.includes(offset) || (new Set(either).size === 1 && offset !== either[1])) wrong.push(local);
  }
  return wrong;
}

describe('printTimezone', () => {
  it('has one recent block for each offset where a yearly rule fits', () => {
    expect(printTimezone('America/New_York', YEAR_2018).split('\r\n')).toEqual([
      'BEGIN:VTIMEZONE',
      'TZID:America/New_York',
      'BEGIN:DAYLIGHT',
      'DTSTART:20170312T020000',
      'TZOFFSETFROM:-0500',
      'TZOFFSETTO:-0400',
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
      'END:DAYLIGHT',
      'BEGIN:STANDARD',
      'DTSTART:20171105T020000',
      'TZOFFSETFROM:-0400',
      'TZOFFSETTO:-0500',
      'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU',
      'END:STANDARD',
      'END:VTIMEZONE',
      '',
    ]);
    const rules = (zone: string) => printTimezone(zone, YEAR_2018).match(/BYMONTH\S+/g);
    expect(rules('Europe/London')).toEqual(['BYMONTH=3;BYDAY=-1SU', 'BYMONTH=10;BYDAY=-1SU']);
    expect(rules('Australia/Lord_Howe')).toEqual(['BYMONTH=10;BYDAY=1SU', 'BYMONTH=4;BYDAY=1SU']);
  });

  it('has one block where the clocks never change', () => {
    expect(printTimezone('Asia/Kolkata', YEAR_2018).split('\r\n').slice(2, -2)).toEqual([
      'BEGIN:STANDARD',
      'DTSTART:20170101T000000',
      'TZOFFSETFROM:+0530',
      'TZOFFSETTO:+0530',
      'END:STANDARD',
    ]);
    expect(printTimezone('UTC', YEAR_2018)).toContain('TZOFFSETTO:+0000');
  });

  it('has one block per offset that the term sees where no rule fits', () => {
    const startsOf = (zone: string, from: string, until: string) =>
      printTimezone(zone, { from, until }).match(/(RRULE|DTSTART):\S+/g);
    // A law of 2018 moved the start of summer time; one of 2019 abolished it.
    expect(startsOf('America/Sao_Paulo', '2018-08-06', '2018-12-14')).toEqual([
      'DTSTART:20180218T000000',
      'DTSTART:20181104T000000',
    ]);
    expect(startsOf('America/Sao_Paulo', '2018-08-06', '2018-11-04')).toHaveLength(2);
    expect(startsOf('America/Sao_Paulo', '2018-08-06', '2018-11-03')).toHaveLength(1);
    expect(startsOf('America/Sao_Paulo', '2018-11-04', '2018-12-14')).toHaveLength(2);
    expect(startsOf('America/Sao_Paulo', '2018-11-05', '2018-12-14')).toHaveLength(1);
    expect(startsOf('America/Sao_Paulo', '2020-08-06', '2020-12-14')).toEqual(['DTSTART:20190217T000000']);
    // Ramadan interrupts summer time.
    expect(startsOf('Africa/Casablanca', '2018-02-01', '2018-06-30')).toEqual([
      'DTSTART:20171029T030000',
      'DTSTART:20180325T020000',
      'DTSTART:20180513T030000',
      'DTSTART:20180617T020000',
    ]);
  });

  it('agrees with the platform over the term, in zones of every sort', () => {
    const spans: [string, string, string][] = [
      ['America/New_York', '2018-01-01', '2019-06-01'],
      ['America/Sao_Paulo', '2018-01-01', '2019-06-01'],
      ['Africa/Casablanca', '2018-01-01', '2019-12-01'],
      ['Asia/Tehran', '2018-01-01', '2022-12-31'],
      ['Asia/Gaza', '2018-01-01', '2019-12-01'],
      ['Asia/Gaza', '2023-01-01', '2024-12-01'],
      ['Australia/Lord_Howe', '2018-01-01', '2019-06-01'],
      ['Pacific/Apia', '2011-06-01', '2012-06-01'],
      ['America/Asuncion', '2024-01-01', '2025-06-01'],
      ['Europe/Dublin', '2018-01-01', '2019-06-01'],
      ['Asia/Kolkata', '2018-01-01', '2019-06-01'],
      ['UTC', '2018-01-01', '2018-06-01'],
    ];
    for (const [zone, from, until] of spans) expect(compare(zone, from, until), zone).toEqual([]);
  });
});

describe('findYearlyRule', () => {
  const onset = (date: string, over = {}) => ({ date, time: '02:00', before: 0, after: 60, ...over });
  const find = (...dates: string[]) =>
    findYearlyRule(
      dates.map((date) => onset(date)),
      2017,
      2016 + dates.length,
    );

  it('knows the last weekday, the nth and a fixed day', () => {
    expect(find('2017-03-26', '2018-03-25', '2019-03-31')).toBe('BYMONTH=3;BYDAY=-1SU');
    expect(find('2017-03-12', '2018-03-11', '2019-03-10')).toBe('BYMONTH=3;BYDAY=2SU');
    expect(find('2017-03-21', '2018-03-21', '2019-03-21')).toBe('BYMONTH=3;BYMONTHDAY=21');
    expect(find('2017-03-26', '2018-03-25', '2019-03-24')).toBe('BYMONTH=3;BYDAY=4SU');
    // The fourth Sunday is also the last one in each of these years.
    expect(find('2017-03-26', '2018-03-25')).toBe('BYMONTH=3;BYDAY=-1SU');
  });

  it('finds none where years differ, one is missing or there are none', () => {
    expect(find('2017-03-22', '2018-03-22', '2019-03-21')).toBeNull();
    expect(find('2017-03-12', '2018-03-18', '2019-03-10')).toBeNull();
    expect(find('2017-03-26', '2018-04-29')).toBeNull();
    expect(find('2017-03-26', '2017-03-26')).toBeNull();
    expect(findYearlyRule([onset('2018-03-25')], 2017, 2018)).toBeNull();
    expect(findYearlyRule([], 2018, 2018)).toBeNull();
    const mixed = (over: object) => findYearlyRule([onset('2017-03-26'), onset('2018-03-25', over)], 2017, 2018);
    expect([{ time: '03:00' }, { before: 30 }, { after: 30 }].map(mixed)).toEqual([null, null, null]);
  });

  it('tells a change’s wall time by the offset before it', () => {
    const change = { at: Date.UTC(2018, 10, 4, 6), before: -240, offset: -300 };
    expect(onsetOf(change)).toEqual({ date: '2018-11-04', time: '02:00', before: -240, after: -300 });
  });
});
