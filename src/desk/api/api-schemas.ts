/** Schemas of the API's requests and answers: validation, types and the published description derive from them. */

import { z } from 'zod';
import { changeSchema } from '../../catalog/schema/change.ts';
import { CONCERN_CODES } from '../../domain/concern.ts';
import { courseKeySchema, instant, meetingSchema, sequence } from '../../web/meeting-json.ts';
import { date, flag, id, limitTo, positive, words } from '../../web/query-schemas.ts';
import { say } from '../../words/say.ts';
import { ROLES } from '../access/role.ts';
import { HISTORY_ACTS } from '../history/act-summary.ts';
import { MOST_ENTRIES, USUAL_ENTRIES } from '../history/history.ts';

/** The keys of docs/format.md; the server assigns `id` and `announced`. */
export const changeBody = changeSchema
  .omit({ id: true, announced: true })
  .meta({ id: 'Change', description: 'What is to be different, as in a course’s `changes:`' });

/** Rule values are strings; JSON clients may also send numbers and booleans. */
function asTexts(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asTexts(part)]));
}

export const makeChangeBody = z
  .strictObject({
    change: z.preprocess(asTexts, changeBody),
    expected: z
      .record(z.string().max(200), sequence)
      .meta({ description: 'Preconditions: meetings by UID with the sequence that you saw; another one answers 412' })
      .optional(),
    agree: z
      .array(z.enum(CONCERN_CODES))
      .max(CONCERN_CODES.length)
      .meta({ description: 'What you were asked about and mean: the codes of the problems of a 409' })
      .optional(),
  })
  .meta({ id: 'ChangeRequest' });

export const undoBody = makeChangeBody.pick({ expected: true }).strict().meta({ id: 'UndoRequest' });

export const writeQuery = z.object({
  dryRun: flag.meta({ description: 'Answer as the same request would be, and change nothing' }).default(false),
});
const pageOf = {
  page: positive.meta({ description: 'From 1' }).optional(),
  limit: limitTo(1000, 1000).optional(),
};
const nextPage = z
  .string()
  .nullable()
  .meta({ format: 'uri-reference', description: 'The address of the next page; null after the last' });

export const meetingsQuery = z.object({
  ...pageOf,
  section: id.meta({ description: 'Only this section' }).optional(),
  from: date.meta({ description: 'First date' }).optional(),
  until: date.meta({ description: 'Last date' }).optional(),
});
export const changesQuery = z.object(pageOf);
export const historyQuery = z.object({
  limit: limitTo(MOST_ENTRIES, USUAL_ENTRIES).optional(),
  who: words.meta({ description: 'Only this person or token' }).optional(),
  what: z
    .enum(HISTORY_ACTS, { error: () => say('query.oneOf', { words: HISTORY_ACTS.join(', ') }) })
    .meta({ description: 'Only this kind of act' })
    .optional(),
  section: id.meta({ description: 'Only this section' }).optional(),
  before: positive.meta({ description: 'Entries with a lower number' }).optional(),
});

export const staffBody = z
  .strictObject({ role: z.enum(ROLES), name: z.string().max(120).optional() })
  .meta({ id: 'StaffRequest' });
export const rosterBody = z
  .strictObject({
    roster: z.string().max(400_000).meta({ description: 'CSV with a heading: mail, name, role, course' }),
    role: z.enum(ROLES).default('editor'),
  })
  .meta({ id: 'RosterRequest' });
export const tokenBody = z
  .strictObject({ label: z.string().max(60), role: z.enum(ROLES), days: z.int().min(1).max(3660).optional() })
  .meta({ id: 'TokenRequest' });
export const redactionBody = z.strictObject({ words: z.string().min(3).max(500) }).meta({ id: 'RedactionRequest' });

export const meetingList = z
  .object({
    course: courseKeySchema,
    meetings: z.array(meetingSchema).meta({ description: 'By start' }),
    next: nextPage,
  })
  .meta({ id: 'DeskMeetings' });

const clash = z
  .object({ kind: z.enum(['room', 'person', 'class', 'break']), message: z.string() })
  .meta({ id: 'Clash' });
export const preview = z
  .object({
    courses: z.array(
      z.object({ key: courseKeySchema, code: z.string(), summary: z.string(), sections: z.array(z.string()) }),
    ),
    moreCourses: z.int().meta({ description: 'Courses whose feeds change beyond those listed: the first 200 are' }),
    meetings: z.array(
      z.object({
        uid: z.string(),
        code: z.string(),
        before: meetingSchema.nullable(),
        after: meetingSchema,
        line: z.string().nullable().meta({ description: 'What subscribers read' }),
        soon: z.boolean().meta({ description: 'Within 24 hours: most calendars will not show it in time' }),
        clashes: z.array(clash),
      }),
    ),
    more: z.int().meta({ description: 'Meetings touched beyond those listed: the first 200 by start are' }),
    soon: z.boolean().meta({ description: 'Whether any of all of them is within 24 hours' }),
    personalFeeds: z.int().meta({ description: 'How many personal calendars hold one of the meetings' }),
    expected: z
      .record(z.string(), sequence)
      .meta({ description: 'Preconditions for publishing just this: the listed meetings’ sequences' }),
    concerns: z
      .array(z.object({ code: z.enum(CONCERN_CODES), message: z.string() }))
      .meta({ description: 'What nobody would mean, as a rule: publishing needs their codes in `agree`' }),
    problems: z.array(z.string()),
    announcement: z.object({ subject: z.string(), text: z.string() }),
  })
  .meta({ id: 'Preview' });

export const madeChange = z
  .object({
    id: z.string(),
    subject: z.string(),
    summary: z.string(),
    say: z.string().nullable(),
    why: z.string().nullable(),
    by: z.string(),
    at: instant,
    undone: z.object({ by: z.string(), at: instant }).nullable(),
  })
  .meta({ id: 'MadeChange' });
export const changeAnswer = z
  .object({
    change: madeChange.nullable(),
    repeated: z.boolean(),
    published: z.boolean(),
    unreached: z
      .array(z.object({ course: z.string(), why: z.string() }))
      .meta({ description: 'Courses of the term that the change could not reach, with the reason' }),
    preview,
  })
  .meta({ id: 'ChangeAnswer' });
export const heldAnswer = z
  .object({
    held: z
      .object({
        edit: z.string().meta({ description: 'Names this very edit; agree with it' }),
        since: instant,
        summary: z.string(),
        courses: preview.shape.courses,
        meetings: preview.shape.meetings,
        more: preview.shape.more,
        personalFeeds: preview.shape.personalFeeds,
      })
      .nullable()
      .meta({ description: 'Null: no edit of the course’s rules waits' }),
  })
  .meta({ id: 'HeldEdit' });
export const agreeBody = z
  .object({ edit: z.string().max(100).meta({ description: 'As the description of the held edit gave it' }) })
  .meta({ id: 'Agreement' });
export const agreeAnswer = z
  .object({ published: z.boolean().meta({ description: 'False in a dry run' }) })
  .meta({ id: 'Agreed' });
export const changeList = z.object({ changes: z.array(madeChange), next: nextPage }).meta({ id: 'MadeChanges' });

/** A line of the history, here and in the output of `belltower history`. */
export const historyEntry = z.object({
  number: z.int(),
  at: instant,
  who: z.string(),
  what: z.string(),
  subject: z.string(),
  summary: z.string(),
  turns: z.array(z.object({ before: z.string().nullable(), after: z.string() })),
  more: z.int(),
  say: z.string().nullable(),
  why: z.string().nullable(),
  change: z.object({ id: z.string(), undone: z.boolean() }).nullable(),
});
export const historyList = z
  .object({
    entries: z.array(historyEntry),
    next: nextPage,
  })
  .meta({ id: 'History' });

export const staffAnswer = z
  .object({
    mail: z.string(),
    role: z.enum(ROLES),
    same: z.boolean(),
    signInLink: z.string().nullable().meta({ description: 'Works once; null where it is not yours to give' }),
    name: z
      .string()
      .nullable()
      .meta({ description: 'As it is now: the name of somebody who may do more than you stays' }),
  })
  .meta({ id: 'StaffAnswer' });
export const rosterAnswer = z
  .object({ added: z.array(z.object({ mail: z.string(), signInLink: z.string().nullable() })), same: z.int() })
  .meta({ id: 'RosterAnswer' });
export const staffList = z
  .object({
    staff: z.array(
      z.object({
        mail: z.string(),
        name: z.string().nullable(),
        roles: z.array(z.object({ role: z.string(), scope: z.string() })),
      }),
    ),
  })
  .meta({ id: 'StaffList' });
const token = z.object({
  id: z.string(),
  label: z.string(),
  role: z.string(),
  scope: z.string().meta({ description: 'The course or term that it is for; * for the site' }),
  madeBy: z.string(),
  madeAt: instant,
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export const tokenList = z.object({ tokens: z.array(token) }).meta({ id: 'TokenList' });
export const tokenAnswer = z
  .object({ token, secret: z.string().nullable().meta({ description: 'Shown this once; null in a dry run' }) })
  .meta({ id: 'TokenAnswer' });
export const redactionAnswer = z
  .object({
    redacted: z.boolean().meta({ description: 'False: a preview' }),
    places: z.int(),
    where: z
      .object({
        history: z.int(),
        changes: z.int(),
        people: z.int(),
        rules: z.int(),
        feeds: z.int(),
        calendars: z.int(),
      })
      .meta({ description: 'How often the words stand where; `rules` are earlier sets of a shared database' }),
    rules: z.array(z.string()).meta({
      description:
        'Files of rules that say the words: they stay there, and in feeds, until they are taken out of these',
    }),
    unreadable: z.array(z.string()).meta({ description: 'Courses whose stored document is damaged and has the words' }),
    unscrubbed: z.string().nullable().meta({
      description: 'Why files of the store may still hold the words; ask again to try again',
    }),
  })
  .meta({ id: 'RedactionAnswer' });
export const visitorAnswer = z
  .object({ name: z.string(), grants: z.array(z.object({ role: z.string(), scope: z.string() })) })
  .meta({ id: 'Visitor' });
