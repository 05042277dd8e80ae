import { expect, test } from 'vitest';
import { type Fields, readChangeForm } from '../../../src/desk/change/change-form.ts';

const read = (fields: Record<string, string | string[]>) =>
  readChangeForm(
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? value : [value]]),
    ) as Fields,
  );
const WAS = { 'was-date': '2018-10-12', 'was-start': '11:00', 'was-end': '11:50' };

test.each([
  ['a date alone', { 'move-date': '2018-10-13', 'move-start': '11:00', 'move-end': '11:50' }, '2018-10-13'],
  ['times alone', { 'move-date': '2018-10-12', 'move-start': '10:00', 'move-end': '10:50' }, '10:00am-10:50am'],
  ['both', { 'move-date': '2018-10-13', 'move-start': '12:00', 'move-end': '00:30' }, '2018-10-13 12:00pm-12:30am'],
  ['without an end', { 'move-date': '2018-10-12', 'move-start': '09:05', 'move-end': '' }, '9:05am'],
])('a move says what differs from where the meeting stands: %s', (_name, fields, move) => {
  expect(read({ ...WAS, ...fields, on: '2018-10-12', sections: 'P02' }).move).toBe(move);
});

test('what stays as it was is not written', () => {
  expect(read({ ...WAS, 'move-date': '2018-10-12', 'move-start': '11:00', 'move-end': '11:50', say: ' ' })).toEqual({});
});

test('a span, kinds, several rooms and people, online with its link, an extra meeting', () => {
  expect(
    read({ on: '2018-10-22', until: '2018-10-28', kinds: ['precept', 'lab'], where: 'A\r\nB', staff: ['x', 'y'] }),
  ).toEqual({
    from: '2018-10-22',
    until: '2018-10-28',
    kinds: ['precept', 'lab'],
    where: ['A', 'B'],
    staff: ['x', 'y'],
  });
  expect(
    read({ on: '2018-10-22', until: '2018-10-22', online: 'yes', 'online-url': 'https://a.example/1', pattern: '' }),
  ).toEqual({
    on: '2018-10-22',
    pattern: '',
    where: 'online https://a.example/1',
  });
  expect(
    read({ sections: 'P02', 'extra-date': '2018-10-18', 'extra-start': '19:00', 'extra-end': '20:00', on: 'x' }),
  ).toEqual({
    sections: ['P02'],
    extra: '2018-10-18 7:00pm-8:00pm',
  });
});
