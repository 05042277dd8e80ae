/** Operations on changes: look at meetings, try a change, make it, take it back, read the history. */
import type { z } from 'zod';
import type { BriefMeeting } from '../../service/brief-facts.ts';
import { announce } from '../../service/desk/announcement.ts';
import * as schemas from '../../service/desk/api-schemas.ts';
import { request as askFor, type DeskOutcome, type DeskRequest, takeBack } from '../../service/desk/change-desk.ts';
import { sayClash } from '../../service/desk/clashes.ts';
import { readHistory } from '../../service/desk/history.ts';
import { listMadeChanges } from '../../service/desk/made-change.ts';
import { listMeetings, uidsToIdentities } from '../../service/desk/meeting-list.ts';
import { describePlans, isSoon, type Preview } from '../../service/desk/preview.ts';
import type { ApiOperation, ApiParameter } from '../pages/openapi.ts';
import { reachOf, readText } from '../pages/page-parts.ts';
import { sendJson, sendProblem } from './problem-details.ts';
import { type ApiRoute, type ApiVisit, bodyAs } from './route.ts';

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
  description: 'The course’s own id',
  example: 'cos418',
};
const KEY: ApiParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Your own name for this request: sent again, it is the same change and not another one',
};
const PREVIEW: ApiParameter = {
  name: 'preview',
  in: 'query',
  required: false,
  description: '“yes”: say what would be, and publish nothing',
};
const query = (name: string, description: string): ApiParameter => ({
  name,
  in: 'query',
  required: false,
  description,
});

const problem = (description: string) => ({
  description,
  schema: schemas.problemDetails,
  type: 'application/problem+json',
});
/** What any operation may answer. */
export const REFUSALS: ApiOperation['answers'] = {
  401: problem('No token, or one that is unknown, expired or revoked'),
  403: problem('The token may not do that there'),
  404: problem('There is no such course, term or change'),
  429: problem('Too many wrong tokens; Retry-After says how long to wait'),
  503: problem('The database cannot be reached; Retry-After says when to try again'),
};
export const UNREADABLE: ApiOperation['answers'] = {
  400: problem('The body is no JSON'),
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
        parameters: [
          TERM,
          COURSE,
          query('section', 'Only this section'),
          query('from', 'First date'),
          query('until', 'Last date'),
        ],
        answers: { 200: { description: 'The meetings, by start', schema: schemas.meetingList }, ...REFUSALS },
      } as ApiOperation,
      answer: showMeetings,
    },
    ...PLACES.flatMap(listPlaceOperations),
    {
      needs: { may: 'own', over: 'site' },
      operation: historyOperation('/api/history', 'getHistory', 'Who did what, over the whole site', []),
      answer: showHistory,
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
        parameters: [...parameters, PREVIEW, KEY],
        body: schemas.makeChangeBody,
        answers: {
          200: { description: 'What would be (preview), or the same change made before', schema: schemas.changeAnswer },
          201: { description: 'Published; it is in the feeds', schema: schemas.changeAnswer },
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
        parameters: [
          ...parameters,
          { name: 'id', in: 'path', required: true, description: 'The change’s id' },
          PREVIEW,
        ],
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
  const filters = [
    query('who', 'Only this person or token'),
    query('what', 'change, undo, invite, …'),
    query('section', 'Only this section'),
    query('before', 'Entries with a lower number'),
  ];
  return {
    method: 'get',
    path,
    id,
    tag: TAG,
    summary,
    security: SECURITY ?? [],
    parameters: [...parameters, ...filters],
    answers: { 200: { description: 'Entries', schema: schemas.historyList }, ...REFUSALS },
  };
}

async function showMeetings({ parts, subject, request, response }: ApiVisit): Promise<void> {
  const { section, from, until } = request.query;
  const meetings = listMeetings(parts.desk, subject, {
    section: readText(section),
    from: readText(from),
    until: readText(until),
  });
  if (!meetings) return sendProblem(response, 404, `There is no course ${subject}.`);
  const list = meetings.map(({ uid, pattern, originalDate, sequence, lastModified, meeting }) => ({
    uid,
    section: meeting.section,
    pattern,
    originalDate,
    sequence,
    lastModified: stamp(lastModified),
    meeting: writeBrief(meeting),
  }));
  sendJson(response, 200, { meetings: list } satisfies z.infer<typeof schemas.meetingList>);
}

async function makeOne(visit: ApiVisit): Promise<void> {
  const { parts, request, response, subject, visitor } = visit;
  const { change, expected } = bodyAs(schemas.makeChangeBody, visit);
  const key = request.headers['idempotency-key'];
  if (key !== undefined && !/^[\x21-\x7e]{1,100}$/.test(String(key))) {
    return sendProblem(response, 400, 'An Idempotency-Key has 1 to 100 visible characters.');
  }
  const commit = readText(request.query.preview) !== 'yes';
  const asked: DeskRequest = {
    subject,
    text: change,
    expected: uidsToIdentities(parts.desk, subject, expected ?? {}),
    idempotencyKey: key === undefined ? null : String(key),
  };
  const outcome = await askFor(parts.desk, visitor, asked, commit);
  await sendOutcome(visit, outcome, commit, outcome.type === 'done' && commit && !outcome.repeated ? 201 : 200);
}

async function undoOne(visit: ApiVisit): Promise<void> {
  const { parts, request, subject, visitor } = visit;
  const commit = readText(request.query.preview) !== 'yes';
  const outcome = await takeBack(parts.desk, visitor, { subject, id: String(request.params.id) }, commit);
  await sendOutcome(visit, outcome, commit, 200);
}

async function sendOutcome(visit: ApiVisit, outcome: DeskOutcome, commit: boolean, status: number): Promise<void> {
  const { response, parts, subject, request } = visit;
  switch (outcome.type) {
    case 'done': {
      const { change, plans, repeated } = outcome;
      const preview = await describePlans(parts.desk, plans);
      const course = parts.desk.courses.get(subject)?.course;
      const link = `${reachOf(parts, request).base}/${course ? `${course.term}/${course.id}` : subject}`;
      const made = listMadeChanges([change])[0];
      const answer: z.infer<typeof schemas.changeAnswer> = {
        change: commit && made ? writeChange(made) : null,
        repeated,
        published: commit,
        preview: writePreview(visit, preview, announce(preview.meetings, change.change.say, link)),
      };
      sendJson(response, status, answer);
      return;
    }
    case 'conflict':
      sendProblem(response, 412, 'Look at what was changed, then decide.', {
        conflicts: outcome.meetings.map(({ now, done }) => ({
          uid: now?.uid ?? null,
          sequence: now?.sequence ?? null,
          meeting: now ? writeBrief(now.turn.after) : null,
          done: done.map(({ who, at, line }) => ({ who, at: stamp(at), line })),
        })),
      });
      return;
    case 'refused':
      sendProblem(response, 422, outcome.why, {
        problems: outcome.problems.map(({ code, message, hint }) => ({ code, message, ...(hint ? { hint } : {}) })),
      });
      return;
    case 'unknown':
      sendProblem(response, 404, outcome.why);
  }
}

async function showChanges({ parts, subject, response }: ApiVisit): Promise<void> {
  const changes = listMadeChanges(await parts.desk.store.deskChanges(subject));
  sendJson(response, 200, { changes: changes.map(writeChange) } satisfies z.infer<typeof schemas.changeList>);
}

async function showHistory({ parts, subject, request, response }: ApiVisit): Promise<void> {
  const { who, what, section, before } = request.query;
  const number = Number(readText(before));
  const page = await readHistory(parts.desk, {
    subject: subject === '*' ? null : subject,
    who: readText(who),
    what: readText(what),
    section: readText(section),
    before: Number.isSafeInteger(number) && number > 0 ? number : null,
  });
  const entries = page.lines.map((line) => ({ ...line, at: stamp(line.at), turns: [...line.turns] }));
  sendJson(response, 200, { entries, next: page.next } satisfies z.infer<typeof schemas.historyList>);
}

function writeChange({
  at,
  undone,
  ...rest
}: ReturnType<typeof listMadeChanges>[number]): z.infer<typeof schemas.madeChange> {
  return { ...rest, at: stamp(at), undone: undone && { by: undone.by, at: stamp(undone.at) } };
}

function writePreview(
  { parts }: ApiVisit,
  { courses, meetings, personalFeeds, expected, problems }: Preview,
  announcement: { readonly subject: string; readonly text: string },
): z.infer<typeof schemas.preview> {
  const now = parts.desk.clock();
  const uids = new Map(meetings.map(({ identity, uid }) => [identity, uid]));
  return {
    courses: courses.map((course) => ({ ...course, sections: [...course.sections] })),
    meetings: meetings.map((meeting) => ({
      uid: meeting.uid,
      code: meeting.code,
      before: meeting.before && writeBrief(meeting.before),
      after: writeBrief(meeting.after),
      line: meeting.line,
      soon: isSoon(meeting, now),
      clashes: meeting.clashes.map((clash) => ({ kind: clash.kind, message: sayClash(clash) })),
    })),
    personalFeeds,
    expected: Object.fromEntries(
      Object.entries(expected).map(([identity, sequence]) => [uids.get(identity) ?? identity, sequence]),
    ),
    problems: [...problems],
    announcement,
  };
}

function writeBrief({ startsAt, where, staff, notes, ...rest }: BriefMeeting) {
  return { ...rest, startsAt: stamp(startsAt), where: [...where], staff: [...staff], notes: [...notes] };
}

function stamp(instant: number): string {
  return new Date(instant).toISOString();
}
