import { describe, expect, test } from 'vitest';
import type { PublishedCourse, PublishedMeeting } from '../../src/domain/published.ts';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { edit, of, PUBLISHED, schedule, sectionFacts } from './schedules.ts';

const DAY = 86_400_000;
const RULES = schedule();
const DATE = '2018-10-10';

function without(which: (meeting: { originalDate: string }) => boolean, fields: Partial<CourseSchedule> = {}) {
  return { ...RULES, meetings: RULES.meetings.filter((meeting) => !which(meeting)), ...fields };
}
const withoutDate = without(({ originalDate }) => originalDate === DATE);

/** Publications at the given days after the first one. */
function publish(...schedules: readonly (readonly [days: number, CourseSchedule])[]): PublishedCourse {
  let last: PublishedCourse | null = null;
  for (const [days, fresh] of schedules) last = reviseCourse(last, fresh, PUBLISHED + days * DAY).next;
  return last as PublishedCourse;
}

function find(course: PublishedCourse, date = DATE): PublishedMeeting | undefined {
  return course.meetings.find(of('L01', date));
}

describe('what an edit of the rules takes away', () => {
  test('is cancelled at once, for 30 days, and leaves without a word', () => {
    const taken = publish([0, RULES], [1, withoutDate]);
    expect(find(taken)).toMatchObject({ sequence: 1, taken: PUBLISHED + DAY, facts: { status: 'cancelled' } });
    expect(taken.leavesAt).toBe(PUBLISHED + 31 * DAY);
    const kept = publish([0, RULES], [1, withoutDate], [30, withoutDate]);
    expect(kept).toEqual(taken);
    const left = publish([0, RULES], [1, withoutDate], [31, withoutDate]);
    expect(find(left)).toBeUndefined();
    expect(left.leavesAt).toBeUndefined();
    expect(left.changes).toEqual(taken.changes);
    expect(left.sections.map(({ lastModified }) => lastModified)).toEqual([PUBLISHED + 31 * DAY, PUBLISHED]);
  });

  test('goes on counting should it return', () => {
    expect(find(publish([0, RULES], [1, withoutDate], [2, RULES]))).toMatchObject({ sequence: 2, standing: 'inside' });
    const back = publish([0, RULES], [1, withoutDate], [31, withoutDate], [32, RULES]);
    expect(find(back)).toMatchObject({ sequence: 2, standing: 'inside', facts: { status: 'confirmed' } });
    expect(back.absent).toEqual([]);
  });

  test('stays marked where it is due within 14 days', () => {
    const begins = (find(publish([0, RULES]))?.facts.start ?? 0) - PUBLISHED;
    const days = Math.floor(begins / DAY);
    const soon = publish([0, RULES], [days - 13, withoutDate], [days + 40, withoutDate]);
    expect(find(soon)).toMatchObject({ sequence: 1, standing: 'apart', facts: { status: 'cancelled', reason: null } });
    expect(find(soon)?.taken).toBeUndefined();
    expect(find(publish([0, RULES], [days - 14, withoutDate]))?.taken).toBeDefined();
  });

  test('stays marked where the publisher wants that, also what was to leave', () => {
    const marked: CourseSchedule = { ...withoutDate, takenAway: 'marked' };
    const course = publish([0, RULES], [1, marked], [50, marked]);
    expect(find(course)).toMatchObject({ sequence: 1, standing: 'apart', facts: { status: 'cancelled' } });
    expect(find(course)?.taken).toBeUndefined();
    const later = publish([0, RULES], [1, withoutDate], [2, marked], [50, marked]);
    expect(find(later)).toMatchObject({ sequence: 2, standing: 'apart' });
    expect(find(later)?.taken).toBeUndefined();
  });

  test('leaves a section its last event', () => {
    const only = ['2018-12-05', '2018-12-10', '2018-12-12'];
    const given = (dates: readonly string[]) =>
      without(({ originalDate }) => !dates.includes(originalDate) && originalDate !== '2018-09-13');
    const course = publish([0, given(only)], [1, given([])], [40, given([])]);
    expect(course.meetings.filter(of('L01')).map(({ originalDate }) => originalDate)).toEqual(['2018-12-12']);
    expect(course.leavesAt).toBeUndefined();
  });

  test('is nothing that a change cancelled, nor what earlier releases kept as cancelled', () => {
    const snow = edit(RULES, of('L01', DATE), (facts) => ({ ...facts, status: 'cancelled', reason: 'Snow' }));
    const course = publish([0, RULES], [1, snow], [2, withoutDate], [60, withoutDate]);
    expect(find(course)).toMatchObject({ sequence: 1, facts: { reason: 'Snow' } });
    expect(find(course)?.taken).toBeUndefined();
  });
});

describe('what the term takes away stays, with its reason', () => {
  const [meeting] = RULES.meetings.filter(of('L01', DATE));
  const start = meeting?.facts.start ?? 0;

  test.each([
    ['a break', { shutDays: [{ name: 'Recess', from: '2018-10-08', until: '2018-10-12' }] }, 'Recess'],
    ['a swapped day', { shutDays: [{ name: 'Monday schedule', from: DATE, until: DATE }] }, 'Monday schedule'],
    ['a closing', { shutHours: [{ name: 'Storm', begin: start, end: start + 1 }] }, 'Storm'],
  ])('%s', (_, fields, reason) => {
    const fresh = { ...withoutDate, ...fields };
    const course = publish([0, RULES], [1, fresh], [50, fresh]);
    expect(find(course)).toMatchObject({ sequence: 1, standing: 'apart', facts: { status: 'cancelled', reason } });
    expect(find(course)?.taken).toBeUndefined();
  });

  test('but not what stood there whatever the day: a dated meeting', () => {
    const dated = { ...RULES, meetings: RULES.meetings.map((one) => ({ ...one, series: null })) };
    const shutDays = [{ name: 'Recess', from: '2018-10-08', until: '2018-10-12' }];
    expect(find(publish([0, dated], [1, { ...withoutDate, shutDays }]))?.taken).toBeDefined();
  });
});

describe('a section that ends', () => {
  test('marks its meetings to come', () => {
    const ended = { on: '2018-10-01', instead: [] };
    const fresh = without(({ originalDate }) => originalDate > '2018-10-01', {
      sections: [sectionFacts('L01', { ended }), sectionFacts('P01')],
    });
    const course = publish([0, RULES], [1, fresh], [50, fresh]);
    expect(find(course)).toMatchObject({ standing: 'apart', facts: { status: 'cancelled' } });
    expect(find(course)?.taken).toBeUndefined();
  });

  test('keeps what is over as it was, in its series, when its rules are gone', () => {
    const gone = without(of('P01') as never, {
      sections: RULES.sections.slice(0, 1),
      series: RULES.series.slice(0, 1),
    });
    const days = (Date.UTC(2018, 9, 15) - PUBLISHED) / DAY;
    const first = publish([0, RULES]);
    const course = publish([0, RULES], [days, gone], [days + 40, gone]);
    const precept = course.meetings.filter(of('P01'));
    const over = precept.filter(({ facts }) => facts.start < Date.UTC(2018, 9, 15));
    expect(over).toEqual(first.meetings.filter(of('P01')).slice(0, over.length));
    expect(over.length).toBeGreaterThan(3);
    for (const { facts, taken } of precept.slice(over.length)) {
      expect([facts.status, taken]).toEqual(['cancelled', undefined]);
    }
    const series = course.series.find(({ rule }) => rule.section === 'P01');
    expect(series).toMatchObject({ sequence: 1, dates: over.map(({ originalDate }) => originalDate) });
  });
});
