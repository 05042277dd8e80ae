/** Terms of real universities, with their published dates. */
import { describe, expect, test } from 'vitest';
import { dated, listDates, listTimes, makeCourse, makeSection, makeTerm, relative, schedule, weekly } from './rules.ts';

const oneSectionADay = makeCourse(
  ['MO', 'TU', 'WE', 'TH', 'FR', 'SA'].map((weekday) => makeSection(weekday, [weekly(`${weekday} 10:00-11:00`)])),
);

function day(date: string, name: string): { name: string; from: string; until: string } {
  return { name, from: date, until: date };
}

describe('MIT, spring 2025: Tuesday 18 February runs Monday’s schedule', () => {
  const term = makeTerm({
    classes: ['2025-02-03', '2025-05-13'],
    breaks: [
      day('2025-02-17', 'Presidents’ Day'),
      { name: 'Spring break', from: '2025-03-24', until: '2025-03-28' },
      day('2025-04-21', 'Patriots’ Day'),
    ],
    swaps: [{ date: '2025-02-18', follows: 'MO', name: 'Monday schedule' }],
  });
  const result = schedule(oneSectionADay, term);

  test('Monday’s classes meet on it, by its own date', () => {
    expect(listDates(result, 'MO').slice(0, 4)).toEqual(['2025-02-03', '2025-02-10', '2025-02-18', '2025-02-24']);
    expect(listDates(result, 'MO')).toHaveLength(13);
    const borrowed = result.meetings.find(({ facts }) => facts.date === '2025-02-18');
    expect(borrowed).toMatchObject({
      originalDate: '2025-02-18',
      series: null,
      facts: { section: 'MO', movedFrom: null },
    });
  });

  test('Tuesday’s do not', () => {
    expect(listDates(result, 'TU')).not.toContain('2025-02-18');
    expect(listDates(result, 'TU')).toHaveLength(13);
  });

  test('dated meetings stay, and office hours after the lecture follow it', () => {
    const course = makeCourse([
      makeSection('MO', [weekly('MO 10:00-11:00')]),
      makeSection('X', [dated('2025-02-17 2025-02-18 09:00-10:00')], { kind: 'exam' }),
      makeSection('OH', [relative('after MO', 30)], { kind: 'office hours' }),
    ]);
    const other = schedule(course, term);
    expect(listDates(other, 'X')).toEqual(['2025-02-17', '2025-02-18']);
    expect(listTimes(other, 'OH')).toContain('Tue 2025-02-18 11:00-11:30');
  });
});

describe('Toronto, fall 2019: make-up Monday on Thursday 5 December, after the last day', () => {
  const term = makeTerm({
    zone: 'America/Toronto',
    periods: [
      { name: 'classes', from: '2019-09-05', until: '2019-12-04' },
      day('2019-12-06', 'reading'),
      { name: 'exams', from: '2019-12-07', until: '2019-12-20' },
    ],
    breaks: [day('2019-10-14', 'Thanksgiving'), { name: 'Reading week', from: '2019-11-04', until: '2019-11-08' }],
    swaps: [{ date: '2019-12-05', follows: 'MO', name: 'Make-up Monday' }],
    halves: {
      first: { from: '2019-09-05', until: '2019-10-23' },
      second: { from: '2019-10-24', until: '2019-12-04' },
    },
  });

  test('gives twelve Mondays and twelve Thursdays', () => {
    const result = schedule(oneSectionADay, term);
    expect(listDates(result, 'MO')).toHaveLength(12);
    expect(listDates(result, 'MO').at(-1)).toBe('2019-12-05');
    expect(listDates(result, 'TH')).toHaveLength(12);
    expect(listDates(result, 'TH').at(-1)).toBe('2019-11-28');
  });

  test('belongs to the second half and to the last week', () => {
    const course = makeCourse([
      makeSection('second', [weekly('MO 10:00', { half: 'second' })]),
      makeSection('first', [weekly('MO 10:00', { half: 'first' })]),
      makeSection('last', [weekly('MO 10:00', { weeks: [13] })]),
    ]);
    const result = schedule(course, term);
    expect(listDates(result, 'second')).toContain('2019-12-05');
    expect(listDates(result, 'first')).not.toContain('2019-12-05');
    expect(listDates(result, 'last')).toEqual(['2019-12-02', '2019-12-05']);
  });
});

describe('Cornell, fall 2008: breaks that begin at 13:10 on the day before', () => {
  const term = makeTerm({
    classes: ['2008-08-28', '2008-12-06'],
    breaks: [
      { name: 'Fall break', from: '2008-10-12', until: '2008-10-14' },
      { name: 'Thanksgiving recess', from: '2008-11-27', until: '2008-11-30' },
    ],
    closings: [
      { date: '2008-10-11', from: '13:10', until: null, name: 'Fall break' },
      { date: '2008-11-26', from: '13:10', until: null, name: 'Thanksgiving recess' },
    ],
  });
  const course = makeCourse([
    makeSection('morning', [weekly('WE 12:20-13:10')]),
    makeSection('noon', [weekly('WE 12:55-14:10')]),
    makeSection('after', [weekly('WE 13:10-14:25')]),
    makeSection('saturday', [weekly('SA 10:00-12:00')]),
  ]);
  const result = schedule(course, term);

  test('the morning’s classes are held, one that is running ends, what starts then or later is gone', () => {
    const onTheDay = (section: string): string[] =>
      listTimes(result, section).filter((time) => time.includes('2008-11-26'));
    expect(onTheDay('morning')).toEqual(['Wed 2008-11-26 12:20-13:10']);
    expect(onTheDay('noon')).toEqual(['Wed 2008-11-26 12:55-13:10']);
    expect(onTheDay('after')).toEqual([]);
    const cut = result.meetings.find(({ facts }) => facts.section === 'noon' && facts.date === '2008-11-26');
    expect(cut?.facts).toMatchObject({ notes: ['Ends early: Thanksgiving recess'], movedFrom: null });
  });

  test('a Saturday is a class day like others, the last one too', () => {
    expect(listDates(result, 'saturday').slice(-2)).toEqual(['2008-11-22', '2008-12-06']);
    expect(listDates(result, 'saturday')).toContain('2008-10-11');
  });
});

describe('Brandeis: several days a year run another day’s schedule', () => {
  test('two of them Thursdays within six days (fall 2011)', () => {
    const term = makeTerm({
      classes: ['2011-09-01', '2011-11-15'],
      breaks: [
        day('2011-09-05', 'Labor Day'),
        { name: 'Rosh Hashana', from: '2011-09-29', until: '2011-09-30' },
        day('2011-10-13', 'Sukkot'),
        day('2011-10-20', 'Shmini Atzeret'),
      ],
      swaps: [
        { date: '2011-10-11', follows: 'TH', name: 'Brandeis Thursday' },
        { date: '2011-10-17', follows: 'TH', name: 'Brandeis Thursday' },
      ],
    });
    const result = schedule(oneSectionADay, term);
    const inOctober = listDates(result, 'TH').filter((date) => date.startsWith('2011-10'));
    expect(inOctober).toEqual(['2011-10-06', '2011-10-11', '2011-10-17', '2011-10-27']);
    expect(listDates(result, 'TU')).not.toContain('2011-10-11');
    expect(listDates(result, 'MO')).not.toContain('2011-10-17');
    expect(listDates(result, 'MO')).toContain('2011-10-10');
  });

  test('every weekday meets equally often (fall 2020)', () => {
    const term = makeTerm({
      classes: ['2020-08-26', '2020-12-03'],
      breaks: [
        day('2020-09-07', 'Labor Day'),
        day('2020-09-28', 'No classes'),
        { name: 'Thanksgiving week', from: '2020-11-23', until: '2020-11-27' },
      ],
      swaps: [
        { date: '2020-09-10', follows: 'MO', name: 'Brandeis Monday' },
        { date: '2020-09-30', follows: 'MO', name: 'Brandeis Monday' },
      ],
    });
    const result = schedule(oneSectionADay, term);
    const counts = ['MO', 'TU', 'WE', 'TH', 'FR'].map((weekday) => listDates(result, weekday).length);
    // The purpose of the two swaps: equal counts.
    expect(counts).toEqual([13, 13, 13, 13, 13]);
  });
});
