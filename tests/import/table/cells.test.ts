/** How the cells of registrars' tables are read, by kind of cell. */
import { describe, expect, test } from 'vitest';
import { cleanCell, decodeEntities, saysOnline, saysUnknown } from '../../../src/import/table/cell.ts';
import { shareThatFits } from '../../../src/import/table/cell-shapes.ts';
import { learnClock } from '../../../src/import/table/column-times.ts';
import { codeOfSubject, joinCode, withoutCode, withoutFraction } from '../../../src/import/table/course-codes.ts';
import { foldHeader } from '../../../src/import/table/headers.ts';
import { findKind } from '../../../src/import/table/kinds.ts';
import {
  halfOf,
  looksNarrowing,
  readDuration,
  saysWholeTerm,
  unitOf,
  writeNumbers,
} from '../../../src/import/table/narrowing.ts';
import { freeId, mendLabel, wishId } from '../../../src/import/table/section-labels.ts';
import { quoteText, writeFlow, writeList } from '../../../src/import/table/yaml-text.ts';
import {
  tellCode,
  tellDays,
  tellMeaning,
  tellMeetings,
  tellNarrowing,
  tellPeople,
  tellPlaces,
  tellPlacesByDay,
  tellSpan,
  tellTimes,
} from './told-cells.ts';

describe('headers', () => {
  test.each([
    ['CRN', 'crn'],
    ['Course Reference Number', 'crn'],
    ['Class Nbr', 'crn/number/section/code'],
    ['SUBJ', 'subject/code'],
    ['Subject', 'subject/code'],
    ['Crse', 'code/number/crn/title'],
    ['Course', 'code/number/crn/title'],
    ['Course #', 'number/code/crn'],
    ['Catalog Nbr', 'number/code/crn'],
    ['Sect.', 'section/code'],
    ['Section', 'section/code'],
    ['SSBSECT_SEQ_NUMB', 'section/code'],
    ['ClassSection', 'section/code'],
    ['Course Title', 'title/code'],
    ['Title', 'title/code'],
    ['Long Title', 'title/code'],
    ['Type', 'kind/mode/meeting'],
    ['Component', 'kind/mode/meeting'],
    ['SSR_COMPONENT', 'kind/mode/meeting'],
    ['Sched Type', 'kind/mode/meeting'],
    ['Days', 'weekdays/meeting'],
    ['DOW', 'weekdays/meeting'],
    ['Mtg Days', 'weekdays/meeting'],
    ['Days & Times', 'meeting/weekdays/time'],
    ['Meeting Pattern', 'meeting/weekdays/time'],
    ['Time', 'time/meeting'],
    ['Times', 'time/meeting'],
    ['Start Time', 'start/from'],
    ['Beg Time', 'start/from'],
    ['startTime', 'start/from'],
    ['End Time', 'end/until'],
    ['End', 'end/until'],
    ['Start', 'start/from'],
    ['From', 'start/from'],
    ['To', 'end/until'],
    ['Until', 'end/until'],
    ['Start Date', 'from/start'],
    ['End Dt', 'until/end'],
    ['Dates', 'dates/meeting'],
    ['Meeting Dates', 'dates/meeting'],
    ['Location', 'where'],
    ['Bldg/Rm', 'where'],
    ['Building', 'building'],
    ['Bldg', 'building'],
    ['Room', 'room'],
    ['Rm #', 'room'],
    ['Instructor', 'people'],
    ['Instructor(s)', 'people'],
    ['Instr. Last Name', 'last name'],
    ['Faculty', 'people'],
    ['TA', 'holder'],
    ['Held by', 'holder'],
    ['Mon', 'MO'],
    ['M', 'MO'],
    ['Tues', 'TU'],
    ['Thursday', 'TH'],
    ['R', 'TH'],
    ['Meets on Mon', 'MO'],
    ['Monday Ind', 'MO'],
    ['SSRMEET_SUN_DAY', 'SU'],
    ['Days 2', 'weekdays/meeting #2'],
    ['Start Time 2', 'start/from #2'],
    ['Room 1', 'room'],
    ['Part of Term', 'part'],
    ['Session', 'part'],
    ['Weeks', 'weeks'],
    ['Wks', 'weeks'],
    ['Frequency', 'frequency'],
    ['Duration', 'duration'],
    ['Dur (min)', 'duration'],
    ['X-List Group', 'group'],
    ['Cross List', 'group'],
    ['Mode', 'mode/kind'],
    ['Instruction Mode', 'mode/kind'],
    ['Status', 'status'],
    ['Section Status Description', 'status'],
    ['Exam Date', 'dates/meeting of the exam'],
    ['Final Exam Time', 'time/meeting of the exam'],
    ['Date (MM/DD)', 'dates/meeting'],
    ['Term', 'term'],
    ['Semester', 'term'],
    ['Uhrzeit', 'time/meeting'],
    ['Raum', 'room'],
    ['Dozent', 'people'],
    ['Titel', 'title/code'],
    ['Gruppe', 'section/code'],
    ['Lehrveranstaltung', 'code/number/crn/title'],
    ['Fecha', 'dates/meeting'],
    ['Enseignant', 'people'],
    ['Salle', 'room'],
    ['First', 'first name/from'],
    ['Last', 'last name/until'],
    ['First Name', 'first name'],
    ['Name', 'code/title'],
    ['Activity', 'kind/section/code'],
    ['Notes', '-'],
    ['Enrolled', '-'],
    ['', '-'],
    ['Fee', '-'],
  ])('%j is %s', (header, expected) => {
    expect(tellMeaning(header)).toBe(expected);
  });

  test.each([
    ['SSBSECT_SEQ_NUMB', 'seq number'],
    ['courseRefNumber', 'course ref number'],
    ['Instr. Name', 'instructor name'],
    ['Beg Tm', 'start time'],
    ['Bldg/Rm #', 'building room number'],
    ['Prüfer', 'prufer'],
    ['Instructor(s)', 'instructor'],
    ['Sec Sec', 'section'],
    ['  Room   No.  ', 'room number'],
  ])('%j is folded to %j', (header, expected) => {
    expect(foldHeader(header)).toBe(expected);
  });
});

describe('weekdays', () => {
  test.each([
    ['MWF', [], 'MO WE FR'],
    ['TR', [], 'TU TH'],
    ['TTh', [], 'TU TH'],
    ['TH', [], 'TH ? TH read as Thu; it may be Tue Thu'],
    ['TH', ['TR'], 'TH'],
    ['TH', ['MTH', 'TH'], 'TH ? TH read as Thu; it may be Tue Thu'],
    ['MTWRF', [], 'MO TU WE TH FR'],
    ['MTWTF', [], 'MO TU WE TH FR'],
    ['TT', [], 'TU TH'],
    ['T T', [], 'TU TH'],
    ['SU', [], 'SA SU ? SU read as Sat Sun; it may be Sun'],
    ['SU', ['U'], 'SA SU'],
    ['S', [], 'SA ? S read as Sat; it may be Sun'],
    ['S', ['S', 'U'], 'SA'],
    ['MoWeFr', [], 'MO WE FR'],
    ['MWSu', [], 'MO WE SU'],
    ['mwf', [], 'MO WE FR'],
    ['Mon, Wed', [], 'MO WE'],
    ['Monday/Wednesday', [], 'MO WE'],
    ['Mon-Fri', [], 'MO TU WE TH FR'],
    ['Mon-Thu', [], 'MO TU WE TH ? Mon-Thu read as Mon Tue Wed Thu; it may be Mon Thu'],
    ['T-R', [], 'TU TH ? T-R read as Tue Thu; it may be Tue Wed Thu'],
    ['T-R', ['M-W-F'], 'TU TH'],
    ['Tue - Thu', [], 'TU TH ? Tue - Thu read as Tue Thu; it may be Tue Wed Thu'],
    ['M to F', [], 'MO TU WE TH FR'],
    ['Thu-Tue', [], 'TU TH'],
    ['-M-W-F-', [], 'MO WE FR'],
    ['M-W-F--', [], 'MO WE FR'],
    ['.T.R...', [], 'TU TH'],
    ['135', ['135'], 'MO WE FR ? 135 read as Mon Wed Fri, counting from Monday; it may be Tue Thu Sun'],
    ['24', ['246', '35'], 'MO WE ? 24 read as Mon Wed, counting from Sunday; it may be Tue Thu'],
    ['7', ['7'], 'SU ? 7 read as Sun, counting from Monday; it may be Sat'],
    ['(1) Mon', [], 'MO'],
    ['Daily', [], 'MO TU WE TH FR ? Daily read as Mon Tue Wed Thu Fri; it may be every day of the week'],
    ['TBA', [], 'none'],
    ['-', [], 'none'],
    ['Montag', ['Montag', 'Mittwoch'], 'MO'],
    ['Di, Do', ['Mo', 'Di, Do'], 'TU TH'],
    ['Lu Ma', ['Lu Ma', 'Me'], 'MO TU'],
    ['月水', [], 'MO WE'],
    ['XYZ', [], '! “XYZ” are no weekdays that are known here'],
    ['Room 5', [], '! “Room 5” are no weekdays that are known here'],
    ['Mon Mon', [], '! “Mon Mon” are no weekdays that are known here'],
    ['Mondayish', [], '! “Mondayish” are no weekdays that are known here'],
    ['T', ['Tu', 'T'], 'TU ? T read as Tuesday; the column writes Tu elsewhere, so it may be Thursday'],
    ['H', ['TH', 'H'], 'TH'],
    ['UMT', [], 'MO TU SU'],
    ['MR', [], 'MO TH'],
    ['Fri.', [], 'FR'],
  ])('%j beside %j is %s', (cell, others, expected) => {
    expect(tellDays(cell, others)).toBe(expected);
  });
});

describe('times', () => {
  test.each([
    [['9:30-10:45'], 'bare', '09:30-10:45 (times without am or pm, read as morning)'],
    [['9:30-10:45'], '24', '09:30-10:45'],
    [['9:30-10:45'], 'marked', '09:30-10:45 (times without am or pm, read as morning)'],
    [['0930-1045'], '24', '09:30-10:45'],
    [['09:30 AM - 10:45 AM'], 'marked', '09:30-10:45'],
    [['11:00am-12:15pm'], 'marked', '11:00-12:15'],
    [['9:30A-10:45A'], 'marked', '09:30-10:45'],
    [['2-3:20p'], 'marked', '14:00-15:20'],
    [['11:30-1:00pm'], 'marked', '11:30-13:00'],
    [['1:00-2:15'], 'bare', '13:00-14:15 (times without am or pm, read as afternoon)'],
    [['1:00-2:15'], '24', '01:00-02:15 ? 1:00-2:15 read as night; it may be afternoon'],
    [['7:00-8:15'], 'bare', '19:00-20:15 ? 7:00-8:15 read as evening; it may be morning'],
    [['7:00-12:20'], 'bare', '07:00-12:20 ? 7:00-12:20 read as morning; it may be evening'],
    [['8-8PM'], 'marked', '08:00-20:00'],
    [['noon - 1pm'], 'marked', '12:00-13:00'],
    [['12n-1p'], 'marked', '12:00-13:00'],
    [['10pm-midnight'], 'marked', '22:00-00:00'],
    [['14:15–16:00'], '24', '14:15-16:00'],
    [['14h15 - 16h00'], '24', '14:15-16:00'],
    [['14 Uhr - 16 Uhr'], '24', '14:00-16:00'],
    [['10-12 c.t.'], '24', '10:15-12:00 ? “10-12 c.t.” read as beginning at 10:15 (c.t.); it may be 10:00'],
    [['10-12 s.t.'], '24', '10:00-12:00'],
    [['10:30-12 c.t.'], '24', '10:30-12:00'],
    [['0.3958333', '0.4479167'], '24', '09:30-10:45'],
    [['9:30', '10:45'], 'bare', '09:30-10:45 (times without am or pm, read as morning)'],
    [['9:30', ''], 'bare', '09:30-? (times without am or pm, read as morning)'],
    [['', '10:45'], 'bare', '! “10:45” has an end but no start'],
    [['TBA'], '24', 'none'],
    [['TBA', 'TBA'], '24', 'none'],
    [['9:30', 'TBA'], '24', '09:30-?'],
    [['25:00-26:00'], '24', '! “25:00-26:00” is no time that is known here'],
    [['9:75-10:00'], '24', '! “9:75-10:00” is no time that is known here'],
    [['00:00-00:00'], '24', 'none (“00:00-00:00” is taken as no time)'],
    [['12:00 AM - 12:01 AM'], 'marked', 'none (“12:00 AM - 12:01 AM” is taken as no time)'],
    [['10:00-10:00'], '24', '! “10:00-10:00” starts and ends at one time'],
    [['06:00-23:00'], '24', '! “06:00-23:00” would last 17 hours'],
    [['22:00-02:00'], '24', '22:00-02:00'],
    [['20:00-07:00'], '24', '! “20:00-07:00” would last 11 hours'],
    [['9:30 10:45'], 'bare', '09:30-10:45 (times without am or pm, read as morning)'],
    [['9:30 to 10:45'], 'bare', '09:30-10:45 (times without am or pm, read as morning)'],
    [['9:30/10:45'], 'bare', '09:30-10:45 (times without am or pm, read as morning)'],
    [['2022-08-22T09:30:00', '2022-08-22 10:45:00'], '24', '09:30-10:45'],
    [['13:00 pm - 2pm'], 'marked', '13:00-14:00'],
    [['0 am - 1 am'], 'marked', '! “0 am - 1 am” is no time that is known here'],
    [['9-10-11'], '24', '! “9-10-11” is no time that is known here'],
    [['soon'], '24', '! “soon” is no time that is known here'],
    [['8:00 a.m. - 8:50 a.m.'], 'marked', '08:00-08:50'],
    [['05:00-06:00'], '24', '05:00-06:00 ? 05:00-06:00 read as night; it may be evening'],
    [['7:30p-9:30p'], 'marked', '19:30-21:30'],
    [['24:00-25:00'], '24', '! “24:00-25:00” is no time that is known here'],
  ] as const)('%j in a column of %s times is %s', (cells, style, expected) => {
    expect(tellTimes(cells, style)).toBe(expected);
  });

  test.each([
    [['9:00-9:50', '10:00-10:50'], '24'],
    [['9:00am-9:50am', '13:00'], 'marked'],
    [['9:00-9:50', '13:00-13:50'], '24'],
    [['1:00-2:00', '9:00-10:00'], 'bare'],
    [['11:30-1:00'], 'bare'],
    [['1:00-2:00', '13:00-14:00'], 'bare'],
    [
      [
        '5:00-6:00',
        '13:00-14:00',
        '13:01-14:00',
        '13:02-14:00',
        '13:03-14:00',
        '13:04-14:00',
        '13:05-14:00',
        '13:06-14:00',
        '13:07-14:00',
        '13:08-14:00',
        '13:09-14:00',
        '13:00-14:00',
        '13:01-14:00',
        '13:02-14:00',
        '13:03-14:00',
        '13:04-14:00',
        '13:05-14:00',
        '13:06-14:00',
        '13:07-14:00',
        '13:08-14:00',
        '13:09-14:00',
      ],
      '24',
    ],
    [['TBA'], '24'],
    [['noon-1:00'], '24'],
    [[], '24'],
  ])('%j are written in the style %s', (cells, style) => {
    expect(learnClock(cells)).toBe(style);
  });
});

describe('dates', () => {
  test.each([
    ['2022-08-22', '2022-08-22'],
    ['08/22/2022 - 12/06/2022', '2022-08-22..2022-12-06 or none'],
    ['22/08/2022', '2022-08-22'],
    ['08/09/2022', '2022-08-09 or 2022-09-08'],
    ['8/9', '2022-08-09 or 2022-09-08'],
    ['Aug 22 - Dec 6, 2022', '2022-08-22..2022-12-06'],
    ['22 Aug 2022', '2022-08-22'],
    ['August 22nd, 2022', '2022-08-22'],
    ['22.08.2022', '2022-08-22'],
    ['22.8. - 6.12.2022', '2022-08-22..2022-12-06'],
    ['20220822', '2022-08-22'],
    ['Mon 08/22/22', '2022-08-22'],
    ['08/22/2022 09:30', '2022-08-22'],
    ['44795', '2022-08-22'],
    ['44795-44900', '2022-08-22..2022-12-05'],
    ['2022-02-30', 'unreadable'],
    ['13/13/2022', 'unreadable'],
    ['30/02/2022', 'none'],
    ['TBA', 'unreadable'],
    ['', 'null'],
    ['1/2/22 3/4/22 5/6/22', 'unreadable'],
    ['Dec 20 - Jan 10, 2023', '2022-12-20..2023-01-10'],
    ['from Aug 22 until Dec 6', '2022-08-22..2022-12-06'],
    ['Sept 5', '2022-09-05'],
    ['5-Sep-22', '2022-09-05'],
    ['12/20 - 1/10', '2022-12-20..2023-01-10 or 2022-12-20..2023-10-01'],
  ])('%j is %s', (cell, expected) => {
    expect(tellSpan(cell)).toBe(expected);
  });
});

describe('weeks and lengths', () => {
  test.each([
    ['', 'every week'],
    ['All', 'every week'],
    ['weekly', 'every week'],
    ['every week', 'every week'],
    ['Fortnightly', 'second week ? “Fortnightly” read as from the first week on; it may be the other weeks'],
    ['biweekly', 'second week ? “biweekly” read as from the first week on; it may be the other weeks'],
    ['every other week', 'second week ? “every other week” read as from the first week on; it may be the other weeks'],
    ['14-täglich', 'second week ? “14-täglich” read as from the first week on; it may be the other weeks'],
    ['every third week', 'third week ? “every third week” read as from the first week on; it may be other weeks'],
    ['odd', 'odd'],
    ['even weeks', 'even'],
    ['ungerade KW', 'odd'],
    ['semaines paires', 'even'],
    ['1-5, 7-12', '1-5, 7-12'],
    ['Weeks 1-5', '1-5'],
    ['wk 3', '3'],
    ['2, 4, 6', '2, 4, 6'],
    ['1;3;5', '1, 3, 5'],
    ['2-4 und 6-8', '2-4, 6-8'],
    ['1111011110', '1-4, 6-9 ? “1111011110” read as a mark for each week of the term, the first one first'],
    ['0000000000', 'every week'],
    ['YYNYYNYY', '1-2, 4-5, 7-8 ? “YYNYYNYY” read as a mark for each week of the term, the first one first'],
    ['12', '12 count 12'],
    ['sometimes', '! “sometimes” are no weeks that are known here'],
    ['TBA', 'every week'],
    ['1–6', '1-6'],
    ['w1-w3', '! “w1-w3” are no weeks that are known here'],
  ])('%j is %s', (cell, expected) => {
    expect(tellNarrowing(cell)).toBe(expected);
  });

  test.each([
    ['1:30', '', 90],
    ['90', '', 90],
    ['12', '', 720],
    ['2', 'Hours', 120],
    ['90', 'Minutes', 90],
    ['2', 'Dur (hrs)', 120],
    ['2 hours', '', 120],
    ['1 h 30 min', '', 90],
    ['1h30', '', 90],
    ['50 min', '', 50],
    ['PT1H30M', '', 90],
    ['1,5 h', '', 90],
    ['0.0625', '', 90],
    ['0', '', null],
    ['15 hours', '', null],
    ['14:00', '', 840],
    ['long', '', null],
    ['1.5', 'Stunden', 90],
    ['', '', null],
    ['2:75', '', null],
    ['13', '', 13],
  ])('%j under %j is %j minutes', (cell, header, expected) => {
    expect(readDuration(cell, unitOf(header))).toBe(expected);
  });

  test.each([
    ['1st half', 'first'],
    ['second half of term', 'second'],
    ['First Half', 'first'],
    ['half', null],
    ['2nd half of semester', 'second'],
    ['third', null],
  ])('%j is the half %j', (cell, expected) => {
    expect(halfOf(cell)).toBe(expected);
  });

  test.each([
    ['1', true],
    ['Full Term', true],
    ['Regular Session', true],
    ['', true],
    ['16 weeks', true],
    ['2', false],
    ['A', false],
    ['first half', false],
    ['Main', true],
    ['1-Full term', true],
  ])('%j is the whole term: %j', (cell, expected) => {
    expect(saysWholeTerm(cell)).toBe(expected);
  });

  test.each([
    ['1-5, 7', true],
    ['Weeks 1-5', true],
    ['odd', true],
    ['every third week', true],
    ['f', false],
    ['fortnightly', true],
    ['10:00', false],
    ['12', false],
    ['week of May 3', false],
    ['wk 3', true],
  ])('%j speaks of weeks: %j', (cell, expected) => {
    expect(looksNarrowing(cell)).toBe(expected);
  });

  test('numbers are written as ranges', () => {
    expect([[], [3], [1, 2], [1, 2, 3, 5, 7, 8]].map(writeNumbers)).toEqual(['', '3', '1-2', '1-3, 5, 7-8']);
  });
});

describe('codes', () => {
  test.each([
    ['AAA 101', 'AAA 101 | - | - | -'],
    ['CS-101-01', 'CS 101 | 01 | - | -'],
    ['CS*101*01', 'CS 101 | 01 | - | -'],
    ['CS 101.01', 'CS 101.01 | - | - | -'],
    ['CS101-001 - Intro to CS', 'CS 101 | 001 | - | Intro to CS'],
    ['ACCT-201-01 (12345) Financial Accounting', 'ACCT 201 | 01 | 12345 | Financial Accounting'],
    ['MATH & CS 12', 'MATH & CS 12 | - | - | -'],
    ['COS 126 (Computer Science)', 'COS 126 | - | - | Computer Science'],
    ['Intro', 'Intro | - | - | - (no code)'],
    ['101', '101 | - | - | - (no code)'],
    ['AAA_V 200', 'AAA_V 200 | - | - | -'],
    ['BIO 110L', 'BIO 110L | - | - | -'],
    ['EE 10A B', 'EE 10A | B | - | -'],
    ['CS 101: Title', 'CS 101 | - | - | Title'],
    ['ART/H 12 L01', 'ART/H 12 | L01 | - | -'],
  ])('%j is %s', (cell, expected) => {
    expect(tellCode(cell)).toBe(expected);
  });

  test.each([
    ['CS', '101', 'CS 101'],
    ['CS', 'CS 101', 'CS 101'],
    ['', 'CS 101', 'CS 101'],
    ['CS', '101.0', 'CS 101'],
    ['cs', 'CS101', 'CS101'],
    ['CS', 'CSX', 'CS CSX'],
    ['CS', '', 'CS'],
  ])('%j and %j are %j', (subject, number, expected) => {
    expect(joinCode(subject, number)).toBe(expected);
  });

  test.each([
    ['Computer Science (CS)', 'CS'],
    ['CS - Computer Science', 'CS'],
    ['CS', 'CS'],
    ['Computer Science', 'Computer Science'],
    ['ART: Art History', 'ART'],
    ['(CS)', '(CS)'],
    ['CS-101', 'CS-101'],
  ])('the code of %j is %j', (subject, expected) => {
    expect(codeOfSubject(subject)).toBe(expected);
  });

  test.each([
    ['AAA101/L/01', 'AAA101', 'L/01'],
    ['aaa101/L', 'AAA101', 'L'],
    ['AAA101', 'AAA101', 'AAA101'],
    ['AAA101/', 'AAA101', 'AAA101/'],
    ['L01', '', 'L01'],
    ['/L01', '', '/L01'],
  ])('%j of %j is %j', (section, code, expected) => {
    expect(withoutCode(section, code)).toBe(expected);
  });

  test('a spreadsheet’s fraction is undone', () => {
    expect(['101.0', '101.5', 'A.0', '10.00'].map(withoutFraction)).toEqual(['101', '101.5', 'A.0', '10.00']);
  });
});

describe('labels of sections', () => {
  test.each([
    ['01', '01'],
    ['ALL', 'ALL-1'],
    ['all', 'all-1'],
    ['P01', 'P01'],
    ['A/B', 'A-B'],
    ['Übung 1', 'Ubung-1'],
    ['--x--', 'x'],
    ['', ''],
    ['L 01 (online)', 'L-01-online'],
    ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['!!!', ''],
    ['AL L', 'AL-L'],
    ['events', 'events'],
  ])('%j becomes %j', (label, expected) => {
    expect(mendLabel(label)).toBe(expected);
  });

  test.each([
    ['01', [], null, '01'],
    ['01', ['01'], null, '01-2'],
    ['01', ['01'], 'Lab', '01-Lab'],
    ['01', ['01', '01-lab'], 'Lab', '01-2'],
    ['01', ['01', '01-2'], null, '01-3'],
    ['', [], null, 'S'],
    ['', ['s'], null, 'S-2'],
    [
      'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
      null,
      'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-2',
    ],
    ['01', ['01'], '!', '01-2'],
  ])('%j beside %j and behind %j is free as %j', (wish, taken, behind, expected) => {
    expect(freeId(wish, new Set(taken), behind)).toBe(expected);
  });

  test.each([
    ['P01', '12345', 'P01'],
    [null, '12345', '12345'],
    ['!', '12345', '12345'],
    [null, null, '01'],
    ['', '', '01'],
  ])('%j of number %j is wished as %j', (label, number, expected) => {
    expect(wishId(label, number)).toBe(expected);
  });
});

describe('kinds', () => {
  test.each([
    ['LEC', 'lecture'],
    ['Lecture', 'lecture'],
    ['Lab', 'lab'],
    ['LAB/LEC', 'lab'],
    ['Lecture/Laboratory', 'lecture'],
    ['Discussion', 'discussion'],
    ['DIS', 'discussion'],
    ['REC', 'recitation'],
    ['Recitation', 'recitation'],
    ['Seminar', 'seminar'],
    ['SEM', 'seminar'],
    ['TUT', 'tutorial'],
    ['Vorlesung', 'lecture'],
    ['Übung', 'exercise'],
    ['Travaux dirigés', null],
    ['TD', 'tutorial'],
    ['TP', 'practical'],
    ['Final Exam', 'exam'],
    ['Midterm', 'exam'],
    ['Office Hours', 'office hours'],
    ['Studio', 'studio'],
    ['Independent Study', null],
    ['IND', null],
    ['Practicum', 'practical'],
    ['Precept', 'precept'],
    ['Workshop', 'seminar'],
    ['Cours magistral', 'lecture'],
    ['Clase', null],
    ['', null],
    ['Field', 'practical'],
    ['CLN', 'practical'],
    ['Internship', 'practical'],
    ['Exercise', 'exercise'],
    ['Review', 'review'],
    ['Thesis', null],
    ['Praktikum', 'practical'],
  ])('%j is %j', (cell, expected) => {
    expect(findKind(cell)).toBe(expected);
  });
});

describe('people', () => {
  test.each([
    ['Smith, John', ['Smith, John', 'Able, J.'], 'John Smith'],
    ['Smith, John', [], 'John Smith'],
    ['Able, Baker', ['Able', 'Baker', 'Able, Baker'], 'Able; Baker ? “Able, Baker” read as two people; it may be one'],
    ['Able, Baker, Carr', [], 'Able; Baker; Carr'],
    ['Jo Able; Kim Baker', [], 'Jo Able; Kim Baker'],
    ['Jo Able, Kim Baker', [], 'Jo Able; Kim Baker'],
    ['Able, Jo; Baker, Kim', ['Able, J.'], 'Jo Able; Kim Baker'],
    ['Able, Jo, Baker, Kim', ['Able, J.'], 'Jo Able; Kim Baker ? “Able, Jo, Baker, Kim” read as Jo Able; Kim Baker'],
    ['Able, Jo, Baker', ['Able, J.'], 'Able; Jo; Baker ? “Able, Jo, Baker” read as 3 people'],
    ['Able, Jo Jr.', ['Able, J.'], 'Jo Jr. Able'],
    ['Able, Jr., Jo', ['Able, J.'], 'Jo Able Jr.'],
    ['Staff', [], 'nobody'],
    ['TBA', [], 'nobody'],
    ['Jo Able and Kim Baker', [], 'Jo Able; Kim Baker'],
    ['Jo Able & Kim Baker', [], 'Jo Able; Kim Baker'],
    ['Jo Able / Kim Baker', [], 'Jo Able; Kim Baker'],
    ["['Jo Able', 'Kim Baker']", [], 'Jo Able; Kim Baker'],
    ['Jo Able (P)', [], 'Jo Able'],
    ['Jo Able <jo@x.edu>', [], 'Jo Able'],
    ['Jo  Able', [], 'Jo Able'],
    ['Jo Able, Jo Able', [], 'Jo Able'],
    ['Jo Able, Staff', [], 'Jo Able'],
    ['van Dam, Jo', ['Able, J.'], 'Jo van Dam'],
    ['Van Dam, Jo Ann', ['Able, J.'], 'Jo Ann Van Dam'],
    ['Jo Able, Kim Baker', ['Able, J.'], 'Kim Baker Jo Able ? “Jo Able, Kim Baker” read as one person; it may be two'],
    ['', [], 'nobody'],
    ['Prof. TBA', [], 'Prof. TBA'],
    ['Smith J, Able K', [], 'Able K Smith J ? “Smith J, Able K” read as one person; it may be two'],
    ['Jo Able|Kim Baker', [], 'Jo Able; Kim Baker'],
  ])('%j beside %j is %s', (cell, others, expected) => {
    expect(tellPeople(cell, others)).toBe(expected);
  });
});

describe('places', () => {
  test.each([
    [{ where: 'North 101' }, 'North 101'],
    [{ where: 'TBA' }, 'TBA'],
    [{ where: 'Online' }, 'online'],
    [{ where: 'North', room: '101' }, 'North 101'],
    [{ where: 'North 101', room: '101' }, 'North 101'],
    [{ building: 'North', room: '101' }, 'North 101'],
    [{ building: 'North', room: 'North 101' }, 'North 101'],
    [{ building: 'Zoom', room: 'TBA' }, 'online'],
    [{ building: 'North' }, 'North'],
    [{ room: '101' }, '101'],
    [{ where: 'North 1; South 2' }, 'North 1 + South 2'],
    [{ where: 'North 1 | Online' }, 'North 1 + online'],
    [{ where: 'North 1; TBA; North 1' }, 'North 1'],
    [{ mode: 'Online' }, 'online'],
    [{ mode: 'In person' }, '-'],
    [{}, '-'],
    [{ building: 'TBA', room: '' }, 'TBA'],
    [{ where: 'TBA', building: 'East' }, 'East'],
  ])('%j is %s', (cells, expected) => {
    expect(tellPlaces(cells)).toBe(expected);
  });

  test.each([
    ['SUN:R12; TUE:R34', 'SU R12, TU R34'],
    ['M/W: North 1; F: South 2', 'MO North 1, WE North 1, FR South 2'],
    ['Mon: A 1', null],
    ['North: 1; South: 2', null],
    ['Mon=A 1\nTue=B 2', 'MO A 1, TU B 2'],
    ['Mon: A 1; Mon: B 1', 'MO A 1+B 1'],
  ])('%j by day is %j', (cell, expected) => {
    expect(tellPlacesByDay(cell)).toBe(expected);
  });
});

describe('days and times in one cell', () => {
  test.each([
    ['MWF 10:00am-10:50am', ['MWF | 10:00am-10:50am | - | - | -']],
    ['MoWe 10:00AM - 11:15AM, Main Hall 101', ['MoWe | 10:00AM - 11:15AM | Main Hall 101 | - | -']],
    ['Mon/Wed | 9:30 AM - 10:45 AM | Main Hall 101', ['Mon/Wed | 9:30 AM - 10:45 AM | Main Hall 101 | - | -']],
    [
      '09/05/2022-12/16/2022 Lecture Tuesday 09:00AM - 10:15AM, Main Hall, Room 101',
      ['Tuesday | 09:00AM - 10:15AM | Main Hall, Room 101 | 09/05/2022-12/16/2022 | -'],
    ],
    ['MON 10:00-11:00 WED 12:00-13:00', ['MON | 10:00-11:00  | - | - | -', 'WED | 12:00-13:00 | - | - | -']],
    ['Mon; Wed 10:00-10:50', ['Mon Wed | 10:00-10:50 | - | - | -']],
    ['10:00am-10:50am MWF', ['MWF | 10:00am-10:50am | - | - | -']],
    ['10:00-10:50 TTh, Hall 2', ['TTh | 10:00-10:50  | Hall 2 | - | -']],
    ['TuTh (alternate weeks) 9:00-9:50', ['TuTh | 9:00-9:50 | - | - | alternate weeks']],
    ['North Hall', null],
    ['MWF', null],
    ['10:00-10:50', null],
    ['M 9-9:50; T 10-10:50', ['M | 9-9:50 | - | - | -', 'T | 10-10:50 | - | - | -']],
    ['F 10:00-10:50, M 9:00-9:50', ['F | 10:00-10:50 | - | - | -', 'M | 9:00-9:50 | - | - | -']],
    ['Lab: W 1:00pm-3:50pm @ Bay 5', ['W | 1:00pm-3:50pm | Bay 5 | - | -']],
    ['M 9:00-9:50   W 10:00-10:50', ['M | 9:00-9:50 | - | - | -', 'W | 10:00-10:50 | - | - | -']],
    ['Sept 5, 2022 Mon 9:00-9:50', ['Mon | 9:00-9:50 | - | Sept 5, 2022 | -']],
  ])('%j is %j', (cell, expected) => {
    expect(tellMeetings(cell)).toEqual(expected);
  });
});

describe('cells', () => {
  test.each([
    ['Race &amp; Politics', 'Race & Politics'],
    ['&amp;amp;', '&'],
    ['&#233;', 'é'],
    ['&#xe9;', 'é'],
    ['&bogus;', '&bogus;'],
    ['&#9;', '&#9;'],
    ['a & b', 'a & b'],
    ['&ndash;', '–'],
  ])('%j is decoded to %j', (cell, expected) => {
    expect(decodeEntities(cell)).toBe(expected);
  });

  test.each([
    [' a b ', 'a b'],
    ['é', 'é'],
    ['a\tb', 'a b'],
    ['a​b', 'a b'],
    ['plain', 'plain'],
    [' plain', 'plain'],
  ])('%j is cleaned to %j', (cell, expected) => {
    expect(cleanCell(cell)).toBe(expected);
  });

  test.each([
    ['', true],
    ['-', true],
    ['TBA', true],
    ['(TBA)', true],
    ['t.b.a.', true],
    ['ARR', true],
    ['By Arrangement', true],
    ['n/a', true],
    ['Asynchronous', true],
    ['No set time', true],
    ['Room TBA', true],
    ['101', false],
    ['TBA 5', false],
    ['Independent Study', true],
    ['by appt.', true],
  ])('%j is not known yet: %j', (cell, expected) => {
    expect(saysUnknown(cell)).toBe(expected);
  });

  test.each([
    ['Online', true],
    ['ONLINE-ASYNC', true],
    ['Zoom', true],
    ['Fully Online', true],
    ['Web Based', true],
    ['Remote/Online', true],
    ['Main Hall', false],
    ['Online Hall', false],
    ['On-line', true],
    ['WWW', true],
    ['Synchronous online', true],
    ['Internet course', true],
  ])('%j is no room: %j', (cell, expected) => {
    expect(saysOnline(cell)).toBe(expected);
  });

  test.each([
    ['code', ['CS 101', 'BIO 2'], 100],
    ['code', ['Intro', '101'], 0],
    ['subject', ['CS', 'Art History', 'A1'], 67],
    ['number', ['101', '10A', 'x y'], 67],
    ['section', ['01', 'AAAAAAAAAAAAAAAAAAAA'], 50],
    ['title', ['Algebra', '1'], 50],
    ['kind', ['LEC', 'x1'], 50],
    ['mode', ['Online', 'P'], 50],
    ['dates', ['8/22', 'soon'], 50],
    ['meeting', ['MWF 9-9:50', '9am'], 50],
    ['weeks', ['1-5', 'soon'], 50],
    ['frequency', ['monthly', 'soon'], 50],
    ['duration', ['50', 'soon'], 50],
    ['people', ['Able', '3.5'], 50],
    ['holder', ['Jo', '1'], 50],
    ['last name', ['Able', '1'], 50],
    ['crn', ['12345', '12346'], 100],
    ['crn', ['101', '101', '101', '101'], 0],
    ['crn', ['101', '102'], 100],
    ['weekdays', ['MWF', 'xyz'], 50],
    ['time', ['9:00', '12345'], 50],
    ['where', ['x'], 100],
    ['code', ['TBA'], 100],
    ['first name', ['Jo', '2'], 50],
    ['from', ['8/22'], 100],
    ['until', ['x'], 0],
  ] as const)('as %s, %j fits to %i percent', (field, cells, share) => {
    expect(Math.round(shareThatFits(field, cells) * 100)).toBe(share);
  });
});

describe('YAML', () => {
  test.each([
    ['plain', 'plain'],
    ['P01', 'P01'],
    ['12:30', '12:30'],
    ['a: b', '"a: b"'],
    ['a:b', 'a:b'],
    ['- a', '"- a"'],
    ['#x', '"#x"'],
    ['a #b', '"a #b"'],
    ['“q”', '"“q”"'],
    ['a  b', '"a  b"'],
    ['a ', '"a "'],
    ['{a}', '"{a}"'],
    ['true', 'true'],
    ['', '""'],
    ['é', 'é'],
    ['a"b', 'a"b'],
    ['x y', '"x\\u2028y"'],
    ['[a]', '"[a]"'],
    ['a,b', '"a,b"'],
  ])('%j is written %j', (text, expected) => {
    expect(quoteText(text)).toBe(expected);
  });

  test('lists and mappings', () => {
    expect([
      writeList(['a']),
      writeList(['a', 'b: c']),
      writeList([]),
      writeFlow([
        ['a', '1'],
        ['b c', '[x]'],
      ]),
    ]).toEqual(['a', '[a, "b: c"]', '[]', '{a: 1, b c: [x]}']);
  });
});
