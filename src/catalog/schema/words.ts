/** Schema parts shared by sites, terms and courses. Editors show the descriptions. */
import { z } from 'zod';
import { SECTION_KINDS } from '../../domain/kind.ts';
import { LANGUAGES } from '../../domain/language.ts';
import { LIMITS } from '../limits.ts';

/** The patterns of dates and spans are for editors; words/date checks. */
const DATE = '(?:[A-Za-z]+\\.?,?\\s+)?\\d{4}-\\d{2}-\\d{2}';
const BETWEEN = '(?:\\s(?:to|until|till|through|-)\\s|–|—|\\.{2,3})';

export const line = (description: string, most: number = LIMITS.line) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^\n]*\n?$/, { message: 'line' })
    .describe(description);
/** Texts with times of day in them. */
export const times = (description: string, example: string, most: number = LIMITS.line) =>
  line(description, most).meta({ pattern: '^(?![\\s\\S]*\\d:[6-9]\\d)', examples: [example] });
/** Lengths of time. */
export const length = (description: string) =>
  line(description).meta({ pattern: '^\\s*\\d[^A-Za-z]*[HhMm]', examples: ['30 minutes'] });
export const note = (description: string) => z.string().min(1).max(LIMITS.note).describe(description);
/** The pattern is for editors; `readUrl` checks. */
export const url = (description: string) =>
  z
    .string()
    .min(1)
    .max(LIMITS.url)
    .meta({
      description,
      pattern: '^\\s*[Hh][Tt][Tt][Pp][Ss]?://[^\\s"<>\\\\^`{|}]+\\s*$',
      examples: ['https://www.example.edu'],
    });

export const ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/;
export const id = (description: string) => z.string().regex(ID_PATTERN, { message: 'id' }).describe(description);
/** A pattern's id; empty for a section's pattern without one. */
export const patternName = (description: string) =>
  z
    .string()
    .regex(/^(?:[A-Za-z0-9][A-Za-z0-9_-]{0,31})?$/, { message: 'id' })
    .describe(description);
/** The keys of a mapping by id. */
export const idKey = z.string().regex(ID_PATTERN, { message: 'id' });

/** One of the site's campuses. */
export const campus = line('Its campus, one of the site’s `campuses`.', 40);

/** A list, or a single value. */
export function oneOrMore<T extends z.ZodType>(item: T, description: string, most: number = LIMITS.many) {
  return z.union([item, z.array(item).max(most)]).describe(description);
}

export const yes = (description: string) => z.enum(['yes', 'no', 'true', 'false']).describe(description);
export const kind = z.enum(SECTION_KINDS);
export const staffDisplay = z.enum(['names', 'initials', 'none']);
export const showStaff = z
  .union([staffDisplay, z.partialRecord(kind, staffDisplay)])
  .describe('What feeds show of the people: names (the default), initials or none, for all kinds or per kind.');
export const takenAway = z
  .enum(['removed', 'marked'])
  .describe(
    'What becomes of meetings that an edit of the rules takes away: removed (cancelled for 30 days, then gone, the default) or marked (they stay as cancelled ones do).',
  );

export const cancelled = z
  .enum(['confirmed', 'cancelled', 'removed'])
  .describe(
    'How cancelled meetings look in feeds: confirmed (with a marked title, the default), cancelled or removed.',
  );
export const language = z
  .enum(LANGUAGES)
  .describe('The language of feeds, notices and pages: en (English, the default), de, fr or es.');
export const clock = z
  .enum(['12', '24', 'by language'])
  .describe(
    '`24`: times without am or pm are 24-hour notation (`9-11`, `10:15-11:45`), and times are shown in it. `12`: shown with am and pm. `by language` (the default): shown as the language does.',
  );
export const allow = oneOrMore(line('A code.'), 'Codes of warnings that are not to be shown for this file.');
export const moment = (description: string) =>
  line(description).meta({ pattern: `^\\s*${DATE}`, examples: ['2018-10-10 18:00', '2018-10-10'] });
export const published = moment('When this was first published: a date, or 2018-10-01 09:30.');
export const date = (description: string) =>
  line(`${description} A date: 2018-09-12, or Wed 2018-09-12.`).meta({
    pattern: `^\\s*${DATE}\\s*$`,
    examples: ['2018-09-12', 'Wed 2018-09-12'],
  });
export const span = (description: string) =>
  line(`${description} 2018-09-12 to 2018-12-14, or a single date.`).meta({
    pattern: `^\\s*${DATE}(?:\\s*${BETWEEN}\\s*${DATE})?\\s*$`,
    examples: ['2018-09-12 to 2018-12-14'],
  });
