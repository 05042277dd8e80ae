import { describe, expect, test } from 'vitest';
import type { PublishedCourse } from '../../src/domain/published.ts';
import type { CourseSchedule } from '../../src/domain/schedule.ts';
import { type CourseDelta, compareCourses, listDifferences } from '../../src/publication/delta.ts';
import { kindsOf } from '../../src/publication/difference.ts';
import { reviseCourse } from '../../src/publication/revise.ts';
import { isDrastic, summariseDelta } from '../../src/publication/summary.ts';
import { sayDifference } from '../../src/publication/words.ts';
import { courseFacts, edit, movedTo, of, PUBLISHED, schedule, sectionFacts, venue } from './schedules.ts';

const RULES = schedule();
const LAST = reviseCourse(null, RULES, PUBLISHED).next;
const NOW = Date.UTC(2018, 9, 1);

function revise(fresh: CourseSchedule, last: PublishedCourse = LAST): { next: PublishedCourse; delta: CourseDelta } {
  return reviseCourse(last, fresh, last.lastModified + 1000);
}

const without = (schedule: CourseSchedule, dates: (date: string) => boolean): CourseSchedule => ({
  ...schedule,
  meetings: schedule.meetings.filter((meeting) => !dates(meeting.originalDate)),
});

describe('a delta', () => {
  test('counts a first publication', () => {
    const delta = compareCourses(null, LAST);
    expect(delta).toMatchObject({ key: 'fall-2018/cos418', first: true, addedSections: ['L01', 'P01'] });
    expect(summariseDelta(delta)).toBe('adds 41, adds L01 and P01; L01, P01 and all');
  });

  test('is empty between a publication and itself', () => {
    expect(summariseDelta(compareCourses(LAST, LAST))).toBe('changes nothing');
    expect(summariseDelta(compareCourses(LAST, structuredClone(LAST)))).toBe('changes nothing');
  });

  test('names each meeting with what is said of it', () => {
    const { next, delta } = revise(
      edit(RULES, of('L01', '2018-10-10'), (f) => ({ ...f, status: 'cancelled', reason: 'Snow' })),
    );
    const differences = listDifferences(LAST, next);
    expect(differences.map(({ identity }) => identity)).toEqual(['fall-2018/cos418/L01//2018-10-10']);
    expect(differences.map(sayDifference)).toEqual(['cancelled: Snow']);
    expect(delta).toMatchObject({ counts: { cancelled: 1, moved: 0 }, visible: 1, feeds: ['L01'] });
  });

  test('sums up an edit of everything', () => {
    let next = edit(RULES, of('L01', '2018-09-12'), (f) => ({ ...f, status: 'cancelled' }));
    next = edit(next, of('L01', '2018-09-17'), (f) => movedTo(f, '2018-09-18', '10:00', '10:50'));
    next = edit(next, of('L01', '2018-09-19'), (f) => ({ ...f, where: [venue('A')], staff: ['B'] }));
    next = edit(next, of('L01', '2018-09-24'), (f) => ({ ...f, topic: 'Paxos' }));
    next = edit(next, of('L01', '2018-09-26'), (f) => ({ ...f, number: 4 }));
    next = {
      ...next,
      withdrawn: ['fall-2018/cos418/L01//2018-12-12'],
      sections: [...next.sections, sectionFacts('X')],
    };
    const { next: published, delta } = revise(next);
    expect(summariseDelta(delta)).toBe(
      'cancels 1, moves 1, changes 1 room, changes who holds 1, revises 1 otherwise, renumbers 1, withdraws 1, adds X; ' +
        'L01, X and all',
    );
    const { delta: undone } = revise(RULES, published);
    expect(summariseDelta(undone)).toBe(
      'adds 1, cancels 0, moves 1, changes 1 room, changes who holds 1, brings back 1, revises 1 otherwise, ' +
        'renumbers 1, takes away X; L01, X and all',
    );
    const { delta: again } = revise(schedule({ sections: next.sections }), revise(RULES, published).next);
    expect(summariseDelta(again)).toBe('cancels 0, moves 0, changes 0 rooms, brings back X; X and all');
  });

  test('names the feeds in which a section rides', () => {
    const riding = { ...RULES, sections: [sectionFacts('L01'), sectionFacts('P01', { with: ['L01'] })] };
    const { next } = revise(riding);
    const { delta } = revise(
      edit(riding, of('P01', '2018-10-11'), (f) => ({ ...f, status: 'cancelled' })),
      next,
    );
    expect(delta.feeds).toEqual(['L01', 'P01']);
  });

  test('counts what is raised for its surroundings, and a new meeting that does not take place', () => {
    const { delta } = revise(schedule({ course: courseFacts({ title: 'Systems' }) }));
    expect(delta.counts.revised).toBe(41);
    const short = reviseCourse(
      null,
      without(RULES, (date) => date === '2018-12-12'),
      PUBLISHED,
    ).next;
    const cancelled = edit(RULES, of('L01', '2018-12-12'), (f) => ({ ...f, status: 'cancelled' }));
    const { next, delta: last } = revise(cancelled, short);
    expect(last.counts).toMatchObject({ added: 0, cancelled: 0, revised: 1 });
    expect(listDifferences(short, next)).toMatchObject([{ before: null, after: { date: '2018-12-12' } }]);
    expect(listDifferences(short, next).flatMap(kindsOf)).toEqual(['revised']);
  });
});

describe('an edit is drastic', () => {
  const drastic = (fresh: CourseSchedule, now = NOW): boolean => isDrastic(LAST, revise(fresh).next, now);
  // From NOW on: 22 lectures and 11 precepts, so 8 are no more than a quarter.
  const lectures = RULES.meetings.filter((m) => of('L01')(m) && m.facts.start >= NOW).map((m) => m.originalDate);
  const first = (count: number) => (date: string) => lectures.slice(0, count).includes(date);

  test('when it takes away a section, but not when that is renamed', () => {
    expect(drastic({ ...RULES, sections: RULES.sections.slice(0, 1) })).toBe(true);
    expect(drastic({ ...RULES, sections: [sectionFacts('L01'), sectionFacts('P7', { aliases: ['P01'] })] })).toBe(
      false,
    );
  });

  test('when it takes away more than a quarter of what is to come', () => {
    expect(lectures).toHaveLength(22);
    expect(drastic(without(RULES, first(8)))).toBe(false);
    expect(drastic(without(RULES, first(9)))).toBe(true);
    expect(drastic(without(RULES, (date) => date < '2018-10-01'))).toBe(false);
    expect(
      drastic(
        without(RULES, () => true),
        Date.UTC(2019, 0, 1),
      ),
    ).toBe(false);
  });

  test('when a break does, whose name is no reason that anybody gave', () => {
    const shutDays = [{ name: 'Recess', from: lectures[0] ?? '', until: lectures[8] ?? '' }];
    const fresh = { ...without(RULES, first(9)), shutDays };
    const next = revise(fresh).next;
    expect(next.meetings.filter(({ facts }) => facts.reason === 'Recess').length).toBeGreaterThan(8);
    expect(isDrastic(LAST, next, NOW, new Set(fresh.meetings.map(({ identity }) => identity)))).toBe(true);
  });

  test('when it withdraws as many, or cancels them without a word, but not with a reason', () => {
    const ids = RULES.meetings.filter(of('L01')).filter(({ originalDate }) => first(9)(originalDate));
    expect(drastic({ ...RULES, withdrawn: ids.map(({ identity }) => identity) })).toBe(true);
    const cancel = (reason: string | null) =>
      edit(
        RULES,
        (m) => ids.includes(m),
        (f) => ({ ...f, status: 'cancelled', reason }),
      );
    expect(drastic(cancel(null))).toBe(true);
    expect(drastic(cancel('Snow'))).toBe(false);
  });

  test('never when nothing was published before, nor again for what is gone', () => {
    expect(isDrastic(null, LAST, NOW)).toBe(false);
    const other = { ...LAST, course: { ...LAST.course, weekend: ['FR', 'SA'] as const } };
    expect(isDrastic(LAST, other, NOW)).toBe(true);
    expect(isDrastic(other, LAST, NOW)).toBe(true);
    expect(isDrastic(other, other, NOW)).toBe(false);
    const gone = { ...RULES, sections: RULES.sections.slice(0, 1), meetings: RULES.meetings.filter(of('L01')) };
    const last = revise(gone).next;
    expect(isDrastic(last, revise(gone, last).next, NOW)).toBe(false);
  });
});
