import type { ApiOperation, ApiParameter } from '../../web/openapi.ts';
import { problemDetails, sendJson } from '../../web/problem-details.ts';
import * as schemas from './api-schemas.ts';
import { makeOne, showChanges, showHistory, showMeetings, undoOne } from './change-answers.ts';
import { agreeToOne, showHeld } from './held-answers.ts';
import type { ApiRoute } from './route.ts';

const TAG = 'The desk: changes';
export const SECURITY: ApiOperation['security'] = [{ token: [] }];

export const TERM: ApiParameter = {
  name: 'term',
  in: 'path',
  required: true,
  description: 'The term’s id',
  example: 'fall-2018',
};
export const COURSE: ApiParameter = {
  name: 'course',
  in: 'path',
  required: true,
  description: 'The course’s id; a former or cross-listed one leads to the same course',
  example: 'cos418',
};
const KEY: ApiParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Your own name for this request: sent again, it is the same change and not another one',
};

const problem = (description: string) => ({
  description,
  schema: problemDetails,
  type: 'application/problem+json',
});
/** What any operation may answer. */
export const REFUSALS: ApiOperation['answers'] = {
  400: problem('A parameter is unknown or malformed, or the body is no JSON'),
  401: problem('No token, or one that is unknown, expired or revoked'),
  403: problem('The token may not do that there'),
  404: problem('There is no such course, term or change'),
  429: problem('Too many wrong tokens; Retry-After says how long to wait'),
  503: problem('The database cannot be reached; Retry-After says when to try again'),
};
export const UNREADABLE: ApiOperation['answers'] = {
  415: problem('The body is not declared as JSON'),
  422: problem('The body is not as described, or makes no sense here'),
};

interface Place {
  readonly base: string;
  readonly over: 'course' | 'term';
  readonly name: string;
  readonly parameters: readonly ApiParameter[];
}

const PLACES: readonly Place[] = [
  { base: '/api/courses/{term}/{course}', over: 'course', name: 'Course', parameters: [TERM, COURSE] },
  { base: '/api/terms/{term}', over: 'term', name: 'Term', parameters: [TERM] },
];

export function listChangeOperations(): readonly ApiRoute[] {
  return [
    {
      needs: 'signed-in',
      operation: {
        method: 'get',
        path: '/api/me',
        id: 'getMe',
        tag: TAG,
        summary: 'Who this token is, and what it may do',
        security: SECURITY,
        answers: { 200: { description: 'The token', schema: schemas.visitorAnswer }, ...REFUSALS },
      } as ApiOperation,
      answer: async ({ response, visitor }) => sendJson(response, 200, { name: visitor.name, grants: visitor.grants }),
    },
    {
      needs: { may: 'view', over: 'course' },
      operation: {
        method: 'get',
        path: '/api/courses/{term}/{course}/meetings',
        id: 'listMeetings',
        tag: TAG,
        summary: 'A course’s meetings with their sequences, for preconditions',
        security: SECURITY,
        parameters: [TERM, COURSE],
        query: schemas.meetingsQuery,
        answers: { 200: { description: 'The meetings, by start', schema: schemas.meetingList }, ...REFUSALS },
      } as ApiOperation,
      answer: showMeetings,
    },
    ...PLACES.flatMap(listPlaceOperations),
    ...listHeldOperations(),
    {
      needs: { may: 'own', over: 'site' },
      operation: historyOperation('/api/history', 'getHistory', 'Who did what, over the whole site', []),
      answer: showHistory,
    },
  ];
}

function listHeldOperations(): ApiRoute[] {
  const common = {
    tag: TAG,
    security: SECURITY,
    path: '/api/courses/{term}/{course}/held',
    parameters: [TERM, COURSE],
  };
  return [
    {
      needs: { may: 'view', over: 'course' },
      operation: {
        ...common,
        method: 'get',
        id: 'getHeldEdit',
        summary: 'The edit of the course’s rules that waits for agreement, and what it would do',
        answers: { 200: { description: 'The edit, or null', schema: schemas.heldAnswer }, ...REFUSALS },
      } as ApiOperation,
      answer: showHeld,
    },
    {
      needs: { may: 'own', over: 'course' },
      operation: {
        ...common,
        method: 'post',
        id: 'agreeToHeldEdit',
        summary: 'Agree to the edit that waits, as it was shown',
        body: schemas.agreeBody,
        answers: {
          200: { description: 'Published', schema: schemas.agreeAnswer },
          412: problem('Another edit is held, or none'),
          ...UNREADABLE,
          ...REFUSALS,
        },
      } as ApiOperation,
      answer: agreeToOne,
    },
  ];
}

function listPlaceOperations({ base, over, name, parameters }: Place): ApiRoute[] {
  const common = { tag: TAG, security: SECURITY };
  return [
    {
      needs: { may: 'view', over },
      operation: {
        ...common,
        method: 'get',
        path: `${base}/changes`,
        id: `list${name}Changes`,
        summary: `Changes made to the ${over} at the desk, undone ones too, newest first`,
        parameters,
        answers: { 200: { description: 'The changes', schema: schemas.changeList }, ...REFUSALS },
      } as ApiOperation,
      answer: showChanges,
    },
    {
      needs: { may: 'change', over },
      operation: {
        ...common,
        method: 'post',
        path: `${base}/changes`,
        id: `make${name}Change`,
        summary: `Change meetings of the ${over}, or say what that would do`,
        parameters: [...parameters, KEY],
        query: schemas.previewQuery,
        body: schemas.makeChangeBody,
        answers: {
          200: { description: 'What would be (preview), or the same change made before', schema: schemas.changeAnswer },
          201: { description: 'Published; it is in the feeds', schema: schemas.changeAnswer },
          409: problem('Nobody would mean this, as a rule: send it again with `agree` if you do'),
          412: problem('Somebody changed one of the meetings since'),
          ...UNREADABLE,
          ...REFUSALS,
        },
      } as ApiOperation,
      answer: makeOne,
    },
    {
      needs: { may: 'change', over },
      operation: {
        ...common,
        method: 'post',
        path: `${base}/changes/{id}/undo`,
        id: `undo${name}Change`,
        summary: 'Take a change back, or say what that would do',
        parameters: [...parameters, { name: 'id', in: 'path', required: true, description: 'The change’s id' }],
        query: schemas.previewQuery,
        answers: { 200: { description: 'Taken back, or what would be', schema: schemas.changeAnswer }, ...REFUSALS },
      } as ApiOperation,
      answer: undoOne,
    },
    {
      needs: { may: 'view', over },
      operation: historyOperation(
        `${base}/history`,
        `get${name}History`,
        `Who did what to the ${over}, newest first`,
        parameters,
      ),
      answer: showHistory,
    },
  ];
}

function historyOperation(
  path: string,
  id: string,
  summary: string,
  parameters: readonly ApiParameter[],
): ApiOperation {
  return {
    method: 'get',
    path,
    id,
    tag: TAG,
    summary,
    security: SECURITY ?? [],
    parameters,
    query: schemas.historyQuery,
    answers: { 200: { description: 'Entries', schema: schemas.historyList }, ...REFUSALS },
  };
}
