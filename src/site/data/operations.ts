/** The public operations, for the API's description. */
import { SCHEMA_NAMES } from '../../catalog/json-schema.ts';
import { API } from '../../web/api-version.ts';
import { type ApiOperation, type ApiTag, answerProblems, COURSE, TERM } from '../../web/openapi.ts';
import { noQuery } from '../../web/query-schemas.ts';
import { changeListSchema, changesSinceQuery, meetingsAcrossQuery, meetingsListSchema } from './across-json.ts';
import { courseListQuery, courseListSchema, courseSchema } from './course-json.ts';

const NOT_MODIFIED = { description: 'What the client holds is current' };
const MISSING = { description: 'There is none at this address', type: 'text/plain' };
const UNAVAILABLE = {
  description: 'It cannot be loaded just now',
  type: 'text/plain',
  headers: ['Retry-After'],
} as const;

export const PUBLIC_TAGS: readonly ApiTag[] = [
  { name: 'Courses', description: 'Terms, courses, sections and meetings as JSON, without a token' },
  { name: 'Feeds', description: 'The same as calendars and news, to subscribe to' },
];

export const PUBLIC_OPERATIONS: readonly ApiOperation[] = [
  {
    method: 'get',
    path: `${API}/courses`,
    id: 'listCourses',
    tag: 'Courses',
    summary: 'Terms and courses',
    description:
      'All terms, and one page of the courses, present terms first. A search looks at the beginnings of words of codes, titles and teachers’ names, without regard to accents and case.',
    query: courseListQuery,
    answers: {
      200: { description: 'One page of courses; empty past the last', schema: courseListSchema, headers: ['ETag'] },
      304: NOT_MODIFIED,
      ...answerProblems('bad-query', 'unavailable'),
    },
  },
  {
    method: 'get',
    path: '/{term}/{course}.json',
    id: 'getCourse',
    tag: 'Courses',
    summary: 'A course with its sections and every dated meeting',
    description: 'Everything that the course’s page shows. Any id that the course has or had leads to it.',
    parameters: [TERM, COURSE],
    query: noQuery,
    answers: {
      200: { description: 'The course', schema: courseSchema, headers: ['ETag', 'Link'] },
      304: NOT_MODIFIED,
      ...answerProblems('bad-query', 'unknown-subject', 'unavailable'),
    },
  },
  {
    method: 'get',
    path: `${API}/meetings`,
    id: 'listMeetings',
    tag: 'Courses',
    summary: 'Meetings of some days, in a room, of several courses',
    description:
      'What a room display or a timetable of several courses needs, in one request. Cancelled meetings are among them, with their status.',
    query: meetingsAcrossQuery,
    answers: {
      200: { description: 'One page of meetings', schema: meetingsListSchema, headers: ['ETag'] },
      304: NOT_MODIFIED,
      ...answerProblems('bad-query', 'unavailable'),
    },
  },
  {
    method: 'get',
    path: `${API}/changes`,
    id: 'listChanges',
    tag: 'Courses',
    summary: 'What changed since a cursor',
    description:
      'For the site, a term or some courses. Ask once without `since` for the present cursor; then again and again with the last answer’s `cursor`, at once while `next` is there. No change is missed or given twice. A course’s first publication is none.',
    query: changesSinceQuery,
    answers: {
      200: { description: 'One page of changes', schema: changeListSchema, headers: ['ETag'] },
      304: NOT_MODIFIED,
      ...answerProblems('bad-query', 'unavailable'),
    },
  },
  {
    method: 'get',
    path: '/schemas/{name}.json',
    id: 'getSchema',
    tag: 'Courses',
    summary: 'The JSON Schema of a file of rules',
    description: 'For editors: what site.yaml, a term, a course, or what is added to an imported course may hold.',
    parameters: [
      {
        name: 'name',
        in: 'path',
        required: true,
        description: 'The kind of file',
        schema: { type: 'string', enum: [...SCHEMA_NAMES] },
        example: 'course',
      },
    ],
    answers: {
      200: { description: 'The schema (draft 2020-12)', type: 'application/schema+json', headers: ['ETag'] },
      304: NOT_MODIFIED,
      ...answerProblems('unknown-address', 'unavailable'),
    },
  },
  {
    method: 'get',
    path: '/changes.atom',
    id: 'getSiteAtom',
    tag: 'Feeds',
    summary: 'What changed on the site, newest first',
    description: 'An Atom feed (RFC 4287) of the newest hundred changes of all courses.',
    query: noQuery,
    answers: {
      200: { description: 'An Atom feed', type: 'application/atom+xml', headers: ['ETag'] },
      304: NOT_MODIFIED,
      ...answerProblems('bad-query', 'unavailable'),
    },
  },
  {
    method: 'get',
    path: '/{term}/{course}/{sections}.ics',
    id: 'getFeed',
    tag: 'Feeds',
    summary: 'A calendar to subscribe to',
    description:
      'One section, several joined with +, or “all”. `SECTIONS.download.ics` is the same as a file to import.',
    parameters: [
      TERM,
      COURSE,
      {
        name: 'sections',
        in: 'path',
        required: true,
        description: 'Section ids joined with +',
        schema: { type: 'string' },
        example: 'L01+P02',
      },
    ],
    answers: {
      200: { description: 'The calendar (RFC 5545), each meeting an event', type: 'text/calendar', headers: ['ETag'] },
      304: NOT_MODIFIED,
      400: { description: 'More sections than one feed joins, or a malformed address', type: 'text/plain' },
      404: MISSING,
      503: UNAVAILABLE,
    },
  },
  {
    method: 'get',
    path: '/{term}/{course}/changes.atom',
    id: 'getCourseAtom',
    tag: 'Feeds',
    summary: 'What changed in a course, newest first',
    description: 'An Atom feed (RFC 4287) for news readers and chat programs. Programs follow /api/v1/changes instead.',
    parameters: [TERM, COURSE],
    answers: {
      200: { description: 'An Atom feed', type: 'application/atom+xml', headers: ['ETag'] },
      304: NOT_MODIFIED,
      404: MISSING,
      503: UNAVAILABLE,
    },
  },
];
