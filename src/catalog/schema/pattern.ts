import { z } from 'zod';
import { RHYTHM_PATTERN, RHYTHM_WORDS } from '../../words/rhythm.ts';
import { LIMITS } from '../limits.ts';
import { date, id, length, line, note, oneOrMore, times } from './words.ts';

export const where = oneOrMore(
  z.string().min(1).max(LIMITS.url).describe('A place.'),
  'A place (its name, id or another spelling), several, `online`, `online https://…`, or `TBA`.',
  LIMITS.few,
);
export const staff = oneOrMore(
  line('A person.', LIMITS.note),
  'People of the course by their ids; a name with a space in it may be written as it is.',
  LIMITS.few,
);

export const patternSchema = z
  .strictObject({
    on: times(
      'Weekdays and a time, `Mon Wed 10:00am-10:50am`, `first Monday of the month 4pm-5pm`; or dates and a time, `2018-10-24 7pm-9pm`; or `Thu TBA`, `by appointment`, `asynchronous`.',
      'Mon Wed 10:00am-10:50am',
      LIMITS.note,
    ).optional(),
    dates: oneOrMore(line('A date.', LIMITS.note), 'Dates, with `time`.').optional(),
    'by appointment': line(
      'Held by appointment: the address where one is made (a page or a mail address), or `yes`.',
      LIMITS.url,
    ).optional(),
    time: times('The time of `dates` (or of weekdays in `on`): `7pm-9pm`.', '7pm-9pm').optional(),
    after: line('A section of the course: this meets after each of its meetings.').optional(),
    before: line('A section of the course: this meets before each of its meetings.').optional(),
    for: length('How long, with `after` or `before`: `30 minutes`.').optional(),
    gap: length('Time between the two, with `after` or `before`: `10 minutes`.').optional(),
    id: id('Needed only where two patterns of the section can fall on one date, and then by all but one.').optional(),
    where: where.optional(),
    staff: staff.optional(),
    copies: z
      .string()
      .regex(/^[1-9]\d?$/, { message: 'count' })
      .describe('Parallel copies, as `x2`: so many are on duty.')
      .optional(),
    note: note('A line for the description.').optional(),
    from: date('The first date.').optional(),
    until: date('The last date.').optional(),
    except: oneOrMore(
      line('A date, or a span of dates.', LIMITS.note),
      'Dates on which it does not meet, and never was going to: `2018-10-10, 2018-11-19 to 2018-11-23`.',
      LIMITS.many,
    ).optional(),
    every: z
      .string()
      .regex(RHYTHM_PATTERN, { message: 'rhythm' })
      .meta({ examples: RHYTHM_WORDS })
      .describe(
        '`second week` (`3rd week`, …) counts the term’s numbered teaching weeks from the pattern’s first; `second calendar week` counts all.',
      )
      .optional(),
    weeks: oneOrMore(
      line('Week numbers.'),
      'Numbered teaching weeks: `1, 3, 5-8`, `odd` or `even`.',
      LIMITS.few,
    ).optional(),
    half: z.enum(['first', 'second']).describe('A half of the term, as the term names them.').optional(),
    during: oneOrMore(
      line('A period.'),
      'Periods of the term in which it meets; `classes` unless said.',
      LIMITS.few,
    ).optional(),
  })
  .describe('When and where a section meets.');

const patternText = times('A pattern in one text: `Mon Wed 10:00am-10:50am`.', 'Mon Wed 10:00am-10:50am', LIMITS.note);

export const patterns = z.union([
  patternText,
  patternSchema,
  z.array(z.union([patternText, patternSchema])).max(LIMITS.patterns),
]);
export const meets = patterns.describe(
  'A pattern, a list of patterns, `TBA`, `Thu TBA`, `by appointment`, `asynchronous`; a list may hold several of these.',
);
