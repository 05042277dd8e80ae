import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { allow, cancelled, clock, idKey, language, line, oneOrMore, showStaff, takenAway, url } from './words.ts';

const place = z.union([
  line('The place’s name.'),
  z.strictObject({
    name: line('The name that feeds print.'),
    also: oneOrMore(line('A spelling.'), 'Other spellings that `where` may use.', LIMITS.few).optional(),
    address: line('What a map finds; follows the name in a feed’s location.').optional(),
    url: url('A page about the place.').optional(),
  }),
]);

export const siteSchema = z
  .strictObject({
    name: line('The site’s name.').optional(),
    language: language.optional(),
    uidDomain: line(
      'The right side of every event’s UID. Set once and never changed: calendars know their events by it.',
      120,
    ).meta({ pattern: '^\\s*[A-Za-z0-9.-]+\\s*$', examples: ['calendar.example.edu'] }),
    cancelled: cancelled.optional(),
    'taken away': takenAway.optional(),
    'show staff': showStaff.optional(),
    clock: clock.optional(),
    places: z.record(idKey, place).describe('Places by id, each named once.').optional(),
    campuses: oneOrMore(
      idKey,
      'Campuses by id, for `campus` of courses and sections and `for` of breaks.',
      LIMITS.few,
    ).optional(),
    allow: allow.optional(),
  })
  .describe('What every course of a site shares (site.yaml).');
