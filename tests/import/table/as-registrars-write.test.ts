import { describe, expect, test } from 'vitest';
import { readCatalog } from '../../../src/catalog/catalog.ts';
import type { ImportTerm } from '../../../src/import/table/draft.ts';
import type { ImportPlan } from '../../../src/import/table/import-plan.ts';
import { planImport } from '../../../src/import/table/plan.ts';
import { readTable } from '../../../src/import/table/read-table.ts';
import { bodyOf, openFixture, textsOf } from './tables.ts';

const TERM: ImportTerm = {
  id: 'spring-2027',
  classes: { from: '2027-01-11', until: '2027-04-27' },
  calendar: {
    weeks: Array.from({ length: 15 }, (_, at) => at + 1),
    parts: [],
    halves: null,
    exams: null,
    datesOf: null,
  },
};

function plan(rows: readonly string[], before: ImportPlan | null = null, term: ImportTerm = TERM): ImportPlan {
  return planImport(readTable(rows.join('\n')), term, before && { imported: textsOf(before) });
}

/** Section lines of all files, and the reported rows. */
function tell(planned: ImportPlan): string[] {
  const lines = [...textsOf(planned)].flatMap(([course, text]) =>
    text
      .slice(text.indexOf('\nsections:') + 1)
      .split('\n')
      .slice(1)
      .filter((line) => line !== '')
      .map((line) => `${course} ${line.trim()}`),
  );
  const reported = planned.outcomes.flatMap(({ row, outcome, reason }) =>
    outcome === 'reported' ? [`row ${row}: ${reason}`] : [],
  );
  return [...planned.failures, ...lines, ...reported];
}

describe('times', () => {
  test.each([
    [
      'a comma at the end of a cell',
      ['Course,Section,Type,Days,Time', 'A 1,3,LEC,M,"3-5PM,"', 'A 1,3,LEC,W,3-5PM', 'A 2,1,LEC,F,10-11AM'],
      ['Mon 3:00pm-5:00pm', 'Wed 3:00pm-5:00pm'],
    ],
    [
      'a start that equals the end',
      ['Course,Section,Days,Time', 'A 1,5,W,8-8PM', 'A 2,3,MW,10-11AM'],
      ['Wed 8:00am-8:00pm'],
    ],
    [
      'contact hours beside a start',
      [
        'Course,Section,Start,End,Days,Hours',
        'A 1,1,7:00,12:20,MW,3',
        'A 1,2,13:30,14:20,F,3',
        'A 1,3,19:00,21:50,F,3',
      ],
      ['Mon Wed 7:00am-12:20pm'],
    ],
    [
      'a bare clock that would pass midnight',
      ['Course,Section,Start,End,Days', 'A 1,1,7:00,12:20,MW', 'A 1,2,9:30,10:45,TuTh', 'A 1,3,1:30,2:20,MW'],
      ['read as morning; it may be evening', 'Mon Wed 7:00am-12:20pm'],
    ],
    [
      'a start and a length',
      [
        'Module,Group,Day,Start,Duration',
        'A1,L1,Monday,09:00,1:00',
        'A1,T1,Tuesday,14:00,2:00',
        'A1,T2,Wednesday,15:00,90',
      ],
      ['Mon 9:00am-10:00am', 'Tue 2:00pm-4:00pm', 'Wed 3:00pm-4:30pm'],
    ],
    [
      'German hours',
      [
        'Kurs;Gruppe;Tag;Beginn;Ende',
        'A1;1;Mo;8.15;9.45',
        'A1;2;Di/Do;10.15 Uhr;11.45 Uhr',
        'A1;3;Mi;14 Uhr;16 Uhr c.t.',
      ],
      ['Mon 8:15am-9:45am', 'Tue Thu 10:15am-11:45am', 'Wed 2:15pm-4:00pm', '(c.t.); it may be 14:00'],
    ],
    [
      'French hours',
      ['Cours;Groupe;Jour;Heure début;Heure fin', 'A1;1;lundi;8h30;10h00', 'A1;2;mar. et jeu.;14h;15h30'],
      ['Mon 8:30am-10:00am', 'Tue Thu 2:00pm-3:30pm'],
    ],
    [
      'Korean and Chinese days',
      [
        'Course,Section,Day,Start,End',
        'A1,1,월,09:00,10:15',
        'A1,2,목,09:00,10:15',
        'A1,3,星期三,09:00,10:15',
        'A1,4,周一周五,9:00,10:15',
      ],
      [
        '1: {kind: class, meets: Mon 9',
        '2: {kind: class, meets: Thu 9',
        '3: {kind: class, meets: Wed 9',
        '4: {kind: class, meets: Mon Fri 9',
      ],
    ],
    [
      'Banner’s columns of days',
      [
        'SSBSECT_SUBJ_CODE,SSBSECT_CRSE_NUMB,SSBSECT_SEQ_NUMB,SSRMEET_MON_DAY,SSRMEET_TUE_DAY,SSRMEET_WED_DAY,SSRMEET_THU_DAY,SSRMEET_BEGIN_TIME,SSRMEET_END_TIME',
        'A,1,001,M,,W,,0900,0950',
        'A,1,002,,T,,R,0930,1045',
      ],
      ['Mon Wed 9:00am-9:50am', 'Tue Thu 9:30am-10:45am'],
    ],
    [
      'days numbered for sorting',
      ['Course,Section,Day,Start,End', 'A1,1,(1) Mon,10:00,11:00', 'A1,2,(2) Tue,15:00,16:00'],
      ['Mon 10:00am-11:00am', 'Tue 3:00pm-4:00pm'],
    ],
  ])('%s', (_, rows, expected) => {
    const told = tell(plan(rows)).join('\n');
    for (const text of expected) expect(told).toContain(text);
    expect(told).not.toMatch(/^row /m);
  });

  test('both readings of a bare clock stand in the report', () => {
    const planned = plan(['Course,Section,Start,End,Days', 'A 1,1,7:00,12:20,MW', 'A 1,3,1:30,2:20,MW']);
    expect(planned.remarks.map(({ text }) => text)).toContain(
      'times without am or pm, read as morning; they may be evening',
    );
  });

  test('without a single day are no table that was understood', () => {
    const planned = plan(
      ['Course,Section,Start,End,Mon?', 'A 1,1,7:00,12:20,yes', 'A 1,2,9:30,10:45,no'].map((row) =>
        row.replace(/,[^,]*$/, ''),
      ),
    );
    expect(planned.failures).toEqual([expect.stringContaining('2 rows have a time and none has a day')]);
  });
});

describe('what narrows a class', () => {
  const PARTS = [
    'CRN,Course,Section,Part of Term,Start,End,Days,Room',
    '1,A 1,A,1,9:00 AM,9:50 AM,MWF,H 1',
    '2,B 1,A,S1,10:00 AM,11:20 AM,MTWR,H 1',
    '3,C 1,A,S2,10:00 AM,11:20 AM,MTWR,H 1',
  ];

  test('a part of the term is asked for by name, and never the whole term', () => {
    expect(tell(plan(PARTS))).toEqual([
      'a1 A: {kind: class, meets: Mon Wed Fri 9:00am-9:50am, where: H 1, crn: 1}',
      'row 3: it meets in the part of term “S1”: say its dates in terms/spring-2027.yaml (parts: {S1: 2027-01-11 to …})',
      'row 4: it meets in the part of term “S2”: say its dates in terms/spring-2027.yaml (parts: {S2: 2027-01-11 to …})',
    ]);
  });

  test('a part that the term’s file knows has its dates, and classes of two parts are never one', () => {
    const parts = [
      { name: 'S1', from: '2027-01-11', until: '2027-02-26' },
      { name: 's2', from: '2027-03-01', until: '2027-04-27' },
    ];
    const planned = plan(PARTS, null, {
      ...TERM,
      calendar: { ...(TERM.calendar as NonNullable<ImportTerm['calendar']>), parts },
    });
    expect(tell(planned).join('\n')).toContain('{on: Mon Tue Wed Thu 10:00am-11:20am, until: 2027-02-26}');
    expect(tell(planned).join('\n')).toContain('{on: Mon Tue Wed Thu 10:00am-11:20am, from: 2027-03-01}');
    expect(planned.counts.crossListing.groups).toBe(0);
  });

  test.each([
    ['Weeks', '"1-5, 7-12"', 'weeks: "1-5, 7-12"'],
    ['Teaching Weeks', '"2,4,6,8,10"', 'weeks: "2, 4, 6, 8, 10"'],
    ['Week Pattern', 'Odd', 'weeks: odd'],
    ['Weeks', '111101111111111', 'weeks: "1-4, 6-15"'],
    ['Frequency', 'Odd weeks', 'weeks: odd'],
    ['Frequency', 'Fortnightly', 'every: second week'],
    ['Frequency', 'Weekly', 'meets: Tue 2:00pm-3:00pm'],
    ['Weeks', '1-15', 'meets: Tue 2:00pm-3:00pm'],
    ['Weeks', '20-25', 'the term has no teaching week 20'],
    ['Weeks', '8', '“8” may be week 8 or 8 weeks'],
    ['Remark', '"1-5, 7-12"', '# check: the column “Remark” says “1-5, 7-12”, which is not used'],
  ])('%s %s: %s', (header, cell, expected) => {
    const rows = [`Module,Group,Type,Day,Start,End,${header}`, `A1,T1,Tutorial,Tuesday,14:00,15:00,${cell}`];
    expect(tell(plan(rows)).join('\n')).toContain(expected);
  });

  test('weeks are read back by the format, and by the next import', () => {
    const rows = [
      'Module,Group,Day,Start,End,Weeks',
      'A1,T1,Tuesday,14:00,15:00,"1-5, 7-12"',
      'A1,T2,Tuesday,15:00,16:00,Fortnightly',
      'A1,T2,Tuesday,15:00,16:00,odd',
    ];
    const planned = plan(rows);
    expect(plan(rows, planned).files).toEqual([]);
    const catalog = readCatalog([
      { path: 'site.yaml', text: 'uidDomain: example.edu\n' },
      {
        path: 'terms/spring-2027.yaml',
        text: 'title: Spring\nzone: America/New_York\nclasses: 2027-01-11 to 2027-04-27\n',
      },
      ...planned.files.map(({ path, text }) => ({ path, text: text ?? '' })),
    ]);
    expect(catalog.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('half a section', () => {
  test('reports unreadable rows, in the file and in the report', () => {
    const planned = plan([
      'Course,Section,Days,Time',
      'A 1,1,M,9:00am-9:50am',
      'A 1,1,W,whenever',
      'A 2,1,F,9:00am-9:50am',
    ]);
    expect(tell(planned)).toContain(
      'a1 # check: row 3, one of the section’s 2, could not be read: “whenever” is no time that is known here',
    );
    expect(planned.remarks).toContainEqual({ text: 'A 1 1: only 1 of its 2 rows could be read', rows: [3] });
  });
});

describe('columns', () => {
  test.each([
    [
      'a row index is no number',
      [
        'index,Course,Class#,Start,End,Days',
        '1000,A 60,30001,19:00,21:50,Th',
        '1001,A 61,30012,9:00,9:50,MW',
        '1002,A 61,30013,13:00,13:50,MW',
      ],
      ['crn: 30001', 'crn: 30012'],
      /crn: 100/,
    ],
    [
      'zeros are nothing',
      [
        'Course,Class Nbr,Start,End,Days,Room,Instructor',
        'A 60,30001,19:00,21:50,Th,R1,A. Teacher',
        'A 61,30002,TBA,0,0,ONLINE,0',
        'A 62,30003,0,0,0,0,0',
      ],
      ['30002: {kind: class, meets: TBA, crn', '30003: {kind: class, meets: TBA, crn'],
      /staff: "?0|^row/m,
    ],
    [
      'a row with too many cells is reported',
      [
        'Course,Section,Title,Days,Time,Instructor,Room',
        'A 1,1,Alpha,MWF,9:00am-9:50am,"Able, A.",H 1',
        'A 1,2,Alpha,MWF,10:00am-10:50am,Baker, B.,H 2',
      ],
      ['row 3: it has 8 cells and there are 7 column names'],
      /Baker/,
    ],
    [
      'TBA in words',
      ['CRN,SUBJ,CRSE,TIME,DAYS,ROOM', '1,A,112,HOURS ARR,,WEB2', '2,A,113,0930-1045,TR,12'],
      ['1: {kind: class, meets: TBA', '2: {kind: class, meets: Tue Thu'],
      /^row/m,
    ],
    [
      'online in words',
      ['CRN,Course,Section,Days,Time,Room', '1,A 101,1,F,9:00am-9:50am,ONL ONL'],
      ['where: online'],
      /ONL/,
    ],
    [
      'rooms by day',
      [
        'Course,Section,Day,Start Time,End Time,Room',
        'A1,1,SUNDAY,2:00 PM,3:20 PM,SUN:R12; TUE:R34',
        'A1,1,TUESDAY,2:00 PM,3:20 PM,SUN:R12; TUE:R34',
        'A1,2,ST,4:00 PM,5:00 PM,SUN:R12; TUE:R34',
      ],
      ['{on: Tue 2:00pm-3:20pm, where: R34}', '{on: Sun 2:00pm-3:20pm, where: R12}'],
      /SUN/,
    ],
    [
      'a mark of cross-listed sections joins them',
      [
        'CRN,Subj,Crse,Sec,Days,Time,Room,Instructor,XLST GROUP',
        '1,A,480,1,MW,9:00am-9:50am,H 1,TBA,X1',
        '2,B,580,1,MW,9:00am-9:50am,H 1,A. Teacher,X1',
        '3,C,1,1,F,9:00am-9:50am,H 1,,',
      ],
      ['staff: A. Teacher, listed: b580/1'],
      /^row/m,
    ],
    [
      'an exam behind the classes is dated',
      [
        'Course,Section,Type,Days,Time,Start Date,End Date',
        'A 1,1,Lecture,MWF,9:00 am - 9:50 am,01/11/2027,04/27/2027',
        'A 1,1,Final Exam,W,8:00 am - 10:50 am,05/05/2027,05/05/2027',
      ],
      ['kind: lecture', '{on: 2027-05-05 8:00am-10:50am, note: Final Exam}'],
      /^row/m,
    ],
    [
      'lines in cells belong together',
      [
        'Class,Course,Section,Days & Times,Room,Instructor,Meeting Dates',
        '1,A 1,001-LEC,"MoWe 9:00AM - 9:50AM\nFr 1:00PM - 2:50PM","Hall 1\nLab 7","A. Able\nB. Baker","01/11/2027 - 04/27/2027\n01/11/2027 - 03/05/2027"',
      ],
      [
        '{on: Mon Wed 9:00am-9:50am, where: Hall 1, staff: A. Able}',
        '{on: Fri 1:00pm-2:50pm, until: 2027-03-05, where: Lab 7, staff: B. Baker}',
      ],
      /^row/m,
    ],
    [
      'a teacher under the title',
      ['Section,Course,Title,Days,Time,Room', '1,A-05,ALPHA,M,08:15-10:15,R1', ',,"Able, A.",W,08:15-09:45,R2'],
      ['{on: Wed 8:15am-9:45am, where: R2, staff: A. Able}', '# check: “Able, A.” under the title'],
      /title: "?Able/,
    ],
  ])('%s', (_, rows, expected, never) => {
    const told = tell(plan(rows)).join('\n');
    for (const text of expected) expect(told).toContain(text);
    expect(told).not.toMatch(never);
  });

  test('a title comes before a description, and is cut where it is too long', () => {
    const long = 'A long description. '.repeat(15);
    const rows = [
      'Class Nbr,Subject,Catalog Nbr,Title,Course Description,Days,Time',
      `10001,A,101,Principles,"${long}",MWF,9:00am-9:50am`,
    ];
    expect(textsOf(plan(rows)).get('a101')).toContain('title: Principles\n');
    const only = plan(rows.map((row) => row.replace('Title,', '').replace('Principles,', '')));
    expect(/title: (.*)/.exec(textsOf(only).get('a101') ?? '')?.[1]?.length).toBeLessThanOrEqual(202);
    expect(only.remarks.map(({ text }) => text).join()).toContain('too long for a title');
  });

  test('entities are read as people see them', () => {
    const rows = [
      'Course,Section,Title,Days,Time',
      'A 1,1,Race &amp;amp; Politics,MWF,9:00am-9:50am',
      'A 2,1,What&#39;s New,MWF,9:00am-9:50am',
    ];
    expect(textsOf(plan(rows)).get('a1')).toContain('title: Race & Politics');
    expect(textsOf(plan(rows)).get('a2')).toContain("title: What's New");
  });

  test('three surnames in one cell prove that commas list people', () => {
    const rows = [
      'Course,Section,Days,Time,Instructor',
      'A 1,1,MWF,9:00am-9:50am,"Ash, Birch"',
      'A 2,1,MWF,9:00am-9:50am,"Cedar, Elm, Fir"',
      'A 3,1,MWF,9:00am-9:50am,"Hazel, Ivy"',
    ];
    expect(tell(plan(rows)).join('\n')).toContain('staff: [ash, birch]');
  });
});

describe('timetabling systems', () => {
  const fall: ImportTerm = { ...TERM, id: 'fall-2022', classes: { from: '2022-08-22', until: '2022-12-06' } };

  test.each([
    [
      'Workday’s course listing, with patterns of dates and of alternate weeks',
      'workday-course-listing.csv',
      {
        aaa_v101: [
          '01: {kind: lecture, meets: Mon Wed Fri 10:00am-10:50am',
          '{on: Tue 2:00pm-4:50pm, every: second week}',
        ],
        bbb_v205: [
          '{on: Thu 1:00pm-2:20pm, until: 2022-10-14, where: West 7}',
          '{on: Thu 1:00pm-2:20pm, from: 2022-10-17, where: West 9}',
        ],
      },
    ],
    [
      'Colleague',
      'colleague.csv',
      {
        aaa101: [
          '01: {kind: lecture, meets: Mon Wed Fri 10:00am-10:50am, where: NORTH 100, staff: Able J, crn: 60001}',
          '02: {kind: lecture, meets: Tue Thu 9:30am-10:45am',
        ],
        aaa101l: ['{on: Thu 1:00pm-3:50pm, until: 2022-10-14}'],
        bbb205: ['01: {kind: seminar, meets: TBA'],
      },
    ],
    [
      'Scientia, by weeks and lengths',
      'scientia.csv',
      {
        aaa101: [
          'L-01:',
          '{on: Mon 10:00am-11:00am, weeks: "1-8, 10-15"}',
          '{on: Tue 2:00pm-3:30pm, weeks: "2, 4, 6, 8"}',
          'staff: [Kim Baker, Lu Carr]',
        ],
        bbb205: ['S-01: {kind: seminar, meets: Fri 9:00am-11:00am'],
      },
    ],
    [
      'CELCAT, by weeks and lengths',
      'celcat.csv',
      {
        aaa101: [
          'kind: lecture',
          '{on: Mon 10:00am-11:00am, weeks: "1-8, 10-15"}',
          '{on: Tue 2:00pm-3:30pm, weeks: odd}',
        ],
        bbb205: ['kind: lab', '{on: Fri 9:00am-11:00am, weeks: 3-13}'],
      },
    ],
    [
      'UniTime',
      'unitime.csv',
      {
        aaa101: [
          '1: {kind: lecture, meets: Mon Wed Fri 10:00am-10:50am, where: NORTH 100, staff: J. Able}',
          '{on: Tue Thu 12:00pm-1:15pm, until: 2022-10-14}',
        ],
        bbb205: ['{on: Fri 9:00am-10:50am, from: 2022-08-26, until: 2022-12-02}'],
      },
    ],
  ])('%s', (_, fixture, courses: Readonly<Record<string, readonly string[]>>) => {
    const planned = planImport(readTable(openFixture(fixture)), fall, null);
    expect(planned.outcomes.filter(({ outcome }) => outcome === 'reported')).toEqual([]);
    expect([...textsOf(planned).keys()].sort()).toEqual(Object.keys(courses));
    for (const [course, lines] of Object.entries(courses))
      for (const line of lines) expect(bodyOf(planned, course)).toContain(line);
  });

  test('weeks in brackets and weeks in a column must agree', () => {
    const row = (weeks: string): string[] => [
      'Course,Section,Meeting Patterns,Weeks',
      `A 1,1,Tue (Odd weeks) | 2:00 PM - 3:00 PM,${weeks}`,
    ];
    expect(tell(plan(row('')))).toContain('a1 - {on: Tue 2:00pm-3:00pm, weeks: odd}');
    expect(tell(plan(row('1-5'))).join()).toContain('the weeks “1-5” and “Odd weeks” say two things');
  });
});

describe('importing again', () => {
  const HEAD = 'CRN,Subj,Crse,Sec,Title,Type,Days,Time,Room,Instructor,Start Date,End Date';
  const DATES = '01/11/2027,04/27/2027';
  const again = (first: readonly string[], second: readonly string[]): ImportPlan =>
    plan([HEAD, ...second], plan([HEAD, ...first]));

  test('keeps ids where one row becomes two that never share a date', () => {
    const moved = again(
      [`17,P,1,1,T,Lecture,MW,9:00am-9:50am,R1,A. T,${DATES}`],
      [
        '17,P,1,1,T,Lecture,MW,9:00am-9:50am,R1,A. T,01/11/2027,03/05/2027',
        '17,P,1,1,T,Lecture,MW,9:00am-9:50am,R2,A. T,03/06/2027,04/27/2027',
      ],
    );
    expect(tell(moved)).toContain('p1 - {on: Mon Wed 9:00am-9:50am, until: 2027-03-05, where: R1}');
    expect(tell(moved)).toContain('p1 - {on: Mon Wed 9:00am-9:50am, from: 2027-03-06, where: R2}');
    const split = again(
      [`6,B,2,2,T,Lecture,MWF,11:00am-12:15pm,R1,G. T,${DATES}`],
      [`6,B,2,2,T,Lecture,MW,11:00am-12:15pm,R1,G. T,${DATES}`, `6,B,2,2,T,Lecture,F,11:00am-12:15pm,R2,G. T,${DATES}`],
    );
    expect(tell(split)).toContain('b2 - {on: Fri 11:00am-12:15pm, where: R2}');
    expect(split.remarks.map(({ text }) => text).join()).not.toContain('begin anew');
  });

  test('sees nothing in rows and rooms that stand in another order', () => {
    const rows = [
      `5,B,2,1,T,Lecture,MW,11:00am-12:15pm,R1,E. T,${DATES}`,
      `5,B,2,1,T,Lab,F,1:00pm-3:50pm,L1,F. T,${DATES}`,
      `3,M,1,1,T,Lecture,MW,5:00pm-6:15pm,R175,A. T,${DATES}`,
      `3,M,1,1,T,Lecture,MW,5:00pm-6:15pm,R275,A. T,${DATES}`,
    ];
    const swapped = again(rows, rows.toReversed());
    expect([swapped.files, swapped.differences]).toEqual([[], []]);
  });

  test('treats a number with nothing else in common as a new course, and reports it', () => {
    const reused = again(
      [`13,OLD,1,1,Old subject,Lecture,MW,9:00am-9:50am,R1,A. T,${DATES}`],
      [`13,NEW,9,7,Wholly other,Lecture,TR,6:00pm-6:50pm,R8,Q. U,${DATES}`],
    );
    expect(reused.renamings).toEqual([]);
    expect(reused.remarks.map(({ text }) => text)).toContain(
      'NEW 9 has a number that was OLD 1’s and nothing else of it: a new course',
    );
    const renumbered = again(
      [`8,SHA,101,1,T,Lecture,MW,9:00am-9:50am,R1,A. T,${DATES}`],
      [`8,SHA,1010,1,T,Lecture,MW,4:00pm-4:50pm,R9,A. T,${DATES}`],
    );
    expect(renumbered.renamings).toEqual([{ what: 'course', course: 'sha1010', from: 'sha101', to: 'sha1010' }]);
  });
});
