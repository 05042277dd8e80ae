/** The public addresses that answer programs, as the API's description lists them. */
import type { ApiOperation, ApiParameter } from '../../web/openapi.ts';
import { problemDetails } from '../../web/problem-details.ts';
import { courseListQuery, courseListSchema, courseSchema } from './course-json.ts';

const TERM: ApiParameter = {
  name: 'term',
  in: 'path',
  required: true,
  description: 'The term’s id',
  example: 'fall-2018',
};
const COURSE: ApiParameter = {
  name: 'course',
  in: 'path',
  required: true,
  description: 'The course’s id',
  example: 'cos418',
};
const BAD_QUERY = {
  description: 'A parameter is unknown or malformed',
  schema: problemDetails,
  type: 'application/problem+json',
};
const MISSING = { description: 'There is none at this address', type: 'text/plain' };

export const PUBLIC_OPERATIONS: readonly ApiOperation[] = [
  {
    method: 'get',
    path: '/api/courses',
    id: 'listCourses',
    tag: 'Courses',
    summary: 'Terms and courses, searched without regard to accents and case',
    query: courseListQuery,
    answers: {
      200: { description: 'One page of courses; empty past the last', schema: courseListSchema },
      400: BAD_QUERY,
    },
  },
  {
    method: 'get',
    path: '/{term}/{course}.json',
    id: 'getCourse',
    tag: 'Courses',
    summary: 'A course with its sections and every dated meeting',
    parameters: [TERM, COURSE],
    answers: { 200: { description: 'The course', schema: courseSchema }, 400: BAD_QUERY, 404: MISSING },
  },
  {
    method: 'get',
    path: '/{term}/{course}/{sections}.ics',
    id: 'getFeed',
    tag: 'Feeds',
    summary: 'A calendar to subscribe to: one section, several joined with +, or “all”',
    parameters: [
      TERM,
      COURSE,
      { name: 'sections', in: 'path', required: true, description: 'Section ids joined with +', example: 'L01+P02' },
    ],
    answers: {
      200: { description: 'The calendar (RFC 5545), each meeting an event', type: 'text/calendar' },
      304: { description: 'What the client holds is current' },
      404: MISSING,
    },
  },
  {
    method: 'get',
    path: '/{term}/{course}/changes.atom',
    id: 'getChanges',
    tag: 'Feeds',
    summary: 'What changed, newest first (RFC 4287)',
    parameters: [TERM, COURSE],
    answers: { 200: { description: 'An Atom feed', type: 'application/atom+xml' }, 404: MISSING },
  },
];
