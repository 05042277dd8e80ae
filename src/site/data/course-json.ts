/** A course as JSON: everything on its page, as data. The published description is generated from these schemas. */
import { z } from 'zod';
import { WEEKDAYS } from '../../domain/date.ts';
import { KINDS } from '../../domain/kind.ts';
import { ENGLISH, LANGUAGES } from '../../domain/language.ts';
import type { PublishedMeeting } from '../../domain/published.ts';
import { writeFeedPath } from '../../feeds/address.ts';
import type { Courses, CourseView } from '../../feeds/courses.ts';
import { listOffered, type OfferedSection, sortMeetings } from '../../timetable/offered-sections.ts';
import {
  courseKeySchema,
  instant,
  localDate,
  type MeetingJson,
  meetingSchema,
  openMeetingWriter,
  stamp,
} from '../../web/meeting-json.ts';
import { id, limitTo, positive, words } from '../../web/query-schemas.ts';
import { type CourseListPage, PAGE_SIZE } from '../home/course-list.ts';

const address = z
  .string()
  .meta({ format: 'uri-reference', description: 'Relative to the site’s own address; absolute on a static host' });

const arrangementSchema = z
  .object({
    type: z.enum(['appointment', 'asynchronous', 'later']).meta({
      description: 'By appointment; asynchronous, so never at a set time; or later, to be announced',
    }),
    weekdays: z.array(z.enum(WEEKDAYS)).meta({ description: 'Of type later: the days that are known' }),
    url: z.string().nullable().meta({ description: 'Where an appointment is made: a page or a mailto: address' }),
    where: z.array(z.string()),
    staff: z.array(z.string()),
    note: z.string().nullable(),
  })
  .meta({ id: 'Arrangement' });

const sectionSchema = z
  .object({
    id: z.string().meta({ description: 'As the address has it' }),
    key: z.string().meta({
      description: 'The section itself, TERM/COURSE/ID: another course’s, where that one lists it here',
      examples: ['fall-2018/cos418/P02'],
    }),
    kind: z.enum(KINDS),
    title: z.string().nullable(),
    note: z.string().nullable(),
    url: z.string().nullable(),
    ridesWith: z.array(z.string()).meta({ description: 'Sections in whose feeds its meetings are too' }),
    toBeAnnounced: z.boolean().meta({ description: 'Some or all of its times are to be announced' }),
    arrangements: z.array(arrangementSchema).meta({ description: 'Times that no meeting stands for; usually none' }),
    ended: z.object({ on: localDate, instead: z.array(z.string()) }).nullable(),
    gone: z.boolean().meta({ description: 'Its rules are gone; it keeps its address and its cancelled meetings' }),
    feed: address,
    download: address,
    lastModified: instant,
  })
  .meta({ id: 'Section' });

const changeSchema = z
  .object({
    at: instant,
    section: z.string().meta({ description: '“all” for a change of the whole course' }),
    date: localDate.meta({ description: 'Of the meeting, or of the first of several' }),
    meetings: z.int().meta({ description: 'Meetings of the section that changed in this same way' }),
    until: localDate.meta({ description: 'The date of the last of them' }),
    line: z.string(),
  })
  .meta({ id: 'CourseChange' });

export const courseSchema = z
  .object({
    key: courseKeySchema,
    id: z.string().meta({ description: 'The id of this address: the course’s own, a former or a cross-listed one' }),
    term: z.object({ id: z.string(), title: z.string(), from: localDate, until: localDate }),
    code: z.string(),
    title: z.string(),
    language: z
      .enum(LANGUAGES)
      .meta({ description: 'The language of its feeds, notices and page, as a BCP 47 tag', examples: ['de'] }),
    titleLanguage: z
      .string()
      .nullable()
      .meta({ description: 'The language of titles and names, as a BCP 47 tag; null: not said', examples: ['ja'] }),
    codes: z
      .array(z.object({ id: z.string(), code: z.string(), title: z.string() }))
      .meta({ description: 'Every code of the course, its own first' }),
    crossListed: z
      .array(z.object({ id: z.string(), code: z.string(), title: z.string().nullable() }))
      .meta({ description: 'The codes that are not the course’s own, whichever of them the address has' }),
    zone: z.string().meta({ description: 'IANA time zone', examples: ['America/New_York'] }),
    url: z.string().nullable(),
    links: z.array(z.object({ title: z.string(), url: z.string() })),
    note: z.string().nullable(),
    breaks: z
      .array(
        z.object({ name: z.string(), from: localDate, until: localDate, sections: z.array(z.string()).optional() }),
      )
      .meta({ description: 'Breaks and holidays; with `sections`, only for those' }),
    swaps: z
      .array(
        z.object({
          name: z.string(),
          date: localDate,
          from: z.string().nullable().optional(),
          until: z.string().nullable().optional(),
          sections: z.array(z.string()).optional(),
        }),
      )
      .meta({
        description:
          'Days that follow another weekday’s schedule; with `sections`, only those, and only classes that begin in [from, until)',
      }),
    page: address,
    everything: address.meta({ description: 'The feed of all sections, for staff' }),
    sections: z.array(sectionSchema),
    meetings: z.array(meetingSchema).meta({ description: 'By start, then section' }),
    deadlines: z.array(meetingSchema).meta({ description: 'What is due, by instant' }),
    takenAway: z.array(meetingSchema).meta({
      description:
        'What an edit of the rules took away: cancelled in feeds for 30 days, then gone; by start, then section',
    }),
    changes: z.array(changeSchema).meta({ description: 'Newest first' }),
    lastModified: instant,
  })
  .meta({ id: 'Course', description: 'A course of one term, its sections and every dated meeting' });

export const courseListSchema = z
  .object({
    query: z.string(),
    total: z.int(),
    page: z.int(),
    pages: z.int(),
    next: address.nullable().meta({ description: 'The next page; null after the last' }),
    terms: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        courses: z.int(),
        from: localDate,
        until: localDate,
        standing: z.enum(['now', 'coming', 'over']),
      }),
    ),
    courses: z.array(
      z.object({
        key: courseKeySchema,
        code: z.string(),
        title: z.string(),
        term: z.string(),
        otherCodes: z.array(z.string()),
        sections: z.int(),
        page: address,
        json: address,
      }),
    ),
  })
  .meta({ id: 'CourseList', description: 'Terms, and one page of courses' });

export const courseListQuery = z.object({
  q: words.meta({ description: 'Words of a code, a title or a teacher’s name' }).optional(),
  term: id.meta({ description: 'Only this term' }).optional(),
  page: positive.meta({ description: 'From 1' }).optional(),
  limit: limitTo(200, PAGE_SIZE).optional(),
});

export type CourseJson = z.infer<typeof courseSchema>;
export type CourseListJson = z.infer<typeof courseListSchema>;

/** @param base URL prefix: empty on a server, PUBLIC_URL on a static host */
export function writeCourseJson(courses: Courses, view: CourseView, base = ''): CourseJson {
  const { course, changes, lastModified } = view.published;
  const offered = listOffered(courses, view);
  const meetingsOf = sortMeetings(offered);
  const attended = offered.filter(({ section }) => section.kind !== 'deadline');
  const due = offered.filter(({ section }) => section.kind === 'deadline');
  const feedOf = (parts: readonly string[], form: 'subscription' | 'download'): string =>
    base + writeFeedPath({ term: course.term, course: view.id, parts, form });
  return {
    key: course.key,
    id: view.id,
    term: { id: course.term, title: course.termTitle, from: course.span.from, until: course.span.until },
    code: view.code,
    title: view.title,
    language: course.language ?? ENGLISH,
    titleLanguage: course.titleLanguage ?? null,
    codes: [
      { id: course.id, code: course.code, title: course.title },
      ...course.crossListed.map(({ id, code, title }) => ({ id, code, title: title ?? course.title })),
    ],
    crossListed: course.crossListed.map(({ id, code, title }) => ({ id, code, title })),
    zone: course.zone,
    url: course.url,
    links: course.links.map(({ title, url }) => ({ title, url })),
    note: course.note,
    breaks: [...course.breaks, ...(course.partialBreaks ?? [])],
    swaps: [...(course.swaps ?? []), ...(course.partialSwaps ?? [])],
    page: `${base}/${course.term}/${view.id}`,
    everything: feedOf(['all'], 'subscription'),
    sections: offered.map((one) => ({
      ...describeSection(one),
      feed: feedOf([one.id], 'subscription'),
      download: feedOf([one.id], 'download'),
    })),
    meetings: describeMeetings(attended, meetingsOf),
    deadlines: describeMeetings(due, meetingsOf),
    takenAway: describeMeetings(offered, listTaken),
    changes: changes.map(({ at, section, date, meetings = 1, until = date, line }) => ({
      at: stamp(at),
      section,
      date,
      meetings,
      until,
      line,
    })),
    lastModified: stamp(lastModified),
  };
}

/** @param next URL of the next page */
export function writeCourseListJson(list: CourseListPage, next: string): CourseListJson {
  return {
    query: list.query,
    total: list.total,
    page: list.page,
    pages: list.pages,
    next: list.page < list.pages ? next : null,
    terms: list.terms.map(({ id, title, courses, span, phase }) => ({ id, title, courses, ...span, standing: phase })),
    courses: list.courses.map(({ key, code, title, term, otherCodes, sections, path }) => ({
      key,
      code,
      title,
      term,
      otherCodes: [...otherCodes],
      sections,
      page: path,
      json: `${path}.json`,
    })),
  };
}

type SectionJson = CourseJson['sections'][number];

function describeSection({ id, section, view }: OfferedSection): Omit<SectionJson, 'feed' | 'download'> {
  return {
    id,
    key: `${view.published.course.key}/${section.id}`,
    kind: section.kind,
    title: section.title,
    note: section.note,
    url: section.url,
    ridesWith: [...section.with],
    toBeAnnounced: section.toBeAnnounced,
    arrangements: (section.arrangements ?? []).map(({ type, weekdays, url, where, staff, note }) => ({
      type,
      weekdays: [...weekdays],
      url,
      where: where.map(({ text }) => text),
      staff: [...staff],
      note,
    })),
    ended: section.ended ? { on: section.ended.on, instead: [...section.ended.instead] } : null,
    gone: section.gone,
    lastModified: stamp(section.lastModified),
  };
}

function describeMeetings(
  offered: readonly OfferedSection[],
  meetingsOf: (one: OfferedSection) => readonly PublishedMeeting[],
): MeetingJson[] {
  const writers = new Map(
    offered.map(({ view: { published } }) => [published.course.key, openMeetingWriter(published.course)]),
  );
  return offered
    .flatMap((one) => meetingsOf(one).map((meeting) => ({ meeting, one })))
    .sort((a, b) => a.meeting.facts.start - b.meeting.facts.start || (a.one.id < b.one.id ? -1 : 1))
    .flatMap(({ meeting, one }) => writers.get(one.view.published.course.key)?.(meeting) ?? []);
}

function listTaken({ section, view }: OfferedSection): PublishedMeeting[] {
  return view.published.meetings.filter(({ taken, facts }) => taken !== undefined && facts.section === section.id);
}
