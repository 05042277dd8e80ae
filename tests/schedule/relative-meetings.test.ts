import { describe, expect, test } from 'vitest';
import {
  change,
  dated,
  listDates,
  listTimes,
  makeCourse,
  makeSection,
  makeTerm,
  meetingsOf,
  move,
  relative,
  room,
  schedule,
  weekly,
} from './rules.ts';

const term = makeTerm({ classes: ['2018-09-10', '2018-09-23'] });
const lecture = makeSection('L01', [weekly('MO WE 10:00-10:50', { where: room('Bowen 222') })]);

function lean(pattern: ReturnType<typeof relative>, fields: Parameters<typeof makeCourse>[1] = {}, base = lecture) {
  return schedule(makeCourse([makeSection('OH', [pattern], { kind: 'office hours' }), base], fields), term);
}

describe('a relative pattern', () => {
  test('begins where each meeting of its base ends, or ends where it begins', () => {
    expect(listTimes(lean(relative('after L01', 30)), 'OH')).toEqual([
      'Mon 2018-09-10 10:50-11:20',
      'Wed 2018-09-12 10:50-11:20',
      'Mon 2018-09-17 10:50-11:20',
      'Wed 2018-09-19 10:50-11:20',
    ]);
    expect(listTimes(lean(relative('before L01', 30)), 'OH')[0]).toBe('Mon 2018-09-10 09:30-10:00');
  });

  test('leaves a gap, and may have no end', () => {
    expect(listTimes(lean(relative('after L01', 30, { gap: 10 })), 'OH')[0]).toBe('Mon 2018-09-10 11:00-11:30');
    expect(listTimes(lean(relative('before L01', 30, { gap: 10 })), 'OH')[0]).toBe('Mon 2018-09-10 09:20-09:50');
    expect(listTimes(lean(relative('after L01', null)), 'OH')[0]).toBe('Mon 2018-09-10 10:50');
  });

  test('gives nothing before its base without a length, nor after a base without an end or without meetings', () => {
    expect(listTimes(lean(relative('before L01', null)), 'OH')).toEqual([]);
    expect(listTimes(lean(relative('after L01', 30), {}, makeSection('L01', [weekly('MO 10:00')])), 'OH')).toEqual([]);
    expect(listTimes(lean(relative('after L02', 30)), 'OH')).toEqual([]);
  });

  test('is in its base’s room as that stands, unless it names one', () => {
    const changes = [change('L01', '2018-09-12', { where: room('McDonnell A02') })];
    const rooms = (pattern: ReturnType<typeof relative>): string[] =>
      meetingsOf(lean(pattern, { changes }), 'OH').map(({ facts }) => facts.where[0]?.text ?? '');
    expect(rooms(relative('after L01', 30))).toEqual(['Bowen 222', 'McDonnell A02', 'Bowen 222', 'Bowen 222']);
    expect(rooms(relative('after L01', 30, { where: room('CS 323') }))).toEqual(Array(4).fill('CS 323'));
  });

  test('is narrowed by its own dates, weeks and half, by the base’s original date', () => {
    const changes = [change('L01', '2018-09-12', move('2018-09-18'))];
    const first = (fields: Parameters<typeof relative>[2]) =>
      listTimes(lean(relative('after L01', 30, fields), { changes }), 'OH');
    expect(first({ until: '2018-09-12' })).toEqual(['Mon 2018-09-10 10:50-11:20', 'Tue 2018-09-18 10:50-11:20']);
    expect(first({ weeks: [1] })).toEqual(['Mon 2018-09-10 10:50-11:20', 'Tue 2018-09-18 10:50-11:20']);
    expect(first({ from: '2018-09-17', until: '2018-09-17' })).toEqual(['Mon 2018-09-17 10:50-11:20']);
    expect(first({ half: 'first' })).toEqual([]);
  });

  test('of a half of the term leans on that half’s meetings, and one of no half on all', () => {
    const halves = {
      first: { from: '2018-09-10', until: '2018-09-16' },
      second: { from: '2018-09-17', until: '2018-09-23' },
    };
    const datesOf = (fields: Parameters<typeof relative>[2]) => {
      const course = makeCourse([makeSection('OH', [relative('after L01', 30, fields)]), lecture]);
      return listDates(schedule(course, { ...term, halves }), 'OH');
    };
    expect(datesOf({ half: 'second' })).toEqual(['2018-09-17', '2018-09-19']);
    expect(datesOf({})).toHaveLength(4);
  });

  test('of numbered weeks does not lean on what lies outside every week', () => {
    const base = makeSection('L01', [dated('2018-09-12 2018-12-24 10:00-10:50')]);
    expect(listTimes(lean(relative('after L01', 30, { weeks: [1] }), {}, base), 'OH')).toEqual([
      'Wed 2018-09-12 10:50-11:20',
    ]);
  });

  test('has its own note and none of its base’s', () => {
    const base = makeSection('L01', [weekly('MO 10:00-10:50', { note: 'Bring a laptop' })]);
    const notes = (fields: Parameters<typeof relative>[2]) =>
      meetingsOf(lean(relative('after L01', 30, fields), {}, base), 'OH')[0]?.facts.notes;
    expect([notes({}), notes({ note: 'Ring the bell' })]).toEqual([[], ['Ring the bell']]);
  });

  test('is of no series where only a change gave its base an end', () => {
    const changes = [change('L01', '2018-09-10', move(null, null, '11:00'))];
    const result = lean(relative('after L01', 30), { changes }, makeSection('L01', [weekly('MO 10:00')]));
    expect(listTimes(result, 'OH')).toEqual(['Mon 2018-09-10 11:00-11:30']);
    expect(meetingsOf(result, 'OH')[0]?.series).toBeNull();
  });

  test('is known by its base’s identity, not by where that stands', () => {
    const changes = [change('L01', '2018-09-12', move('2018-09-14', '09:00'))];
    const moved = meetingsOf(lean(relative('after L01', 30), { changes }), 'OH')[1];
    expect(moved).toMatchObject({
      identity: 'fall-2018/c/OH//by/fall-2018/c/L01//2018-09-12',
      originalDate: '2018-09-12',
      facts: { date: '2018-09-14', startTime: '09:50', movedFrom: { date: '2018-09-12', startTime: '10:50' } },
    });
  });

  test('is cancelled with its base and its reason, and comes back with it', () => {
    const cancel = change('L01', '2018-09-12', { cancel: true }, { announced: 1, say: 'Illness' });
    const revive = change('L01', '2018-09-12', move('2018-09-13'), { announced: 2 });
    const cancelled = lean(relative('after L01', 30), { changes: [cancel] });
    expect(meetingsOf(cancelled, 'OH')[1]?.facts).toMatchObject({ status: 'cancelled', reason: 'Illness', notes: [] });
    const back = lean(relative('after L01', 30), { changes: [cancel, revive] });
    expect(listTimes(back, 'OH')[1]).toBe('Thu 2018-09-13 10:50-11:20');
  });

  test('follows extra meetings too', () => {
    const extra = { date: '2018-09-14', start: '15:00', end: '16:00' };
    const result = lean(relative('after L01', 30), { changes: [change('L01', null, { extra }, { id: 'make-up' })] });
    expect(listTimes(result, 'OH')).toContain('Fri 2018-09-14 16:00-16:30');
    expect(meetingsOf(result, 'OH').map(({ identity }) => identity)).toContain(
      'fall-2018/c/OH//by/fall-2018/c/L01/extra/make-up/2018-09-14',
    );
  });

  test('a change made to it directly wins over whatever happens to its base', () => {
    const own = change('OH', '2018-09-12', move('2018-09-13', '14:00'), { announced: 1 });
    const base = change('L01', '2018-09-12', { cancel: true }, { announced: 2, say: 'Illness' });
    const result = lean(relative('after L01', 30), { changes: [own, base] });
    expect(listTimes(result, 'OH')[1]).toBe('Thu 2018-09-13 14:00-14:30');
    expect(meetingsOf(result, 'OH')[1]?.facts).toMatchObject({ status: 'confirmed', reason: null });
  });

  test('can lean on what leans', () => {
    const course = makeCourse([
      makeSection('C', [relative('after B', 15, { gap: 5 })]),
      makeSection('B', [relative('after L01', 30)]),
      lecture,
    ]);
    const result = schedule(course, term);
    expect(listTimes(result, 'C')[0]).toBe('Mon 2018-09-10 11:25-11:40');
    expect(meetingsOf(result, 'C')[0]?.facts.where[0]?.text).toBe('Bowen 222');
  });

  test('never hangs in a circle, which the catalog refuses', () => {
    const course = makeCourse([
      makeSection('A', [relative('after B', 30), weekly('FR 10:00-11:00')]),
      makeSection('B', [relative('after A', 30)]),
      makeSection('C', [relative('after C', 30)]),
    ]);
    expect(listTimes(schedule(course, term), 'C')).toEqual([]);
  });

  test('leans on several patterns of its base, each once', () => {
    const base = makeSection('L01', [
      weekly('MO 10:00-10:50'),
      weekly('MO 14:00-14:50', { id: 'second' }),
      dated('2018-09-13 09:00-10:00'),
    ]);
    expect(listTimes(lean(relative('after L01', 10), {}, base), 'OH')).toEqual([
      'Mon 2018-09-10 10:50-11:00',
      'Mon 2018-09-10 14:50-15:00',
      'Thu 2018-09-13 10:00-10:10',
      'Mon 2018-09-17 10:50-11:00',
      'Mon 2018-09-17 14:50-15:00',
    ]);
  });

  test('crosses midnight with its base, and is then of no series', () => {
    const result = lean(relative('after L01', 60), {}, makeSection('L01', [weekly('MO 22:00-23:30')]));
    expect(listTimes(result, 'OH')[0]).toBe('Mon 2018-09-10 23:30-00:30');
    expect(meetingsOf(result, 'OH')[0]?.series).toBe('fall-2018/c/OH//series/MO');
    const late = lean(relative('after L01', 60), {}, makeSection('L01', [weekly('MO 22:00-00:30')]));
    expect(listTimes(late, 'OH')[0]).toBe('Tue 2018-09-11 00:30-01:30');
    expect(meetingsOf(late, 'OH')[0]).toMatchObject({ series: null, originalDate: '2018-09-10' });
    const daily = lean(relative('after L01', 60), {}, makeSection('L01', [weekly('MO TU 22:00-00:30')]));
    expect(daily.series.filter(({ section }) => section === 'OH')).toEqual([]);
    const early = lean(relative('before L01', 60), {}, makeSection('L01', [weekly('MO 00:30-02:00')]));
    expect(listTimes(early, 'OH')[0]).toBe('Sun 2018-09-09 23:30-00:30');
  });
});
