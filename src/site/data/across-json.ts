/** JSON answers about several courses: changes since a cursor, and meetings. */
import { z } from 'zod';
import { KINDS } from '../../domain/kind.ts';
import type { PublishedCourse } from '../../domain/published.ts';
import {
  courseKeySchema,
  instant,
  localDate,
  type MeetingJson,
  meetingSchema,
  openMeetingWriter,
  stamp,
} from '../../web/meeting-json.ts';
import { date, limitTo, words } from '../../web/query-schemas.ts';
import { say } from '../../words/say.ts';
import { CURSOR_PATTERN, readCursor, writeCursor } from './change-cursor.ts';
import type { ChangesSince, CourseChange } from './changes-since.ts';
import { type FoundMeeting, MEETINGS_CURSOR_PATTERN, readMeetingsCursor } from './meetings-across.ts';

const nextPage = z
  .string()
  .nullable()
  .meta({ format: 'uri-reference', description: 'The address of the next page; null after the last' });

const courseBrief = z
  .object({
    key: courseKeySchema,
    code: z.string(),
    title: z.string(),
    term: z.string(),
    zone: z.string().meta({ description: 'IANA time zone' }),
    page: z.string().meta({ format: 'uri-reference' }),
    json: z.string().meta({ format: 'uri-reference' }),
    sections: z
      .array(z.object({ id: z.string(), kind: z.enum(KINDS), title: z.string().nullable() }))
      .meta({ description: 'Those that the entries are about' }),
  })
  .meta({ id: 'CourseBrief' });

export const changeListSchema = z
  .object({
    changes: z
      .array(
        z
          .object({
            id: z.string().meta({ format: 'uri', description: 'The change’s own, as in Atom' }),
            at: instant,
            course: courseKeySchema,
            section: z.string().nullable().meta({ description: 'Null: the whole course' }),
            date: localDate.meta({ description: 'Of the meeting, or of the first of several' }),
            meetings: z.int().meta({ description: 'Meetings of the section that changed in this same way' }),
            until: localDate.meta({ description: 'The date of the last of them' }),
            line: z.string().meta({ description: 'What changed, as subscribers read it' }),
            isUrgent: z.boolean().meta({ description: 'A cancellation or a move' }),
            meeting: meetingSchema.nullable().meta({
              description:
                'The meeting, or the first of several, as it is now; null: about a section or the course, or it is gone',
            }),
          })
          .meta({ id: 'ChangeSince' }),
      )
      .meta({ description: 'Oldest first within a page' }),
    courses: z.array(courseBrief).meta({ description: 'Those of the changes' }),
    cursor: z.string().meta({ description: 'Send it as `since` to go on after these changes' }),
    next: nextPage.meta({ description: 'The address of what is left; null: nothing is' }),
    truncated: z
      .array(courseKeySchema)
      .meta({ description: 'Courses with more changes since the cursor than are kept: read them anew' }),
  })
  .meta({ id: 'ChangesSince' });

export const meetingsListSchema = z
  .object({
    meetings: z.array(meetingSchema).meta({ description: 'By start within a page' }),
    courses: z.array(courseBrief).meta({ description: 'Those of the meetings' }),
    next: nextPage,
  })
  .meta({ id: 'Meetings' });

const MOST_NAMED = 50;
const keys = z
  .string()
  .regex(/^[\w-]{1,32}\/[\w-]{1,32}(?:,[\w-]{1,32}\/[\w-]{1,32}){0,49}$/, {
    error: () => say('query.courses', { most: MOST_NAMED }),
  })
  .transform((text) => text.split(','))
  .meta({
    openapi: { type: 'string', pattern: '^[\\w-]{1,32}/[\\w-]{1,32}(,[\\w-]{1,32}/[\\w-]{1,32}){0,49}$' },
    description: `Only these courses, TERM/ID, at most ${MOST_NAMED}, with commas between them`,
  });

/** A schema for values that `read` accepts. */
function readBy<T>(read: (text: string) => T | null, pattern: string, error: string) {
  return z
    .string()
    .max(100, { error })
    .refine((text) => read(text) !== null, { error })
    .transform((text) => read(text) as T)
    .meta({ openapi: { type: 'string', pattern, maxLength: 100 } });
}

const cursor = readBy(readCursor, CURSOR_PATTERN, say('query.cursor'));
const meetingsCursor = readBy(readMeetingsCursor, MEETINGS_CURSOR_PATTERN, say('query.cursor'));
const term = z
  .string()
  .regex(/^[A-Za-z0-9][\w-]{0,31}$/, { error: () => say('query.id') })
  .meta({ description: 'Only courses of this term' });

export const changesSinceQuery = z.object({
  since: cursor
    .meta({ description: 'The `cursor` of an earlier answer; without it: only the present cursor' })
    .optional(),
  term: term.optional(),
  course: keys.optional(),
  limit: limitTo(1000, 500).optional(),
});

export const meetingsAcrossQuery = z.object({
  from: date.meta({ description: 'The first date; needed unless `course` is given' }).optional(),
  until: date.meta({ description: 'The last date, at most 31 days later' }).optional(),
  room: words.meta({ description: 'Only in this room, in any spelling: `bowen-222`' }).optional(),
  person: words
    .meta({
      description: 'Only what this person holds, by id or name, in courses where they agreed to it (`feed: yes`)',
    })
    .optional(),
  term: term.optional(),
  course: keys.optional(),
  limit: limitTo(1000, 200).optional(),
  after: meetingsCursor.meta({ description: 'Given by `next`' }).optional(),
});

type CourseBrief = z.infer<typeof courseBrief>;

/** @param next URL of the next page */
export function writeChanges(
  { changes, cursor: at, truncated }: ChangesSince,
  next: (cursor: string) => string,
): z.infer<typeof changeListSchema> {
  const text = writeCursor(at);
  return {
    changes: changes.map(writeChange),
    courses: listBriefs(changes.map(({ course, change }) => ({ course, section: change.section }))),
    cursor: text,
    next: at.rest === null ? null : next(text),
    truncated: [...truncated],
  };
}

function writeChange({ id, change, course }: CourseChange): z.infer<typeof changeListSchema>['changes'][number] {
  const { at, section, date: first, meetings = 1, until = first, line, urgent, identity } = change;
  const meeting = course.meetings.find((one) => one.identity === identity);
  return {
    id,
    at: stamp(at),
    course: course.course.key,
    section: section === 'all' ? null : section,
    ...{ date: first, meetings, until, line },
    isUrgent: urgent === true,
    meeting: meeting ? openMeetingWriter(course.course)(meeting) : null,
  };
}

export function writeMeetings(found: readonly FoundMeeting[], next: string | null): z.infer<typeof meetingsListSchema> {
  const writers = new Map(found.map(({ course }) => [course, openMeetingWriter(course.course)]));
  const meetings = found.flatMap(({ course, meeting }): MeetingJson[] => {
    const write = writers.get(course);
    return write ? [write(meeting)] : [];
  });
  const about = found.map(({ course, meeting }) => ({ course, section: meeting.facts.section }));
  return { meetings, courses: listBriefs(about), next };
}

function listBriefs(about: readonly { readonly course: PublishedCourse; readonly section: string }[]): CourseBrief[] {
  return [...Map.groupBy(about, ({ course }) => course)].map(([{ course, sections }, own]) => {
    const named = new Set(own.map(({ section }) => section));
    return {
      key: course.key,
      code: course.code,
      title: course.title,
      term: course.term,
      zone: course.zone,
      page: `/${course.key}`,
      json: `/${course.key}.json`,
      sections: sections.filter(({ id }) => named.has(id)).map(({ id, kind, title }) => ({ id, kind, title })),
    };
  });
}
