import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { changes } from './change.ts';
import { deadlines } from './deadline.ts';
import { meets, staff, where } from './pattern.ts';
import {
  allow,
  campus,
  cancelled,
  date,
  id,
  idKey,
  kind,
  language,
  line,
  note,
  oneOrMore,
  patternName,
  published,
  showStaff,
  takenAway,
  url,
  yes,
} from './words.ts';

const code = line('A code: COS 418.', 40);
const ids = (description: string) => oneOrMore(line('An id.', LIMITS.note), description, LIMITS.few);

const person = z.union([
  line('The person’s name.', 120),
  z.strictObject({
    name: line('The name.', 120),
    role: line('What they are: Preceptor.', 80).optional(),
    url: url('A page about them.').optional(),
    feed: yes(
      '`yes`: a public feed of what they hold in this course, hour by hour. Only with their consent.',
    ).optional(),
  }),
]);

export const sectionSchema = z
  .strictObject({
    kind: kind.describe('What it is.'),
    title: line('A title of its own.').optional(),
    campus: campus.optional(),
    note: note('Text for its descriptions.').optional(),
    url: url('A page about it.').optional(),
    meets: meets.optional(),
    where: where.optional(),
    staff: staff.optional(),
    with: ids('Sections in whose feeds these meetings appear too.').optional(),
    also: ids('Other ids of the same section in this course.').optional(),
    listed: oneOrMore(
      line('COURSE/SECTION.', 80),
      'The same section in other courses: `cs8803/A`.',
      LIMITS.few,
    ).optional(),
    formerly: ids('Ids that it had before, oldest first.').optional(),
    ended: date('The last date on which it meets.').optional(),
    instead: ids('With `ended`: what goes on in its place.').optional(),
    topics: z.record(line('A date.', 40), line('A topic.')).describe('Topics by original date.').optional(),
    numbered: yes('`yes`: titles carry “Lecture 7”.').optional(),
    crn: z
      .union([line('The registrar’s number.', 40), z.record(line('An id.', 80), line('Its number.', 40))])
      .describe('The registrar’s own number, by which an import finds the section again.')
      .optional(),
  })
  .describe('One thing to attend.');

export const courseSchema = z
  .strictObject({
    code,
    crossListed: oneOrMore(
      z.union([
        code,
        z.strictObject({ id: id('Its address.').optional(), code, title: line('Its title there.').optional() }),
      ]),
      'Other codes of the whole course, each with an address of its own.',
      LIMITS.few,
    ).optional(),
    formerly: ids('Ids that the file had before, oldest first.').optional(),
    title: line('The course’s title.'),
    titleLanguage: line('The language of titles and names, if it is another: `ja`, `ar`, `zh-Hant`.', 40).optional(),
    language: language.optional(),
    published: published.optional(),
    campus: campus.optional(),
    url: url('The course’s own page.').optional(),
    links: z.record(line('What it is.', 80), url('Its address.')).describe('Links for every description.').optional(),
    note: note('Text for every description.').optional(),
    staff: z.record(idKey, person).describe('People by id.').optional(),
    'show staff': showStaff.optional(),
    cancelled: cancelled.optional(),
    'taken away': takenAway.optional(),
    draft: yes('`yes`: served on this machine only.').optional(),
    allow: allow.optional(),
    sections: z.record(idKey, sectionSchema).describe('Sections by id, as in feed addresses.').optional(),
    deadlines: deadlines.optional(),
    changes: changes.optional(),
    withdrawn: oneOrMore(
      z.union([
        z.strictObject({
          section: line('The section.', 40),
          date: date('The original date.'),
          pattern: patternName('The pattern’s id; `""` for the one without an id.').optional(),
        }),
        z.strictObject({ deadline: line('The id of a deadline.', 40) }),
      ]),
      'Meetings and deadlines that were published by mistake and are left out altogether.',
      LIMITS.many,
    ).optional(),
  })
  .describe('A course of a term: people, sections, when they meet (courses/TERM/ID.yaml).');
