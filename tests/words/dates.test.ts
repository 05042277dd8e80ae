import { describe, expect, test } from 'vitest';
import { readDate, readSpan } from '../../src/words/date.ts';
import { readInstant } from '../../src/words/instant.ts';
import { readLength } from '../../src/words/length.ts';
import { readDates, readMeetingTime } from '../../src/words/meeting-time.ts';
import type { Read } from '../../src/words/mistake.ts';
import { readWeekday, readWeekdays } from '../../src/words/weekday.ts';
import { readWeeks } from '../../src/words/weeks.ts';

function codeOf(read: Read<unknown>): string | null {
  return read.ok ? null : read.mistake.code;
}

describe('weekdays', () => {
  test.each([
    ['Mon Wed', 'MO WE'],
    ['Monday, Wednesday', 'MO WE'],
    ['wed & mon', 'MO WE'],
    ['Mon/Wed/Fri', 'MO WE FR'],
    ['Mon and Thurs.', 'MO TH'],
    ['Mondays', 'MO'],
    ['Wednesdays', 'WE'],
    ['Mon, ', 'MO'],
    ['Mon–Wed', 'MO TU WE'],
    ['Mon -Wed', 'MO TU WE'],
    ['Mon- Wed', 'MO TU WE'],
    ['Mon-Fri', 'MO TU WE TH FR'],
    ['Mon – Wed', 'MO TU WE'],
    ['Sat-Mon', 'MO SA SU'],
    ['MWF', 'MO WE FR'],
    ['TuTh', 'TU TH'],
    ['MoTuWeThFrSaSu', 'MO TU WE TH FR SA SU'],
    ['M W', 'MO WE'],
    ['Mon Mon', 'MO'],
  ])('%s', (text, days) => {
    expect(readWeekdays(text)).toEqual({ ok: true, value: days.split(' ') });
  });

  test.each([
    ['T', 'Write Tue or Thu.'],
    ['R', 'Write Thu.'],
    ['TTh', 'Write Tue Thu (or TuTh).'],
    ['TR', 'Write Tue Thu (or TuTh).'],
    ['S', 'Write Sat or Sun.'],
    ['U', 'Write Sun.'],
    ['SaS', 'Write each weekday so that it is clear by itself: Mon Tue Wed Thu Fri Sat Sun.'],
    ['MTWRF', 'Write each weekday so that it is clear by itself: Mon Tue Wed Thu Fri Sat Sun.'],
  ])('%s is refused with a hint', (text, hint) => {
    const read = readWeekdays(text);
    expect(!read.ok && read.mistake.code).toBe('ambiguous-weekday');
    expect(!read.ok && read.mistake.hint).toBe(hint);
  });

  test.each(['Mondy', '', 'Mon-Nov', '10am', 'Mon-Tue-Wed'])('%j is no weekday', (text) => {
    expect(codeOf(readWeekdays(text))).toBe('bad-weekday');
  });

  test('one weekday is one', () => {
    expect(readWeekday('Monday')).toEqual({ ok: true, value: 'MO' });
    expect(codeOf(readWeekday('Mon Tue'))).toBe('bad-weekday');
    expect(codeOf(readWeekday('Mo Tx'))).toBe('bad-weekday');
  });
});

describe('dates and spans', () => {
  test('a weekday beside a date must agree', () => {
    expect(readDate('Wed 2018-09-12')).toEqual({ ok: true, value: '2018-09-12' });
    expect(readDate(' Wednesday,  2018-09-12 ')).toEqual({ ok: true, value: '2018-09-12' });
    const wrong = readDate('Thu 2018-09-12');
    expect(!wrong.ok && wrong.mistake.message).toBe('2018-09-12 is a Wednesday, not a Thursday.');
    expect(codeOf(readDate('Xyz 2018-09-12'))).toBe('bad-weekday');
  });

  test.each([
    ['2018-02-29', 'no-such-date'],
    ['1969-12-31', 'no-such-date'],
    ['2200-01-01', 'no-such-date'],
    ['on Wed 2018-09-12', 'bad-date'],
    ['soon', 'bad-date'],
    ['12/09/2018', 'bad-date'],
  ])('%s is refused as %s', (text, code) => {
    expect(codeOf(readDate(text))).toBe(code);
  });

  test.each([
    ['Sep 12, 2018', 'Write 2018-09-12.'],
    ['12 September 2018', 'Write 2018-09-12.'],
    ['2018-9-3', 'Write 2018-09-03.'],
    ['2018/09/12', 'Write 2018-09-12.'],
    [' 2018-9-3 ', 'Write 2018-09-03.'],
    ['Jan 5, 2018', 'Write 2018-01-05.'],
    ['Wednesday, September 12, 2018', 'Write 2018-09-12.'],
    ['2018-10-111', 'Write a date as 2018-09-12, with its weekday if you like: Wed 2018-09-12.'],
    ['12018-10-11', 'Write a date as 2018-09-12, with its weekday if you like: Wed 2018-09-12.'],
  ])('%s is told how to be written', (text, hint) => {
    const read = readDate(text);
    expect(!read.ok && read.mistake.hint).toBe(hint);
  });

  test.each([
    ['2018-09-12 to 2018-12-14', '2018-09-12', '2018-12-14'],
    ['Wed 2018-09-12 – Fri 2018-12-14', '2018-09-12', '2018-12-14'],
    ['2018-09-12 - 2018-12-14', '2018-09-12', '2018-12-14'],
    ['2018-09-12', '2018-09-12', '2018-09-12'],
    [' 2018-09-12  to  2018-12-14 ', '2018-09-12', '2018-12-14'],
    ['2018-09-12—2018-12-14', '2018-09-12', '2018-12-14'],
    ['2018-09-12..2018-12-14', '2018-09-12', '2018-12-14'],
    ['2018-09-12 ... 2018-12-14', '2018-09-12', '2018-12-14'],
    ['1970-01-01 to 2199-12-31', '1970-01-01', '2199-12-31'],
  ])('%s', (text, from, until) => {
    expect(readSpan(text)).toEqual({ ok: true, value: { from, until } });
  });

  test.each([
    ['2018-12-14 to 2018-09-12', 'span-backwards'],
    ['2018-09-12 to 12-14', 'bad-date'],
    ['x to 2018-09-12', 'bad-date'],
    ['2018-09-12 to 2018-09-13 to 2018-09-14', 'bad-span'],
  ])('%s is refused as %s', (text, code) => {
    expect(codeOf(readSpan(text))).toBe(code);
  });

  test('lists of dates are sorted and bounded', () => {
    expect(readDates('2018-10-31, Wed 2018-10-24; 2018-10-24')).toEqual({
      ok: true,
      value: ['2018-10-24', '2018-10-31'],
    });
    expect(readDates('2018-10-30 to 2018-11-01')).toEqual({
      ok: true,
      value: ['2018-10-30', '2018-10-31', '2018-11-01'],
    });
    expect(readDates('2018-10-24,2018-10-31, Wed  2018-11-07 ')).toEqual({
      ok: true,
      value: ['2018-10-24', '2018-10-31', '2018-11-07'],
    });
    const many = readDates('2018-01-01 to 2019-02-04');
    expect(many.ok && many.value).toHaveLength(400);
    expect(codeOf(readDates('2018-01-01 to 2019-02-05'))).toBe('too-large');
    expect(codeOf(readDates('2018-01-01 to 2190-01-01'))).toBe('too-large');
    expect(codeOf(readDates('2018-01-01 to 2018-12-31, 2019-01-01 to 2019-12-31'))).toBe('too-large');
    expect(codeOf(readDates('2018-01-01, x'))).toBe('bad-date');
  });
});

describe('instants', () => {
  test.each([
    ['2018-10-01 09:30', '2018-10-01T13:30:00Z'],
    ['Mon 2018-10-01 9:30am', '2018-10-01T13:30:00Z'],
    ['2018-10-01', '2018-10-01T04:00:00Z'],
    ['2018-10-01 11:00', '2018-10-01T15:00:00Z'],
    ['2018-10-01T09:30:00', '2018-10-01T13:30:00Z'],
    ['2018-12-01 09:30', '2018-12-01T14:30:00Z'],
    [' 2018-10-01  11:00 ', '2018-10-01T15:00:00Z'],
    [' 2018-10-01T13:30:00Z ', '2018-10-01T13:30:00Z'],
    ['2018-10-01T13:30:05.999z', '2018-10-01T13:30:05Z'],
    ['2018-10-01T15:30+02:00', '2018-10-01T13:30:00Z'],
  ])('%s in New York', (text, utc) => {
    expect(readInstant(text, 'America/New_York')).toEqual({ ok: true, value: Date.parse(utc) });
  });

  test.each([
    ['yesterday', 'bad-instant'],
    ['2018-10-01 9:30', 'ambiguous-time'],
    ['Tue 2018-10-01', 'weekday-disagrees'],
    ['2018-02-30T10:00Z', 'no-such-date'],
    ['2018-10-01T25:00Z', 'bad-time'],
    ['2018-10-01x', 'bad-instant'],
    ['18-10-01', 'bad-instant'],
    ['2018-10-01 at 09:30', 'bad-time'],
    ['2018-10-01 25:30', 'bad-time'],
    ['2018-10-01 09:30:15 pm', 'bad-time'],
  ])('%s is refused as %s', (text, code) => {
    expect(codeOf(readInstant(text, 'America/New_York'))).toBe(code);
  });
});

test.each([
  ['50 minutes', 50],
  ['1 hour', 60],
  ['1h30', 90],
  ['90 min', 90],
  ['1.5 hours', 90],
  ['2h', 120],
  ['1 hour and 15 minutes', 75],
  ['24 h', 1440],
  [' 1 min ', 1],
])('the length %s is %i minutes', (text, minutes) => {
  expect(readLength(text)).toEqual({ ok: true, value: minutes });
});

test.each(['', '50', 'an hour', '0 min', '25 hours', '-5 min', '1:30'])('%j is no length', (text) => {
  expect(codeOf(readLength(text))).toBe('bad-length');
});

test.each([
  ['1, 3, 5-8', [1, 3, 5, 6, 7, 8]],
  ['8 and 2', [2, 8]],
  ['3–4', [3, 4]],
  [' 1,3 ', [1, 3]],
  ['8  and  2', [2, 8]],
  ['5 - 8', [5, 6, 7, 8]],
  ['106', [106]],
  ['odd', 'odd'],
  ['Even', 'even'],
])('the weeks %s', (text, weeks) => {
  expect(readWeeks(text)).toEqual({ ok: true, value: weeks });
});

test.each(['', '5-3', '1-999', '107', '1,,2', 'x1', '1x', 'all'])('%j are no weeks', (text) => {
  expect(codeOf(readWeeks(text))).toBe('bad-weeks');
});

describe('when a pattern meets', () => {
  const timed = (start: string, end: string | null): unknown => ({ start, end });
  test.each([
    ['Mon Wed 10:00am-10:50am', { weekdays: ['MO', 'WE'] }, timed('10:00', '10:50'), null],
    ['Wed 8pm-10pm x2', { weekdays: ['WE'] }, timed('20:00', '22:00'), 2],
    ['Wed 8pm-10pm ×12', { weekdays: ['WE'] }, timed('20:00', '22:00'), 12],
    [' Wed 8pm-10pm x1 ', { weekdays: ['WE'] }, timed('20:00', '22:00'), 1],
    ['Mon,10am-11am', { weekdays: ['MO'] }, timed('10:00', '11:00'), null],
    ['2018-10-24,  7pm-9pm', { dates: ['2018-10-24'] }, timed('19:00', '21:00'), null],
    ['Fri 14:00', { weekdays: ['FR'] }, timed('14:00', null), null],
    ['MWF, noon-1', { weekdays: ['MO', 'WE', 'FR'] }, timed('12:00', '13:00'), null],
    ['Mon Wed', { weekdays: ['MO', 'WE'] }, null, null],
    ['Wed 2018-10-24 7pm-9pm', { dates: ['2018-10-24'] }, timed('19:00', '21:00'), null],
    ['2018-10-24, 2018-10-31 7pm-9pm', { dates: ['2018-10-24', '2018-10-31'] }, timed('19:00', '21:00'), null],
    ['2018-10-24 to 2018-10-25 noon', { dates: ['2018-10-24', '2018-10-25'] }, timed('12:00', null), null],
    ['2018-10-24', { dates: ['2018-10-24'] }, null, null],
  ])('%s', (text, on, time, copies) => {
    expect(readMeetingTime(text)).toEqual({ ok: true, value: { on, time, copies } });
  });

  test.each([
    ['10am-11am', 'pattern-incomplete'],
    ['', 'pattern-incomplete'],
    ['TTh 10am', 'ambiguous-weekday'],
    ['Mon 3-4', 'ambiguous-time'],
    ['Mon 10am-11am in Bowen', 'bad-time'],
    ['Mon 10am x0', 'bad-time'],
    ['Wed 8pm-10pm x2 each', 'bad-time'],
  ])('%j is refused as %s', (text, code) => {
    expect(codeOf(readMeetingTime(text))).toBe(code);
  });
});
