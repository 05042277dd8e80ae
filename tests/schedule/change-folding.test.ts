import { describe, expect, test } from 'vitest';
import type { Change, ChangeEffect } from '../../src/domain/change.ts';
import type { Section } from '../../src/domain/model.ts';
import {
  change,
  dated,
  listTimes,
  makeCourse,
  makeSection,
  makeTerm,
  meetingsOf,
  move,
  person,
  relative,
  room,
  schedule,
  weekly,
} from './rules.ts';

const term = makeTerm({ classes: ['2018-10-01', '2018-10-19'] });
const P01 = makeSection('P01', [weekly('FR 10:00-10:50', { where: room('Friend 008'), note: 'Bring a laptop' })]);

function run(changes: readonly Change[], sections: readonly Section[] = [P01]) {
  return schedule(makeCourse(sections, { changes }), term);
}

function second(changes: readonly Change[]) {
  return meetingsOf(run(changes), 'P01').find(({ originalDate }) => originalDate === '2018-10-12')?.facts;
}

const ON = '2018-10-12';
const extra = { date: '2018-10-10', start: '16:00', end: '17:00' };

describe('changes', () => {
  test('cancel with the public line, and never with the one for staff', () => {
    const facts = second([change('P01', ON, { cancel: true }, { say: 'No precept this week', why: 'Dismissal' })]);
    expect(facts).toMatchObject({ status: 'cancelled', reason: 'No precept this week', notes: ['Bring a laptop'] });
    expect(JSON.stringify(facts)).not.toContain('Dismissal');
  });

  test('move by date, by time, or both; a new start alone keeps the length', () => {
    const times = [
      move('2018-10-11'),
      move(null, '16:00'),
      move(null, null, '11:30'),
      move('2018-10-11', '23:30', '00:40'),
    ];
    expect(times.map((effect) => listTimes(run([change('P01', ON, effect)]), 'P01')[1])).toEqual([
      'Thu 2018-10-11 10:00-10:50',
      'Fri 2018-10-12 16:00-16:50',
      'Fri 2018-10-12 10:00-11:30',
      'Thu 2018-10-11 23:30-00:40',
    ]);
    expect(second([change('P01', ON, move(null, null, '11:30'))])?.movedFrom).toBeNull();
    expect(second([change('P01', ON, move('2018-10-11'))])?.movedFrom).toEqual({ date: ON, startTime: '10:00' });
    expect(second([change('P01', ON, move(ON, '10:00'))])?.movedFrom).toBeNull();
  });

  test('leave an open end open', () => {
    const open = makeSection('P01', [weekly('FR 10:00')]);
    expect(listTimes(run([change('P01', ON, move(null, '16:00'))], [open]), 'P01')[1]).toBe('Fri 2018-10-12 16:00');
  });

  test('set room, people and a note; what they say is a note too', () => {
    const staff = [person('song', 'Zhenyu Song')];
    const effect = {
      where: [{ type: 'online', url: 'https://meet.example.edu/1' } as const],
      staff,
      note: 'Camera off',
    };
    expect(second([change('P01', ON, effect, { say: 'Online this week' })])).toMatchObject({
      where: [{ text: 'Online', url: 'https://meet.example.edu/1', online: true, address: null }],
      staff: ['Zhenyu Song'],
      notes: ['Bring a laptop', 'Camera off', 'Online this week'],
      movedFrom: null,
    });
    expect(second([change('P01', ON, { where: [{ type: 'tba' }] })])).toMatchObject({
      where: [],
      whereToBeAnnounced: true,
    });
  });

  test.each<[string, Partial<ChangeEffect>, object]>([
    ['people', { staff: [person('song', 'Zhenyu Song')] }, { staff: ['Zhenyu Song'] }],
    ['a note', { note: 'Camera off' }, { notes: ['Bring a laptop', 'Camera off'] }],
    ['a room', { where: room('CS 105') }, { where: [{ text: 'CS 105' }] }],
  ])('may set %s and nothing else', (_, effect, facts) => {
    expect(second([change('P01', ON, effect)])).toMatchObject(facts);
  });

  test('apply in the order announced, the newest winning field by field', () => {
    const changes = [
      change('P01', ON, { where: room('C'), note: 'third' }, { announced: 3, say: 'To C' }),
      change('P01', ON, { where: room('A'), note: 'first' }, { announced: 1, say: 'To A' }),
      change('P01', ON, { ...move('2018-10-11'), where: room('B') }, { announced: 2, say: 'Thursday in B' }),
    ];
    const facts = second(changes);
    expect(facts).toMatchObject({ date: '2018-10-11', where: [{ text: 'C' }] });
    // The first change is fully overridden; the second's date still applies.
    expect(facts?.notes).toEqual(['Bring a laptop', 'Thursday in B', 'third', 'To C']);
  });

  test.each<[string, Partial<ChangeEffect>, Partial<ChangeEffect>]>([
    ['day', move('2018-10-11'), move(null, '16:00')],
    ['start', move(null, '16:00'), move('2018-10-11')],
    ['end', move(null, null, '11:30'), move('2018-10-11')],
    ['room', { where: room('A') }, { note: 'Camera off' }],
    ['note', { note: 'Camera off' }, { where: room('A') }],
  ])('say their line for as long as the %s that they set stands', (_, earlier, later) => {
    const lines = (...effects: Partial<ChangeEffect>[]) =>
      second(effects.map((effect, at) => change('P01', ON, effect, { announced: at, say: `line ${at}` })))?.notes;
    expect(lines(earlier, later)).toEqual(expect.arrayContaining(['line 0', 'line 1']));
    expect(lines(earlier, earlier)).not.toContain('line 0');
  });

  test('of one instant go by term, course, desk, and then as written', () => {
    const from = (text: string, source: Change['source']) => change('P01', ON, { where: room(text) }, { source });
    const all = [from('desk 1', 'desk'), from('desk 2', 'desk')];
    const course = makeCourse([P01], { changes: [from('course', 'course')] });
    const withTerm = makeTerm({ classes: ['2018-10-01', '2018-10-19'], changes: [from('term', 'term')] });
    const where = (desk: readonly Change[]) =>
      meetingsOf(schedule(course, withTerm, { changes: desk }), 'P01')[1]?.facts.where[0]?.text;
    expect(where([])).toBe('course');
    expect(where(all)).toBe('desk 2');
    expect(where([...all].reverse())).toBe('desk 1');
  });

  describe('made at the desk', () => {
    const KEY = 'fall-2018/c';
    const says = (text: string, announced: number, source: Change['source'], laidOver?: Record<string, number>) =>
      change('P01', ON, { where: room(text) }, { source, announced, ...(laidOver ? { laidOver } : {}) });
    const where = (desk: readonly Change[], ofCourse: readonly Change[] = [], ofTerm: readonly Change[] = []) =>
      meetingsOf(
        schedule(
          makeCourse([P01], { changes: ofCourse }),
          makeTerm({ classes: ['2018-10-01', '2018-10-19'], changes: ofTerm }),
          { changes: desk },
        ),
        'P01',
      )[1]?.facts.where[0]?.text;

    test('keep the order in which they are given, whatever their clocks said', () => {
      expect(where([says('first', 900, 'desk', {}), says('second', 5, 'desk', {})])).toBe('second');
      expect(where([says('first', 900, 'desk'), says('second', 5, 'desk')])).toBe('second');
      expect(where([says('first', 900, 'desk'), says('second', 5, 'desk', {})])).toBe('second');
    });

    test('come after what the files held when they were made, and before what is announced later there', () => {
      const written = says('written', 500, 'course');
      const made = (laidOver: Record<string, number>) => says('made', 5, 'desk', laidOver);
      expect(where([made({ [KEY]: 500 })], [written])).toBe('made');
      expect(where([made({})], [written])).toBe('written');
      expect(where([made({ [KEY]: 400 })], [written])).toBe('written');
      expect(where([made({ [KEY]: 400 })], [says('earlier', 300, 'course')])).toBe('made');
      expect(where([made({ 'fall-2018': 500 })], [], [says('term', 500, 'term')])).toBe('made');
    });

    test('that came after one laid over a file come after that file too', () => {
      const desk = [says('one', 9, 'desk', { [KEY]: 500 }), says('two', 8, 'desk', {})];
      expect(where(desk, [says('written', 500, 'course')])).toBe('two');
    });

    test('before this was recorded, stand among the files’ by the instant at which they were announced', () => {
      expect(where([says('made', 400, 'desk')], [says('written', 500, 'course')])).toBe('written');
      expect(where([says('made', 600, 'desk')], [says('written', 500, 'course')])).toBe('made');
    });
  });

  test('a later move brings a cancelled meeting back, a later cancellation ends a moved one', () => {
    const cancel = (announced: number) => change('P01', ON, { cancel: true }, { announced, say: 'Illness' });
    const moved = change('P01', ON, move('2018-10-11'), { announced: 5, say: 'On Thursday' });
    expect(second([cancel(4), moved])).toMatchObject({ status: 'confirmed', reason: null, date: '2018-10-11' });
    expect(second([cancel(4), moved])?.notes).toEqual(['Bring a laptop', 'On Thursday']);
    expect(second([moved, cancel(6)])).toMatchObject({ status: 'cancelled', reason: 'Illness', date: '2018-10-11' });
  });

  test('apply up to an instant, that one included', () => {
    const changes = [change('P01', ON, { cancel: true }, { announced: 100 })];
    const at = (changesUntil: number) =>
      listTimes(schedule(makeCourse([P01], { changes }), term, { changesUntil }), 'P01')[1];
    expect([at(99), at(100)]).toEqual(['Fri 2018-10-12 10:00-10:50', 'Fri 2018-10-12 10:00-10:50 cancelled']);
  });

  test('refer to original dates, wherever a meeting stands', () => {
    const moved = change('P01', ON, move('2018-10-19', '14:00'), { announced: 1 });
    const cancel = change('P01', '2018-10-19', { cancel: true }, { announced: 2 });
    expect(listTimes(run([moved, cancel]), 'P01')).toEqual([
      'Fri 2018-10-05 10:00-10:50',
      'Fri 2018-10-19 10:00-10:50 cancelled',
      'Fri 2018-10-19 14:00-14:50',
    ]);
  });

  test('are about sections by any id, kinds, spans and patterns', () => {
    const sections = [
      makeSection('P01', [weekly('FR 10:00-10:50')], { kind: 'precept', formerly: ['P09'], also: ['Pa'] }),
      makeSection('L01', [weekly('FR 09:00-09:50'), weekly('FR 15:00-15:50', { id: 'pm' })]),
    ];
    const cancelled = (...fields: Parameters<typeof change>): string[] =>
      run([change(...fields)], sections)
        .meetings.filter(({ facts }) => facts.status === 'cancelled')
        .map(({ identity }) => identity.replace('fall-2018/c/', ''));
    const cancel = { cancel: true };
    expect(cancelled('p09', ON, cancel)).toEqual(['P01//2018-10-12']);
    expect(cancelled('Pa', ON, cancel)).toEqual(['P01//2018-10-12']);
    expect(cancelled(null, ON, cancel, { scope: { kinds: ['precept'] } })).toEqual(['P01//2018-10-12']);
    expect(cancelled('L01', ON, cancel, { scope: { pattern: 'pm' } })).toEqual(['L01/pm/2018-10-12']);
    expect(cancelled('L01', ON, cancel, { scope: { pattern: '' } })).toEqual(['L01//2018-10-12']);
    expect(cancelled('P01', '2018-10-06 2018-10-19', cancel)).toEqual(['P01//2018-10-12', 'P01//2018-10-19']);
    expect(cancelled(null, ON, cancel)).toHaveLength(3);
    expect(cancelled('P01', null, cancel)).toEqual([]);
  });

  test('touch what is there when their turn comes', () => {
    const changes = [
      change(null, '2018-10-08 2018-10-12', { cancel: true }, { announced: 1 }),
      change('P01', null, { extra }, { announced: 2 }),
    ];
    expect(listTimes(run(changes), 'P01')).toContain('Wed 2018-10-10 16:00-17:00');
  });
});

describe('an extra meeting', () => {
  const make = (fields: Parameters<typeof change>[3] = {}) =>
    change(
      'P01 P02',
      null,
      { extra, where: room('CS 003'), note: 'Review' },
      { id: 'review', say: 'Before the exam', ...fields },
    );
  const sections = [P01, makeSection('P02', [weekly('FR 11:00-11:50')])];

  test('is made for each section of the scope, with place, people and note', () => {
    const result = run([make()], sections);
    for (const section of ['P01', 'P02']) expect(listTimes(result, section)).toContain('Wed 2018-10-10 16:00-17:00');
    expect(meetingsOf(result, 'P01')[1]).toMatchObject({
      identity: 'fall-2018/c/P01/extra/review/2018-10-10',
      pattern: 'review',
      originalDate: '2018-10-10',
      series: null,
      facts: { where: [{ text: 'CS 003' }], notes: ['Review', 'Before the exam'], movedFrom: null },
    });
  });

  test('has no place, nobody and no note where none is given', () => {
    const bare = change('P02', null, { extra });
    const [meeting] = meetingsOf(run([bare], [makeSection('P02', [])]), 'P02');
    expect(meeting?.facts).toMatchObject({ where: [], whereToBeAnnounced: false, staff: [], notes: [] });
  });

  test('can be moved, cancelled and brought back by later changes, by its date', () => {
    const later = change('P01', '2018-10-10', move('2018-10-11'), { announced: 1 });
    const off = change('P01', '2018-10-10', { cancel: true }, { announced: 2, scope: { pattern: 'review' } });
    const moved = meetingsOf(run([make(), later], sections), 'P01')[1];
    expect(moved?.facts).toMatchObject({ date: '2018-10-11', movedFrom: { date: '2018-10-10', startTime: '16:00' } });
    expect(moved?.identity).toBe('fall-2018/c/P01/extra/review/2018-10-10');
    expect(meetingsOf(run([make(), later, off], sections), 'P01')[1]?.facts).toMatchObject({
      status: 'cancelled',
      notes: ['Review', 'Before the exam'],
    });
  });

  test('is the first meeting of a section whose meetings are to be announced', () => {
    const exam = makeSection('X', [], { kind: 'exam', toBeAnnounced: true });
    const result = run([change('X', null, { extra })], [exam]);
    expect(listTimes(result, 'X')).toEqual(['Wed 2018-10-10 16:00-17:00']);
  });
});

describe('other patterns over a span', () => {
  const OH = makeSection('OH', [
    weekly('MO WE 15:00-16:00', { where: room('CS 323'), staff: [person('lloyd', 'Wyatt Lloyd')] }),
    weekly('TU 10:00-11:00', { id: 'tue' }),
  ]);
  const midterms = '2018-10-08 2018-10-12';
  const instead = (patterns: Section['patterns'], fields: Parameters<typeof change>[3] = {}) =>
    change('OH', midterms, { instead: patterns }, { say: 'Midterm week', ...fields });
  const timesIn = (changes: readonly Change[], sections = [OH]): string[] =>
    listTimes(run(changes, sections), 'OH').filter(
      (time) => time.slice(4, 14) >= '2018-10-08' && time.slice(4, 14) <= '2018-10-13',
    );

  test('move what both give, cancel what only the rules give, and add the rest', () => {
    const result = run([instead([weekly('MO TH 16:00-20:00')])], [OH]);
    expect(timesIn([instead([weekly('MO TH 16:00-20:00')])])).toEqual([
      'Mon 2018-10-08 16:00-20:00',
      'Tue 2018-10-09 10:00-11:00 cancelled',
      'Wed 2018-10-10 15:00-16:00 cancelled',
      'Thu 2018-10-11 16:00-20:00',
    ]);
    const [monday, tuesday, , thursday] = meetingsOf(result, 'OH').filter(
      ({ originalDate }) => originalDate >= '2018-10-08',
    );
    expect(monday).toMatchObject({
      identity: 'fall-2018/c/OH//2018-10-08',
      series: 'fall-2018/c/OH//series/MO+WE',
      facts: {
        movedFrom: { date: '2018-10-08', startTime: '15:00' },
        notes: ['Midterm week'],
        where: [{ text: 'CS 323' }],
        staff: ['Wyatt Lloyd'],
      },
    });
    expect(tuesday?.facts).toMatchObject({ reason: 'Midterm week', notes: [] });
    expect(thursday).toMatchObject({
      identity: 'fall-2018/c/OH//2018-10-11',
      series: null,
      facts: { movedFrom: null, where: [], staff: [], notes: ['Midterm week'] },
    });
  });

  test('leave the other weeks alone, however they are narrowed', () => {
    const other = instead([weekly('FR 16:00-20:00', { from: '2018-10-01', until: '2018-10-30' })]);
    expect(listTimes(run([other], [OH]), 'OH').filter((time) => time.startsWith('Fri'))).toEqual([
      'Fri 2018-10-12 16:00-20:00',
    ]);
    const narrow = instead([weekly('MO TU WE TH FR 16:00-20:00', { from: '2018-10-10', until: '2018-10-11' })]);
    expect(timesIn([narrow])).toEqual([
      'Mon 2018-10-08 15:00-16:00 cancelled',
      'Tue 2018-10-09 10:00-11:00 cancelled',
      'Wed 2018-10-10 16:00-20:00',
      'Thu 2018-10-11 16:00-20:00',
    ]);
  });

  test('take the change’s place, people and note where they have none', () => {
    const OWN = { where: room('CS 003'), staff: [person('y', 'Yu')], note: 'Own' };
    const both = [weekly('MO 16:00-20:00'), weekly('TH 16:00-20:00', OWN)];
    const change1 = change('OH', midterms, {
      instead: both,
      where: room('FC 010'),
      staff: [person('x', 'Xia')],
      note: 'All',
    });
    const result = run([change1], [OH]);
    const facts = (date: string) => meetingsOf(result, 'OH').find(({ originalDate }) => originalDate === date)?.facts;
    expect(facts('2018-10-08')).toMatchObject({ where: [{ text: 'FC 010' }], staff: ['Xia'], notes: ['All'] });
    expect(facts('2018-10-11')).toMatchObject({ where: [{ text: 'CS 003' }], staff: ['Yu'], notes: ['Own'] });
    expect(facts('2018-10-10')).toMatchObject({ status: 'cancelled', where: [{ text: 'CS 323' }] });
  });

  test('take the section’s place and people where neither they nor the change say them, as its own patterns do', () => {
    const section = { ...OH, where: room('Lab 7'), staff: [person('ada', 'Ada Example')] };
    const result = run([instead([weekly('MO TH 16:00-20:00')])], [section]);
    const facts = (date: string) => meetingsOf(result, 'OH').find(({ originalDate }) => originalDate === date)?.facts;
    expect(facts('2018-10-11')).toMatchObject({ where: [{ text: 'Lab 7' }], staff: ['Ada Example'] });
    // Meetings before the change keep their pattern's own room.
    expect(facts('2018-10-08')).toMatchObject({ where: [{ text: 'CS 323' }], staff: ['Wyatt Lloyd'] });
  });

  test('can be of every kind, and only for the pattern named', () => {
    const lecture = makeSection('L01', [weekly('TH 09:00-10:00')]);
    expect(timesIn([instead([relative('after L01', 60), dated('2018-10-13 10:00-12:00')])], [OH, lecture])).toEqual([
      'Mon 2018-10-08 15:00-16:00 cancelled',
      'Tue 2018-10-09 10:00-11:00 cancelled',
      'Wed 2018-10-10 15:00-16:00 cancelled',
      'Thu 2018-10-11 10:00-11:00',
      'Sat 2018-10-13 10:00-12:00',
    ]);
    expect(timesIn([instead([weekly('TU 12:00-13:00', { id: 'tue' })], { scope: { pattern: 'tue' } })])).toEqual([
      'Mon 2018-10-08 15:00-16:00',
      'Tue 2018-10-09 12:00-13:00',
      'Wed 2018-10-10 15:00-16:00',
    ]);
  });

  test('bring a cancelled meeting back, and give way to later changes', () => {
    const off = change('OH', '2018-10-08', { cancel: true }, { announced: 1 });
    const other = instead([weekly('MO 16:00-20:00')], { announced: 2 });
    const later = change('OH', '2018-10-08', move('2018-10-09'), { announced: 3 });
    expect(timesIn([off, other])[0]).toBe('Mon 2018-10-08 16:00-20:00');
    expect(timesIn([off, other, later])).toContain('Tue 2018-10-09 16:00-20:00');
  });

  test('outdo what earlier changes set, lines and all, but not their notes', () => {
    const each = [
      move('2018-10-07'),
      move(null, '14:00'),
      move(null, null, '15:30'),
      { where: room('A') },
      { staff: [person('x', 'Xia')] },
      { note: 'Bring ID' },
    ];
    const changes = each.map((effect, at) => change('OH', '2018-10-08', effect, { announced: at, say: `line ${at}` }));
    const result = run([...changes, instead([weekly('MO 16:00-20:00')], { announced: 9 })], [OH]);
    const monday = meetingsOf(result, 'OH').find(({ originalDate }) => originalDate === '2018-10-08');
    expect(monday?.facts.notes).toEqual(['Bring ID', 'line 5', 'Midterm week']);
  });

  test('replace one another, and never an extra meeting', () => {
    const first = instead([weekly('TH 16:00-20:00')], { announced: 1 });
    const added = change('OH', null, { extra: { date: '2018-10-12', start: '09:00', end: '10:00' } }, { announced: 1 });
    const next = instead([weekly('WE 16:00-20:00')], { announced: 2, say: 'Once more' });
    expect(timesIn([first, added, next]).slice(2)).toEqual([
      'Wed 2018-10-10 16:00-20:00',
      'Thu 2018-10-11 16:00-20:00 cancelled',
      'Fri 2018-10-12 09:00-10:00',
    ]);
  });
});
