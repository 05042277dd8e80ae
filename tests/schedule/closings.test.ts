import { describe, expect, test } from 'vitest';
import type { Closing } from '../../src/domain/model.ts';
import {
  change,
  dated,
  listTimes,
  makeCourse,
  makeSection,
  makeTerm,
  meetingsOf,
  move,
  relative,
  schedule,
  weekly,
} from './rules.ts';

const DAY = '2018-11-15';

function closing(from: string | null, until: string | null, date = DAY): Closing {
  return { date, from, until, name: 'Snow' };
}

const course = makeCourse([
  makeSection('early', [weekly('TH 09:00-10:00')]),
  makeSection('running', [weekly('TH 13:00-15:00')]),
  makeSection('endless', [weekly('TH 13:30')]),
  makeSection('starts', [weekly('TH 14:00-15:00')]),
  makeSection('late', [dated(`${DAY} 19:00-21:00`)]),
  makeSection('night', [dated('2018-11-14 22:00-01:00')]),
  makeSection('hours', [relative('after running', 30)]),
]);

function onTheDay(closings: readonly Closing[], changes: Parameters<typeof change>[] = []): Record<string, string> {
  const term = makeTerm({ closings });
  const result = schedule({ ...course, changes: changes.map((fields) => change(...fields)) }, term);
  const times: Record<string, string> = {};
  for (const { id } of course.sections) {
    const [meeting] = listTimes(result, id).filter((time) => time.includes(DAY) || time.includes('2018-11-14'));
    if (meeting) times[id] = meeting.slice(15);
  }
  return times;
}

describe('a term’s closing', () => {
  test('from 14:00 takes what starts then or later and ends what is running', () => {
    expect(onTheDay([closing('14:00', null)])).toEqual({
      early: '09:00-10:00',
      running: '13:00-14:00',
      endless: '13:30',
      night: '22:00-01:00',
    });
  });

  test('until 10:00 takes what starts before, and ends what runs into the day', () => {
    const times = onTheDay([closing(null, '10:00')]);
    expect(times).toMatchObject({ running: '13:00-15:00', starts: '14:00-15:00', night: '22:00-00:00' });
    expect(times).not.toHaveProperty('early');
  });

  test('between hours takes what starts in them; what starts as they end is held', () => {
    expect(onTheDay([closing('13:00', '14:00')])).toEqual({
      early: '09:00-10:00',
      starts: '14:00-15:00',
      late: '19:00-21:00',
      night: '22:00-01:00',
    });
  });

  test('of a whole day takes all that starts on it', () => {
    expect(onTheDay([closing(null, null)])).toEqual({ night: '22:00-00:00' });
  });

  test('is named by what it ends early, after that one’s own note, and by nothing else', () => {
    const running = makeSection('running', [dated(`${DAY} 13:00-15:00`, { note: 'Bring a laptop' })]);
    const over = makeSection('over', [dated(`${DAY} 13:00-14:00`)]);
    const result = schedule(makeCourse([running, over]), makeTerm({ closings: [closing('14:00', null)] }));
    const facts = (section: string) => meetingsOf(result, section)[0]?.facts;
    expect(facts('running')).toMatchObject({ endTime: '14:00', notes: ['Bring a laptop', 'Ends early: Snow'] });
    expect(facts('over')).toMatchObject({ endTime: '14:00', notes: [] });
  });

  test('is told in the course’s language', () => {
    const running = makeSection('running', [dated(`${DAY} 13:00-15:00`)]);
    const result = schedule(
      makeCourse([running], { language: 'de' }),
      makeTerm({ closings: [closing('14:00', null)] }),
    );
    expect(meetingsOf(result, 'running')[0]?.facts.notes).toEqual(['Endet früher: Snow']);
  });

  test('two on one day both count', () => {
    const times = onTheDay([closing('14:30', null), closing('09:30', '10:00')]);
    expect(times).toEqual({
      early: '09:00-09:30',
      running: '13:00-14:30',
      endless: '13:30',
      starts: '14:00-14:30',
      night: '22:00-01:00',
    });
  });

  test('is judged where a meeting stands: a move out of it saves, a move into it does not', () => {
    const moves: Parameters<typeof change>[] = [
      ['starts', DAY, move('2018-11-16')],
      ['early', DAY, move(null, '16:00')],
    ];
    const result = schedule(
      { ...course, changes: moves.map((fields) => change(...fields)) },
      makeTerm({ closings: [closing('14:00', null)] }),
    );
    expect(listTimes(result, 'starts')).toContain('Fri 2018-11-16 14:00-15:00');
    expect(listTimes(result, 'early').filter((time) => time.includes(DAY))).toEqual([]);
    expect(result.problems.map(({ code }) => code)).toEqual(['change-refers-to-nothing']);
  });
});

describe('a closing that a change announces', () => {
  const close = { close: { from: '14:00', until: null } };

  test('cancels with its public line, and leaves running meetings shorter with a note', () => {
    const result = schedule({ ...course, changes: [change(null, DAY, close, { say: 'Snow' })] }, makeTerm());
    const facts = (section: string) =>
      meetingsOf(result, section).find(({ originalDate }) => originalDate === DAY)?.facts;
    expect(facts('starts')).toMatchObject({ status: 'cancelled', reason: 'Snow', notes: [] });
    expect(facts('late')).toMatchObject({ status: 'cancelled', reason: 'Snow' });
    expect(facts('running')).toMatchObject({ status: 'confirmed', endTime: '14:00', notes: ['Snow'], movedFrom: null });
    expect(facts('hours')).toMatchObject({ status: 'cancelled', startTime: '14:00', reason: 'Snow' });
    expect(facts('early')).toMatchObject({ status: 'confirmed', notes: [] });
    expect(result.problems).toEqual([]);
  });

  test('holds on every date of its span, and for its sections, kinds and pattern only', () => {
    const span = `2018-11-13 ${DAY}`;
    expect(onTheDay([], [['starts', span, close]])).toMatchObject({
      starts: '14:00-15:00 cancelled',
      late: '19:00-21:00',
    });
    expect(onTheDay([], [[null, span, close, { scope: { kinds: ['lab'] } }]])).toMatchObject({ starts: '14:00-15:00' });
    const ofPattern = (pattern: string) => onTheDay([], [['starts', DAY, close, { scope: { pattern } }]]);
    expect(ofPattern('x')).toMatchObject({ starts: '14:00-15:00' });
    expect(ofPattern('')).toMatchObject({ starts: '14:00-15:00 cancelled' });
    expect(onTheDay([], [[null, '2018-11-14', close]])).toMatchObject({
      night: '22:00-01:00 cancelled',
      late: '19:00-21:00',
    });
  });

  test('cuts a meeting that runs into it from the evening before', () => {
    expect(onTheDay([], [[null, DAY, { close: { from: null, until: '06:00' } }]])).toMatchObject({
      night: '22:00-00:00',
    });
  });

  test('meets what an earlier change moved into it, not what a later change put there', () => {
    const into = (announced: number): Parameters<typeof change> => ['early', DAY, move(null, '16:00'), { announced }];
    const closed: Parameters<typeof change> = [null, DAY, close, { announced: 5 }];
    expect(onTheDay([], [into(4), closed])).toMatchObject({ early: '16:00-17:00 cancelled' });
    expect(onTheDay([], [closed, into(6)])).toMatchObject({ early: '16:00-17:00' });
  });

  test('leaves an extra meeting announced after it, and takes one announced before', () => {
    const extra = { extra: { date: DAY, start: '17:00', end: '18:00' } };
    const at = (announced: number) =>
      schedule(
        makeCourse([makeSection('L01', [])], {
          changes: [change('L01', null, extra, { announced }), change(null, DAY, close, { announced: 5 })],
        }),
      );
    expect(listTimes(at(4), 'L01')).toEqual([`Thu ${DAY} 17:00-18:00 cancelled`]);
    expect(listTimes(at(6), 'L01')).toEqual([`Thu ${DAY} 17:00-18:00`]);
  });

  test('lets a later move bring a meeting back, with its whole length', () => {
    const closed: Parameters<typeof change> = [null, DAY, close, { announced: 5, say: 'Snow' }];
    const onFriday = (section: string): Parameters<typeof change> => [
      section,
      DAY,
      move('2018-11-16'),
      { announced: 6 },
    ];
    const result = schedule(
      { ...course, changes: [closed, onFriday('starts'), onFriday('running')].map((fields) => change(...fields)) },
      makeTerm(),
    );
    expect(listTimes(result, 'starts')).toContain('Fri 2018-11-16 14:00-15:00');
    expect(listTimes(result, 'running')).toContain('Fri 2018-11-16 13:00-15:00');
  });

  test('keeps the reason of a later cancellation', () => {
    const result = schedule(
      makeCourse([makeSection('L01', [dated(`${DAY} 15:00-16:00`)])], {
        changes: [
          change(null, DAY, close, { announced: 5, say: 'Snow' }),
          change(null, DAY, { cancel: true }, { announced: 6, say: 'Term over' }),
        ],
      }),
    );
    expect(result.meetings[0]?.facts.reason).toBe('Term over');
  });

  test('about a day without any meeting refers to nothing', () => {
    const result = schedule({ ...course, changes: [change(null, '2018-11-18', close)] });
    expect(result.problems.map(({ code }) => code)).toEqual(['change-refers-to-nothing']);
  });
});
