import { expect, test } from 'vitest';
import { readClosedHours } from '../../src/words/closed.ts';
import { readDate, readSpan } from '../../src/words/date.ts';
import { readInstant } from '../../src/words/instant.ts';
import { readLength } from '../../src/words/length.ts';
import { readDates, readMeetingTime } from '../../src/words/meeting-time.ts';
import type { Mistake, Read } from '../../src/words/mistake.ts';
import { readDatedTime, readDestination } from '../../src/words/move.ts';
import { readTime, readTimeSpan } from '../../src/words/time-span.ts';
import { readWeekday, readWeekdays } from '../../src/words/weekday.ts';

type Notation = (text: string) => Read<unknown>;
const readMoment: Notation = (text) => readInstant(text, 'UTC');

function mistakeIn(read: Read<unknown>): Mistake {
  if (read.ok) throw new Error('it was understood');
  return read.mistake;
}

/** Message and hint; the caret marks the trimmed text unless a part is given. */
test.each<[Notation, string, Mistake['code'], string, string, string?]>([
  [readTime, 'ten', 'bad-time', '“ten” is no time.', 'Write a time as 10:00am, 3pm, noon or 14:00.'],
  [readTime, '13pm', 'bad-time', '“13pm” mixes 24-hour notation with am or pm.', 'Write 1:00pm or 13:00.'],
  [readTimeSpan, '1-2-3pm', 'bad-time', '“1-2-3pm” is no time.', 'Write a start and an end: 10:00am-10:50am.'],
  [
    readTimeSpan,
    '3-4',
    'ambiguous-time',
    '“3-4” may be 3:00am-4:00am or 3:00pm-4:00pm.',
    'Write 3:00am-4:00am or 3:00pm-4:00pm. Where all times are 24-hour notation, write clock: 24 in the term.',
  ],
  [
    readClosedHours,
    '2pm',
    'bad-time',
    '“2pm”: from then on, or until then?',
    'Write from 2pm, until 10am, 1pm-3pm or all day.',
  ],
  [readClosedHours, '10pm-1am', 'bad-time', '“10pm-1am” passes midnight.', 'Closed hours lie within one day.'],
  [readDate, '2200-01-01', 'no-such-date', '2200-01-01 is too far away.', 'Check the year.'],
  [
    readDate,
    'Xyz 2018-09-12',
    'bad-weekday',
    '“Xyz” is no weekday.',
    'Write a date as 2018-09-12, with its weekday if you like: Wed 2018-09-12.',
    'Xyz',
  ],
  [
    readDate,
    'Thu 2018-09-12',
    'weekday-disagrees',
    '2018-09-12 is a Wednesday, not a Thursday.',
    'Mend the date or its weekday.',
  ],
  [
    readSpan,
    '2018-12-14 to 2018-09-12',
    'span-backwards',
    '2018-09-12 lies before 2018-12-14.',
    'Put the earlier date first, or mend the year.',
  ],
  [
    readMoment,
    '2018-02-30T10:00Z',
    'no-such-date',
    'There is no 2018-02-30.',
    'Check the day and the month.',
    '2018-02-30',
  ],
  [
    readLength,
    '25 hours',
    'bad-length',
    '“25 hours” is not between a minute and a day.',
    'Write 50 minutes, 1 hour or 1h30.',
  ],
  [readLength, 'a while', 'bad-length', '“a while” is no length of time.', 'Write 50 minutes, 1 hour or 1h30.'],
  [
    readMeetingTime,
    '10am-11am',
    'pattern-incomplete',
    '“10am-11am” does not say on which days.',
    'Write weekdays and a time, Mon Wed 10:00am-10:50am, or a date and a time, 2018-10-24 7pm-9pm.',
  ],
  [
    readDates,
    '2018-01-01 to 2190-01-01',
    'too-large',
    'These are more than 400 dates.',
    'Write a weekly pattern with from and until.',
  ],
  [
    readDestination,
    'next\n  week',
    'bad-time',
    '“next week” is neither a date nor a time.',
    'Write Thu 2018-10-11 4pm-5pm, a date alone or a time alone.',
  ],
  [
    readDatedTime,
    '2018-10-11',
    'pattern-incomplete',
    '“2018-10-11” needs both a date and a time.',
    'Write Thu 2018-10-11 4pm-5pm.',
  ],
])('%o tells what is wrong with %j', (notation, text, code, message, hint, part = text) => {
  expect(mistakeIn(notation(text))).toEqual({ code, message, hint, part });
  expect(mistakeIn(notation(` ${text} `))).toMatchObject({ code, hint, part });
});

test('of weekdays the whole text is meant where one is wanted or none is there', () => {
  expect(mistakeIn(readWeekday('Mon Tue'))).toEqual({
    code: 'bad-weekday',
    message: '“Mon Tue” is more than one weekday.',
    hint: 'Write one, for example Monday.',
  });
  expect(mistakeIn(readWeekdays(' '))).toEqual({
    code: 'bad-weekday',
    message: 'There is no weekday here.',
    hint: 'Write weekdays as in Mon Wed.',
  });
});
