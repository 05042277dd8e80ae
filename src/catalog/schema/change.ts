import { z } from 'zod';
import type { ChangeEffect } from '../../domain/change.ts';
import { LIMITS } from '../limits.ts';
import { patterns, staff, where } from './pattern.ts';
import { date, id, kind, line, moment, note, oneOrMore, patternName, times, yes } from './words.ts';

const needs = (key: string) => ({ required: [key] });

export const changeSchema = z
  .strictObject({
    id: id('A name for the change; else made of its announced instant and scope.').optional(),
    announced: moment('When it was announced: 2018-10-10 18:00, or a date.'),
    sections: oneOrMore(line('A section.', LIMITS.note), 'What it is about; every section unless said.').optional(),
    kinds: oneOrMore(kind, 'Kinds of sections it is about.', LIMITS.few).optional(),
    on: date('The original date of what changes.').optional(),
    from: date('The first original date.').optional(),
    until: date('The last original date.').optional(),
    pattern: patternName(
      'Where a section has several meetings on that date: the pattern’s id, `""` for the one without an id.',
    ).optional(),
    deadline: id('The id of a deadline that is extended (move), cancelled or gets a note.').optional(),
    cancel: yes('`yes`: it does not take place.').optional(),
    move: times(
      'Where in time it goes: `Thu 2018-10-11 4pm-5pm`, a date alone, or a time alone.',
      'Thu 2018-10-11 4pm-5pm',
    ).optional(),
    where: where.optional(),
    staff: staff.optional(),
    note: note('A line for the description.').optional(),
    closed: times('Closed hours: `from 2pm`, `until 10am`, `1pm-3pm` or `all day`.', 'from 2pm').optional(),
    extra: times('A meeting that no pattern gives: `Thu 2018-10-11 4pm-5pm`.', 'Thu 2018-10-11 4pm-5pm').optional(),
    instead: patterns.describe('Other patterns over the span, as in `meets`.').optional(),
    say: note('The public line.').optional(),
    why: note('A reason for staff only; never published.').optional(),
  })
  .meta({
    description: 'What is different from the rules, and since when it is known.',
    // For editors; check/change checks.
    allOf: [
      { anyOf: ['cancel', 'move', 'where', 'staff', 'note', 'closed', 'extra', 'instead'].map(needs) },
      { anyOf: ['on', 'from', 'until', 'extra', 'deadline'].map(needs) },
    ],
  });

/** The keys of a change in a file. */
export type ChangeKey = keyof z.infer<typeof changeSchema>;

/** The key of each effect. */
const KEY_OF_EFFECT: Readonly<Record<keyof ChangeEffect, ChangeKey>> = {
  cancel: 'cancel',
  move: 'move',
  where: 'where',
  staff: 'staff',
  note: 'note',
  close: 'closed',
  extra: 'extra',
  instead: 'instead',
};
export const EFFECT_KEYS = Object.values(KEY_OF_EFFECT);

export const changes = z.array(changeSchema).max(LIMITS.changes).describe('Changes, newest last.');
