import { describe, expect, test } from 'vitest';
import { readDue } from '../../../src/words/due.ts';
import { readMarkedCourse } from '../marked.ts';
import { codesOf, readGoodCourse } from '../rules.ts';

const SECTIONS = `sections:
  L01: {kind: lecture, meets: Mon Wed 10am-11am}
  P01: {kind: precept, formerly: P00, meets: Fri 10am-11am}
`;
const NEW_YORK = { zone: 'America/New_York', clock: null };
const withDeadlines = (...deadlines: readonly string[]): string =>
  `${SECTIONS}deadlines:\n${deadlines.map((keys) => `  - {${keys}}\n`).join('')}`;

test.each([
  ['2018-10-01 11:59pm', '2018-10-01', '23:59'],
  ['Mon 2018-10-01 17:00', '2018-10-01', '17:00'],
  ['2018-10-01 at noon', '2018-10-01', '12:00'],
  ['2018-10-01T23:59', '2018-10-01', '23:59'],
  ['2018-10-01 23:59:00', '2018-10-01', '23:59'],
  // The end of the day, and its beginning.
  ['2018-10-01 24:00', '2018-10-02', '00:00'],
  ['2018-10-01 12am', '2018-10-01', '00:00'],
  // Instants are converted to the term's zone.
  ['2018-10-02T03:59:00Z', '2018-10-01', '23:59'],
  ['2018-10-02T05:59+02:00', '2018-10-01', '23:59'],
])('%s is due on %s at %s', (text, date, time) => {
  expect(readDue(text, NEW_YORK)).toEqual({ ok: true, value: { date, time } });
});

test('by a 24-hour clock no time is ambiguous', () => {
  expect(readDue('2018-10-01 9', { ...NEW_YORK, clock: 24 })).toEqual({
    ok: true,
    value: { date: '2018-10-01', time: '09:00' },
  });
});

test.each([
  ['soon', 'bad-instant'],
  ['11:59pm', 'bad-instant'],
  ['2018-10-01', 'deadline-time-missing'],
  ['Mon 2018-10-01', 'deadline-time-missing'],
  ['Tue 2018-10-01 5pm', 'weekday-disagrees'],
  ['2018-02-30 5pm', 'no-such-date'],
  ['2018-10-01 5:00', 'ambiguous-time'],
  ['2018-10-01 4pm-5pm', 'bad-time'],
])('%s is a mistake: %s', (text, code) => {
  expect(readDue(text, NEW_YORK)).toMatchObject({ ok: false, mistake: { code } });
});

test('a deadline is for everybody, or for sections by any of their ids', () => {
  const { deadlines } = readGoodCourse(
    withDeadlines(
      'id: hw1, title: HW 1, due: 2018-10-01 11:59pm',
      'id: lab2, title: Lab 2, due: Fri 2018-10-05 5pm, for: P00, url: "https://example.edu/2", note: On paper.',
    ),
  );
  expect(deadlines.map(({ at: _, ...deadline }) => deadline)).toEqual([
    { id: 'hw1', title: 'HW 1', date: '2018-10-01', time: '23:59', for: [], url: null, note: null },
    {
      ...{ id: 'lab2', title: 'Lab 2', date: '2018-10-05', time: '17:00' },
      ...{ for: ['P01'], url: 'https://example.edu/2', note: 'On paper.' },
    },
  ]);
});

describe('a problem is reported for', () => {
  const HW = 'id: hw1, title: HW 1, due: 2018-10-01 11:59pm';
  test.each([
    ['no id', ['title: HW 1, due: 2018-10-01 11:59pm'], 'missing-key'],
    ['no title', ['id: hw1, due: 2018-10-01 11:59pm'], 'missing-key'],
    ['no time', ['id: hw1, title: HW 1'], 'missing-key'],
    ['an id that is taken', [HW, 'id: HW1, title: HW 2, due: 2018-10-08 11:59pm'], 'id-taken'],
    ['two that look the same', [HW, 'id: hw2, title: HW 1, due: 2018-10-01 23:59'], 'deadline-twice'],
    ['an unknown section', [`${HW}, for: P09`], 'unknown-section'],
    ['a date outside the term', ['id: hw1, title: HW 1, due: 2019-10-01 11:59pm'], 'outside-term'],
    ['midnight', ['id: hw1, title: HW 1, due: 2018-10-02 12am'], 'deadline-midnight'],
  ])('%s', (_, deadlines, code) => {
    expect(codesOf(withDeadlines(...deadlines))).toEqual([code]);
  });

  test('a section that has their address; it stays as it is', () => {
    const own = 'sections:\n  «deadlines»: {kind: lecture, meets: Mon 10am-11am}\n';
    const { problems, at } = readMarkedCourse(own);
    expect(problems).toMatchObject([{ code: 'reserved-id', severity: 'warning', at }]);
    const plain = own.replaceAll(/[«»]/g, '');
    expect(codesOf(`${plain}deadlines: [{${HW}}]\n`)).toEqual(['id-taken', 'reserved-id']);
  });
});

describe('a change of a deadline', () => {
  const change = (keys: string): string =>
    `${withDeadlines('id: hw1, title: HW 1, due: 2018-10-01 11:59pm')}changes:\n  - {announced: 2018-09-20, ${keys}}\n`;

  test('names it by its id alone', () => {
    const [read] = readGoodCourse(change('deadline: HW1, move: 2018-10-03 11:59pm')).changes;
    expect(read?.scope).toEqual({ sections: ['deadlines'], kinds: null, dates: null, pattern: 'hw1' });
    expect(read?.effect.move).toEqual({ date: '2018-10-03', start: '23:59', end: null });
  });

  test.each([
    ['deadline: hw2, cancel: yes', 'unknown-deadline'],
    ['deadline: hw1, on: 2018-10-01, cancel: yes', 'key-combination'],
    ['deadline: hw1, sections: L01, cancel: yes', 'key-combination'],
    ['deadline: hw1, where: Bowen 222', 'key-combination'],
    ['deadline: hw1, move: 2018-10-03 4pm-5pm', 'key-combination'],
    ['deadline: hw1', 'change-empty'],
  ])('{%s} is refused: %s', (keys, code) => {
    expect(codesOf(change(keys))).toContain(code);
  });

  test('is not possible for a whole term, which has none', () => {
    const term = `title: Fall 2018\nzone: America/New_York\nclasses: 2018-09-12 to 2018-12-14\nchanges: [{announced: 2018-09-20, deadline: hw1, cancel: yes}]\n`;
    expect(codesOf(SECTIONS, { 'terms/fall-2018.yaml': term })).toEqual(['unknown-deadline']);
  });
});
