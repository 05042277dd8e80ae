/** Operations on changes, held edits and history. */
import { sendJson } from '../../web/problem-details.ts';
import * as schemas from './api-schemas.ts';
import { makeOne, showChange, showChanges, showHistory, showMeetings, undoOne } from './change-answers.ts';
import {
  CHANGES_TAG,
  COURSE_RESOURCE,
  type Described,
  describeOperation,
  type Resource,
  SITE_RESOURCE,
  TERM_RESOURCE,
} from './described.ts';
import { agreeToOne, showHeld } from './held-answers.ts';
import type { ApiRoute } from './route.ts';

const describe = (operation: Omit<Described, 'tag'>) => describeOperation({ tag: CHANGES_TAG, ...operation });

const SAMPLE = {
  change: { sections: 'P02', on: '2018-10-12', cancel: true, say: 'No precept this week; join P01 or P03.' },
};

export function listChangeOperations(): readonly ApiRoute[] {
  return [
    {
      needs: 'signed-in',
      operation: describe({
        method: 'get',
        path: `${SITE_RESOURCE.base}/me`,
        id: 'getMe',
        summary: 'Who this token is',
        description: 'The token’s name, and its roles with the courses or terms that they are for.',
        answers: { 200: { description: 'The token', schema: schemas.visitorAnswer } },
      }),
      answer: async ({ response, visitor }) =>
        sendJson(response, 200, { name: visitor.name, grants: [...visitor.grants] }),
    },
    {
      needs: { may: 'view', over: 'course' },
      operation: describe({
        method: 'get',
        path: `${COURSE_RESOURCE.base}/meetings`,
        id: 'listCourseMeetings',
        summary: 'A course’s meetings',
        description: 'Those of drafts too. Their sequences are what `expected` compares.',
        parameters: COURSE_RESOURCE.parameters,
        query: schemas.meetingsQuery,
        answers: { 200: { description: 'The meetings, by start', schema: schemas.meetingList, headers: ['Link'] } },
      }),
      answer: showMeetings,
    },
    ...[COURSE_RESOURCE, TERM_RESOURCE].flatMap(listResourceOperations),
    ...listHeldOperations(),
    describeHistory(SITE_RESOURCE, 'own', 'the site'),
  ];
}

function listHeldOperations(): ApiRoute[] {
  const common = { path: `${COURSE_RESOURCE.base}/held`, parameters: COURSE_RESOURCE.parameters };
  return [
    {
      needs: { may: 'view', over: 'course' },
      operation: describe({
        ...common,
        method: 'get',
        id: 'getHeldEdit',
        summary: 'The edit of the course’s rules that waits for agreement',
        description: 'An edit that takes away much without a word is held. This says what it would do.',
        answers: { 200: { description: 'The edit, or null', schema: schemas.heldAnswer, headers: ['Link'] } },
        problems: ['not-changeable'],
      }),
      answer: showHeld,
    },
    {
      needs: { may: 'own', over: 'course' },
      operation: describe({
        ...common,
        method: 'post',
        id: 'agreeToHeldEdit',
        summary: 'Agree to the edit that waits',
        description: 'Publishes the very edit that was shown, named by its `edit`.',
        body: schemas.agreeBody,
        answers: { 200: { description: 'Published', schema: schemas.agreeAnswer } },
        problems: ['held-edit-changed', 'not-changeable'],
      }),
      answer: agreeToOne,
    },
  ];
}

function listResourceOperations(resource: Resource): ApiRoute[] {
  const { base, name, parameters } = resource;
  const over = resource.over === 'term' ? 'term' : 'course';
  const ID = {
    name: 'id',
    in: 'path',
    required: true,
    description: 'The change’s id',
    schema: { type: 'string' },
  } as const;
  return [
    {
      needs: { may: 'view', over },
      operation: describe({
        method: 'get',
        path: `${base}/changes`,
        id: `list${name}Changes`,
        summary: `Changes made to the ${over} at the desk`,
        description: 'Newest first, undone ones too.',
        parameters,
        query: schemas.changesQuery,
        answers: { 200: { description: 'The changes', schema: schemas.changeList, headers: ['Link'] } },
      }),
      answer: showChanges,
    },
    {
      needs: { may: 'view', over },
      operation: describe({
        method: 'get',
        path: `${base}/changes/{id}`,
        id: `get${name}Change`,
        summary: `One change of the ${over}`,
        description: 'Who made it, when, and whether it was undone.',
        parameters: [...parameters, ID],
        answers: { 200: { description: 'The change', schema: schemas.madeChange, headers: ['Link'] } },
        problems: ['unknown-change'],
      }),
      answer: showChange,
    },
    {
      needs: { may: 'change', over },
      operation: describe({
        method: 'post',
        path: `${base}/changes`,
        id: `make${name}Change`,
        summary: `Change meetings of the ${over}`,
        description:
          'Published at once: the answer comes when feeds have it. With `dryRun=true` it says what would be.',
        parameters,
        body: schemas.makeChangeBody,
        sample: SAMPLE,
        answers: {
          200: { description: 'What would be (dryRun), or the same change made before', schema: schemas.changeAnswer },
          201: { description: 'Published; it is in the feeds', schema: schemas.changeAnswer, headers: ['Location'] },
        },
        problems: ['questioned', 'conflict', 'bad-change', 'no-effect', 'key-reused', 'not-changeable'],
      }),
      answer: makeOne,
    },
    {
      needs: { may: 'change', over },
      operation: describe({
        method: 'post',
        path: `${base}/changes/{id}/undo`,
        id: `undo${name}Change`,
        summary: `Take a change of the ${over} back`,
        description:
          'Meetings are again as the rules and the other changes have them. However often it is sent, it is the same undo: `repeated` says that it was done before.',
        parameters: [...parameters, ID],
        body: schemas.undoBody,
        isBodyOptional: true,
        sample: {},
        answers: {
          200: { description: 'Taken back, or what would be', schema: schemas.changeAnswer, headers: ['Location'] },
        },
        problems: ['unknown-change', 'conflict', 'not-changeable'],
      }),
      answer: undoOne,
    },
    describeHistory(resource, 'view', `the ${over}`),
  ];
}

function describeHistory({ base, over, name, parameters }: Resource, may: 'view' | 'own', of: string): ApiRoute {
  return {
    needs: { may, over },
    operation: describe({
      method: 'get',
      path: `${base}/history`,
      id: `get${name}History`,
      summary: `Who did what to ${of}`,
      description: 'Newest first: changes, undoing, agreements, staff and tokens.',
      parameters,
      query: schemas.historyQuery,
      answers: {
        200: { description: 'Entries', schema: schemas.historyList, headers: over === 'site' ? [] : ['Link'] },
      },
    }),
    answer: showHistory,
  };
}
