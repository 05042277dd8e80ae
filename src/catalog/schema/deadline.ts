import { z } from 'zod';
import { LIMITS } from '../limits.ts';
import { id, line, note, oneOrMore, times, url } from './words.ts';

export const deadlineSchema = z
  .strictObject({
    id: id('Its identity, for good: hw1.'),
    title: line('What is due: HW 1.', 120),
    due: times('A date and a time: 2018-10-01 11:59pm.', '2018-10-01 11:59pm'),
    for: oneOrMore(
      line('A section.', LIMITS.note),
      'The sections it is for; everybody unless said.',
      LIMITS.few,
    ).optional(),
    url: url('Where it is described or handed in.').optional(),
    note: note('A line for the description.').optional(),
  })
  .describe('Something due at a point in time.');

export const deadlines = z
  .array(deadlineSchema)
  .max(LIMITS.deadlines)
  .describe('What is due, in feeds of its own: deadlines.ics, L01+deadlines.ics.');
