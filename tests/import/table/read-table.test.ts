import { describe, expect, test } from 'vitest';
import { readTable } from '../../../src/import/table/read-table.ts';
import { listMeetings, openFixture, writeTable } from './tables.ts';

const says = (name: string) => readTable(openFixture(name)).columns.map((column) => column.says);

describe('tables of several registrars', () => {
  test('Banner: titles above the header, a repeated header, a footer, a second meeting in a row of its own', () => {
    const reading = readTable(openFixture('banner.csv'));
    expect(reading.headerRow).toBe(4);
    expect(listMeetings(reading)).toEqual([
      'AAA 1000 01 class MO+WE+FR 09:05-09:55 at North Hall 100 with J. A.',
      'AAA 1000 02 class TU+TH 12:30-13:45 at North Hall 100 with K. B., L. C.',
      'AAA 1000L 01 class TH 14:00-16:45 at South Lab 2',
      'AAA 1000L 01 class FR 14:00-16:45 at South Lab 3',
      'AAA 2000 ON class TBA with J. A.',
      'BBB 3000 ALL class SU 18:00-20:45 at North Hall 7 with M. D.',
      'BBB 3000 N class SA 18:00-20:45 at North Hall 7 with M. D.',
    ]);
    expect(reading.passed.map(({ number, outcome }) => `${number} ${outcome}`)).toEqual(
      [1, 2, 3, 4, 10, 13].map((row) => `${row} passed over`),
    );
    expect(says('banner.csv')).toContain('Date (MM/DD) → from/until');
    expect(says('banner.csv')).toContain('Cmp: not used');
  });

  test('PeopleSoft: MoWeFr, times in two columns, Last,First, a cancelled class', () => {
    expect(listMeetings(readTable(openFixture('peoplesoft.csv')))).toEqual([
      'AAA 101 001 lecture MO+WE+FR 09:30-10:20 at NORTH 0100 with Jo Able',
      'AAA 101 101 discussion TU 13:00-13:50 at NORTH 0101 with Kim Baker, Lu Carr',
      'AAA 101 102 discussion cancelled',
      'AAA 101 201 lab TU+TH 18:00-20:50 at online',
      'AAA 499 001 other TBA with Jo Able',
    ]);
  });

  test('one column per weekday, semicolons, Latin-1', () => {
    const reading = readTable(openFixture('weekday-columns.csv'));
    expect([reading.encoding, reading.separator]).toEqual(['windows-1252', 'semicolon']);
    expect(listMeetings(reading)).toEqual([
      'AAA 10 001 lecture MO+WE+FR 09:30-10:20 at Bau 1 with Jo Öst',
      'AAA 10 002 discussion TU+TH 14:00-15:15 at Bau 1 with Kim Able',
      'AAA 10 003 lab SA+SU 13:00-16:00 at Bau 2 with Kim Able',
      'AAA 10 004 lab TBA with Kim Able',
    ]);
  });

  test('Workday: code, section and title in one, meeting patterns in one, people on several lines', () => {
    const reading = readTable(openFixture('workday.csv'));
    expect(listMeetings(reading)).toEqual([
      'AAA 101 01 lecture MO+WE+FR 10:00-10:50 at North Hall 100 with Jo Able',
      'AAA 101 02 lecture TU+TH 09:30-10:45 at North Hall 100 with Jo Able, Kim Baker',
      'AAA 101L 01 lab MO 13:00-15:50 at South Lab 2 with Kim Baker',
      'AAA 101L 01 lab WE 13:00-14:50 at South Lab 2 with Kim Baker',
      'BBB 205 A seminar TBA with Lu Carr',
      'BBB 205 B seminar cancelled',
      'BBB 205 C seminar FR 13:00-15:50 at online with Lu Carr',
    ]);
    expect(reading.rows[0]?.title).toBe('Beginnings');
  });

  test('days, times, dates and rooms in one cell of prose', () => {
    const reading = readTable(openFixture('meeting-information.csv'));
    expect(listMeetings(reading)).toEqual([
      'CCCC 201 01 class MO+WE 09:00-10:15 at Main Hall, Room 101 with J. Able',
      'CCCC 201 02 class TU+TH 09:00-10:15 at Main Hall, Room 101 with J. Able',
    ]);
    expect(reading.rows.map(({ crn }) => crn)).toEqual(['12345', '12346']);
  });

  test('two meetings in one row, by numbered columns', () => {
    expect(listMeetings(readTable(openFixture('two-meetings.csv')))).toEqual([
      'AAA-100 1 class TU+TH 09:00-10:15 at N 1 with Jo Able',
      'AAA-100 1 class FR 14:00-15:50 at N 2 with Jo Able',
      'AAA-100 2 class MO+WE 09:00-10:15 at N 1 with Kim Baker',
      'AAA-110 1 class MO+WE+FR 13:00-13:50 at N 1 with Jo Able',
    ]);
  });

  test('German names and words', () => {
    expect(listMeetings(readTable(openFixture('european.csv')))).toEqual([
      'INF 101 1 lecture MO+WE 10:15-11:45 at H 1 with J. Able',
      'INF 101 2 exercise TU 14:15-15:45 at S 2 with K. Baker',
      'INF 101 3 exercise TH 08:30-10:00 at S 2 with K. Baker',
    ]);
  });

  test('dotted a.m., TTH and TH, cells that stand for the rows below', () => {
    expect(listMeetings(readTable(openFixture('merged-cells.csv')))).toEqual([
      'C C 303E  class MO+WE+FR 10:00-11:00 at NH 2.216 with J ABLE',
      'C C 303E  class cancelled',
      'C C 429  class TU+TH 14:00-15:30 at NH 2.216 with K BAKER',
      'C C 429  class FR 14:00-15:00 at NH 1.1 with L CARR',
      'C C 429  class TH 17:00-20:00 at TBA',
    ]);
  });

  test('numbered columns of days with their times, a subject by its mnemonic', () => {
    expect(listMeetings(readTable(openFixture('numbered-meetings.csv')))).toEqual([
      'AAA 1010 001 lecture TU+TH 12:30-13:45 at North Hall 402 with Jo Able',
      'AAA 1010 101 discussion WE 17:00-17:50 at North Hall 411',
      'AAA 2559 001 lecture MO+WE 14:00-15:15 at Hall 303 with Kim Baker, Lu Carr',
      'AAA 2559 001 lecture FR 09:00-09:50 at Hall 304 with Kim Baker, Lu Carr',
      'AAA 4993 001 other TBA with Kim Baker',
    ]);
  });

  test('a subject in words with its code in brackets, the days’ own letters, 10-1130AM', () => {
    expect(listMeetings(readTable(openFixture('subject-in-words.csv')))).toEqual([
      'AAA 111 001 lecture MO+WE 10:00-11:30 at North 1 with Able',
      'AAA 111 002 discussion TH 13:00-14:00 at North 2',
      'AAA 203 003 seminar TU+TH 11:30-13:00 at TBA with Baker, Carr',
      'AAA 410 004 other TBA with Baker',
    ]);
  });

  test('several days and times in a row without anything between them', () => {
    expect(listMeetings(readTable(openFixture('several-times.csv')))).toEqual([
      'CCC108H1 LEC0101 lecture MO 10:00-11:00 at North 1 with Able',
      'CCC108H1 LEC0101 lecture WE 10:00-11:00 at North 1 with Able',
      'CCC108H1 LEC0101 lecture FR 10:00-11:00 at North 1 with Able',
      'CCC108H1 TUT0101 tutorial TH 13:00-14:00 at online',
      'AAA137Y1 LEC0201 lecture TU 09:00-11:00 at North 2 with Baker, Carr',
      'AAA137Y1 LEC0201 lecture TH 09:00-10:00 at North 2 with Baker, Carr',
    ]);
  });

  test('people in a list as a program prints it', () => {
    expect(listMeetings(readTable(openFixture('printed-lists.csv')))[2]).toBe(
      'AAAA100 AAAA100-0102 class TU+TH 14:00-15:15 at online with Jo Able, Kim Baker',
    );
  });
});

describe('what cannot be known', () => {
  test('times without am or pm are settled as a student would, and doubtful ones name both readings', () => {
    const reading = readTable(openFixture('short-times.csv'));
    expect(listMeetings(reading)).toEqual([
      'CCC 142 A lecture MO+WE+FR 13:30-14:20 at NH 130',
      'CCC 142 AA discussion TU+TH 08:30-09:20 at SL 231',
      'CCC 142 AB discussion TU+TH 12:30-13:20 at SL 231',
      'CCC 143 B lecture MO+TU+WE+TH+FR 09:30-10:20 at SL 231',
      'CCC 143 C lecture MO+WE 18:30-20:20 at SL 231',
    ]);
    expect(reading.rows[1]?.meetings[0]?.doubts).toEqual(['830-920 read as morning; it may be evening']);
    expect(reading.rows[4]?.meetings[0]?.doubts).toEqual([]);
  });

  test('one slip on 24 hours does not turn a table of bare hours into one of night classes', () => {
    const reading = readTable(openFixture('bare-clock.tsv'));
    expect(reading.separator).toBe('tab');
    expect(listMeetings(reading)).toContain('AAA:101 C class MO+WE 13:00-14:15 at NH 3 with Able, Baker');
    expect(reading.passed.at(-1)?.reason).toBe('“13:00 - 12:50” would last 12 hours');
  });

  test('TH beside R is Thursday; alone it may be Tuesday and Thursday', () => {
    const days = (...cells: string[]) =>
      readTable(
        writeTable(
          cells.map((cell, at) => `AAA ${at + 100},T,1000${at},A,Lecture,${cell},9:00 am - 9:50 am,N 1,J. A.,`),
        ),
      );
    const sure = days('TR', 'TH', 'MWF');
    expect(sure.rows[1]?.meetings[0]).toMatchObject({ weekdays: ['TH'], doubts: [] });
    const open = days('TH', 'MW');
    expect(open.rows[0]?.meetings[0]).toMatchObject({
      weekdays: ['TH'],
      doubts: ['TH read as Thu; it may be Tue Thu'],
    });
    const byH = days('MH', 'TH');
    expect(byH.rows[1]?.meetings[0]?.weekdays).toEqual(['TU', 'TH']);
  });

  test('a row that says it is cancelled is not imported, in whatever column it says so', () => {
    for (const header of ['Section Status Description', 'Remarks'])
      expect(readTable(`Course,Section,Days,Time,${header}\nAAA 1,A,MW,09:00-09:50,Cancelled`).rows[0]?.cancelled).toBe(
        'Cancelled',
      );
  });

  test('numbers without a subject are not taken for courses', () => {
    expect(readTable('Number,Section,Days,Time\n101,01,MW,09:00-09:50').failures[0]).toContain('which of “Number”');
  });

  test('a time that cannot be read among several is not left out silently', () => {
    const reading = readTable(
      'Course,Section,Meeting Times\nAAA 1,A,MON 10:00-11:00 WHEN 10:00-11:00\nAAA 1,B,MON 10:00-11:00',
    );
    expect(reading.passed.at(-1)).toMatchObject({ number: 2, outcome: 'reported' });
    expect(reading.rows).toHaveLength(1);
  });

  test('a table without column names is refused with what to do, and --columns mends it', () => {
    const table = 'Was,Wann,Uhr,Nr\nAAA 1,MW,9:00-9:50,01\nAAA 1,TR,14:00-14:50,02';
    const refused = readTable(table);
    expect(refused.failures[0]).toContain('--columns');
    expect(refused.passed).toHaveLength(3);
    const columns = { Was: 'course', Wann: 'weekdays', Uhr: 'time', Nr: 'section' };
    expect(listMeetings(readTable(table, { columns }))).toEqual([
      'AAA 1 01 class MO+WE 09:00-09:50',
      'AAA 1 02 class TU+TH 14:00-14:50',
    ]);
    expect(readTable(table, { columns: { ...columns, Wo: 'room' } }).failures[0]).toContain('There is no column “Wo”');
    expect(readTable(table, { columns: { ...columns, Nr: 'shoe size' } }).failures[0]).toContain(
      'nothing a column can be',
    );
  });

  test('a quotation mark that never closes costs its row, not the rows after it', () => {
    const rows = [
      'AAA 1,"Title,1,A,Lecture,MW,9:00 am - 9:50 am,N 1,J. A.,',
      ...Array.from({ length: 60 }, (_, at) => `AAA 2,Title,${at + 20},S${at},Lecture,MW,9:00 am - 9:50 am,N 1,J. A.,`),
    ];
    const reading = readTable(writeTable(rows));
    expect(reading.passed.filter(({ outcome }) => outcome === 'reported')).toMatchObject([
      { number: 2, reason: 'its quotation marks do not pair' },
    ]);
    expect(reading.rows).toHaveLength(60);
  });
});
