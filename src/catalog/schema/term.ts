import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { changes } from './change.ts';
import { allow, clock, date, kind, language, line, oneOrMore, published, span, times, yes } from './words.ts';

const audience = z
  .strictObject({
    courses: oneOrMore(line('A course’s id.', LIMITS.note), 'Courses by id.', LIMITS.many).optional(),
    kinds: oneOrMore(kind, 'Kinds of sections.', LIMITS.few).optional(),
    campuses: oneOrMore(line('A campus.', LIMITS.note), 'Campuses of the site.', LIMITS.few).optional(),
  })
  .describe('Whom it is for; everybody unless said. All that is given must hold.');

const weekday = line('A weekday: Monday.', 20);

export const termSchema = z
  .strictObject({
    title: line('The term’s title: Fall 2018.', 80),
    language: language.optional(),
    zone: line('The time zone: America/New_York.', 60).meta({ examples: ['America/New_York', 'Europe/Berlin'] }),
    weekStarts: weekday.describe('The first day of a week; Monday unless said.').optional(),
    weekend: line('The days of its weekend: `Fri Sat`; Saturday and Sunday unless said.', 60).optional(),
    clock: clock.optional(),
    published: published.optional(),
    classes: span('The dates of classes.'),
    reading: span('The reading period.').optional(),
    exams: span('The exam period.').optional(),
    periods: z.record(line('A name.', 40), span('A period.')).describe('Other periods by name.').optional(),
    breaks: oneOrMore(
      z.strictObject({
        name: line('Its name.').optional(),
        dates: oneOrMore(span('Its dates.'), 'Its dates.'),
        for: audience.optional(),
        counts: yes('`yes`: its weeks are numbered as teaching weeks, as a reading week’s are.').optional(),
      }),
      'Dates without classes; holidays are breaks of one day.',
      LIMITS.many,
    ).optional(),
    closings: oneOrMore(
      z.strictObject({
        name: line('Its name.').optional(),
        date: date('The day.'),
        from: line('The time from which on it is closed.').optional(),
        until: line('The time until which it is closed.').optional(),
        for: audience.optional(),
      }),
      'Hours in which nothing begins.',
      LIMITS.many,
    ).optional(),
    swaps: oneOrMore(
      z.strictObject({
        name: line('Its name.').optional(),
        date: date('The day.'),
        follows: weekday.describe('The weekday whose classes meet.'),
        from: line('Only for classes that begin at this time or later.').optional(),
        until: line('Only for classes that begin before this time.').optional(),
        for: audience.optional(),
      }),
      'Days on which the classes of another weekday meet in place of their own.',
      LIMITS.many,
    ).optional(),
    hours: oneOrMore(
      z.strictObject({
        name: line('Its name, a line for descriptions.').optional(),
        dates: oneOrMore(span('Its dates.'), 'Its dates.'),
        replace: z
          .record(line('A time: 8am-9:20am, or a start.', 40), times('The time instead.', '8:30am-9:30am', 40))
          .describe('The time instead, by the usual time: `8am-9:20am: 8:30am-9:30am`; starts alone keep the length.'),
        for: audience.optional(),
      }),
      'Other hours of weekly classes over a span of dates, as in Ramadan.',
      LIMITS.few,
    ).optional(),
    halves: z
      .strictObject({ first: span('The first half.'), second: span('The second half.') })
      .describe('The two halves of the term.')
      .optional(),
    parts: z
      .record(line('The registrar’s word for it.', 40), span('Its dates.'))
      .describe('Parts of the term by the registrar’s words (S1, 8W2): `import` narrows rows of them to these dates.')
      .optional(),
    firstWeek: z
      .string()
      .regex(/^[01]$/, { message: 'first week' })
      .describe('The number of the first teaching week: 0 or 1 (the default).')
      .optional(),
    weeks: z
      .record(z.string().regex(/^(?:0|[1-9]\d{0,2})$/, { message: 'week' }), span('A week.'))
      .describe('Only to number teaching weeks by hand, then all of them.')
      .optional(),
    changes: changes.optional(),
    draft: yes('`yes`: served on this machine only.').optional(),
    allow: allow.optional(),
  })
  .describe('A term: dates of classes, breaks, day swaps, one time zone (terms/ID.yaml).');
