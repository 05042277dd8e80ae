/** A course as JSON: everything its page shows, as facts. The schemas are the published description, too. */
import { z } from 'zod';
import type { PublishedMeeting } from '../../domain/published.ts';
import { findOffsets, offsetAt, type ZoneOffsets } from '../../domain/zone.ts';
import { writeFeedPath } from '../../feeds/address.ts';
import type { Courses, CourseView } from '../../feeds/courses.ts';
import { listOffered, type OfferedSection, sortMeetings } from '../../timetable/offered-sections.ts';
import { id, positive, words } from '../../web/query-schemas.ts';
import type { CourseListPage } from '../home/course-list.ts';

const localDate = z.string().meta({ description: 'A date in the course’s zone, YYYY-MM-DD', examples: ['2018-10-12'] });
const localTime = z.string().meta({ description: 'A wall time in the course’s zone, HH:MM', examples: ['11:00'] });
const instant = z.string().meta({ format: 'date-time', examples: ['2018-10-12T11:00:00-04:00'] });
const address = z
  .string()
  .meta({ format: 'uri-reference', description: 'Relative to the site’s own address; absolute on a static host' });

const venueSchema = z
  .object({
    name: z.string(),
    address: z.string().nullable().meta({ description: 'What a map finds' }),
    url: z.string().nullable(),
    online: z.boolean(),
  })
  .meta({ id: 'Venue' });

const meetingSchema = z
  .object({
    uid: z.string().meta({ description: 'The UID of its event in feeds; stays for as long as the meeting is known' }),
    section: z.string(),
    start: instant,
    end: instant.nullable().meta({ description: 'Null: no end is known' }),
    date: localDate,
    startTime: localTime,
    endTime: localTime.nullable(),
    where: z.array(venueSchema),
    whereToBeAnnounced: z.boolean(),
    staff: z.array(z.string()),
    topic: z.string().nullable(),
    number: z.number().int().nullable(),
    notes: z.array(z.string()),
    status: z.enum(['confirmed', 'cancelled']),
    reason: z.string().nullable().meta({ description: 'What was said when it was cancelled' }),
    movedFrom: z.object({ date: localDate, startTime: localTime }).nullable(),
    lastModified: instant,
    history: z.array(z.object({ at: instant, line: z.string() })).meta({ description: 'Oldest first' }),
  })
  .meta({ id: 'Meeting' });

const sectionSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    title: z.string().nullable(),
    note: z.string().nullable(),
    url: z.string().nullable(),
    ridesWith: z.array(z.string()).meta({ description: 'Sections in whose feeds its meetings are too' }),
    toBeAnnounced: z.boolean(),
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
    key: z.string().meta({
      description: 'Of the course itself, whichever of its ids the address has: TERM/ID, as the desk’s API takes it',
      examples: ['fall-2018/cos418'],
    }),
    id: z.string().meta({ description: 'The id of this address: the course’s own, a former or a cross-listed one' }),
    term: z.object({ id: z.string(), title: z.string(), from: localDate, until: localDate }),
    code: z.string(),
    title: z.string(),
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
    breaks: z.array(z.object({ name: z.string(), from: localDate, until: localDate })),
    swaps: z
      .array(z.object({ name: z.string(), date: localDate }))
      .meta({ description: 'Days that follow another weekday’s schedule' }),
    page: address,
    everything: address.meta({ description: 'The feed of all sections, for staff' }),
    sections: z.array(sectionSchema),
    meetings: z.array(meetingSchema).meta({ description: 'By start, then section' }),
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
    total: z.number().int(),
    page: z.number().int(),
    pages: z.number().int(),
    next: address.nullable().meta({ description: 'The next page; null after the last' }),
    terms: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        courses: z.number().int(),
        from: localDate,
        until: localDate,
        standing: z.enum(['now', 'coming', 'over']),
      }),
    ),
    courses: z.array(
      z.object({
        key: z.string(),
        code: z.string(),
        title: z.string(),
        term: z.string(),
        otherCodes: z.array(z.string()),
        sections: z.number().int(),
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
});

export type CourseJson = z.infer<typeof courseSchema>;
export type CourseListJson = z.infer<typeof courseListSchema>;

/** @param base what addresses begin with: nothing on a server, PUBLIC_URL on a static host */
export function writeCourseJson(courses: Courses, view: CourseView, base = ''): CourseJson {
  const { course, changes, lastModified } = view.published;
  const offered = listOffered(courses, view);
  const meetingsOf = sortMeetings(offered);
  const offsets = findOffsets(course.zone, course.span.from, course.span.until);
  const feedOf = (parts: readonly string[], form: 'subscription' | 'download'): string =>
    base + writeFeedPath({ term: course.term, course: view.id, parts, form });
  return {
    key: course.key,
    id: view.id,
    term: { id: course.term, title: course.termTitle, from: course.span.from, until: course.span.until },
    code: view.code,
    title: view.title,
    codes: [
      { id: course.id, code: course.code, title: course.title },
      ...course.crossListed.map(({ id, code, title }) => ({ id, code, title: title ?? course.title })),
    ],
    crossListed: course.crossListed.map(({ id, code, title }) => ({ id, code, title })),
    zone: course.zone,
    url: course.url,
    links: course.links.map(({ title, url }) => ({ title, url })),
    note: course.note,
    breaks: course.breaks.map(({ name, from, until }) => ({ name, from, until })),
    swaps: (course.swaps ?? []).map(({ name, date }) => ({ name, date })),
    page: `${base}/${course.term}/${view.id}`,
    everything: feedOf(['all'], 'subscription'),
    sections: offered.map((one) => ({
      ...describeSection(one),
      feed: feedOf([one.id], 'subscription'),
      download: feedOf([one.id], 'download'),
    })),
    meetings: describeMeetings(offered, meetingsOf, offsets),
    takenAway: describeMeetings(offered, listTaken, offsets),
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

/** @param asked the query that gave this page */
export function writeCourseListJson(list: CourseListPage, asked: z.infer<typeof courseListQuery>): CourseListJson {
  const next = new URLSearchParams({
    ...(asked.q ? { q: asked.q } : {}),
    ...(asked.term ? { term: asked.term } : {}),
    page: String(list.page + 1),
  });
  return {
    query: list.query,
    total: list.total,
    page: list.page,
    pages: list.pages,
    next: list.page < list.pages ? `/api/courses?${next}` : null,
    terms: list.terms.map(({ id, title, courses, span, standing }) => ({ id, title, courses, ...span, standing })),
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

function describeSection({ id, section }: OfferedSection): Omit<SectionJson, 'feed' | 'download'> {
  return {
    id,
    kind: section.kind,
    title: section.title,
    note: section.note,
    url: section.url,
    ridesWith: [...section.with],
    toBeAnnounced: section.toBeAnnounced,
    ended: section.ended ? { on: section.ended.on, instead: [...section.ended.instead] } : null,
    gone: section.gone,
    lastModified: stamp(section.lastModified),
  };
}

function describeMeetings(
  offered: readonly OfferedSection[],
  meetingsOf: (one: OfferedSection) => readonly PublishedMeeting[],
  offsets: ZoneOffsets,
): CourseJson['meetings'] {
  return offered
    .flatMap((one) => meetingsOf(one).map((meeting) => ({ meeting, id: one.id })))
    .sort((a, b) => a.meeting.facts.start - b.meeting.facts.start || (a.id < b.id ? -1 : 1))
    .map(({ meeting, id }) => describeMeeting(meeting, id, offsets));
}

function listTaken({ section, view }: OfferedSection): PublishedMeeting[] {
  return view.published.meetings.filter(({ taken, facts }) => taken !== undefined && facts.section === section.id);
}

function describeMeeting(meeting: PublishedMeeting, id: string, offsets: ZoneOffsets): CourseJson['meetings'][number] {
  const { facts } = meeting;
  return {
    uid: meeting.uid,
    section: id,
    start: stampLocal(facts.start, offsets),
    end: facts.end === null ? null : stampLocal(facts.end, offsets),
    date: facts.date,
    startTime: facts.startTime,
    endTime: facts.endTime,
    where: facts.where.map(({ text, address: place, url, online }) => ({ name: text, address: place, url, online })),
    whereToBeAnnounced: facts.whereToBeAnnounced,
    staff: [...facts.staff],
    topic: facts.topic,
    number: facts.number,
    notes: [...facts.notes],
    status: facts.status,
    reason: facts.reason,
    movedFrom: facts.movedFrom && { date: facts.movedFrom.date, startTime: facts.movedFrom.startTime },
    lastModified: stamp(meeting.lastModified),
    history: meeting.history.map(({ at, line }) => ({ at: stamp(at), line })),
  };
}

function stamp(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** '2018-10-12T11:00:00-04:00' (RFC 3339), in the course's own offset. */
function stampLocal(at: number, offsets: ZoneOffsets): string {
  const minutes = offsetAt(offsets, at);
  const wall = new Date(at + minutes * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(minutes);
  const clock = `${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
  return `${wall}${minutes < 0 ? '-' : '+'}${clock}`;
}
