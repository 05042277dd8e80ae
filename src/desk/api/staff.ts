/** Operations on staff, rosters, tokens and the history's words. */
import type { z } from 'zod';
import type { ApiOperation } from '../../web/openapi.ts';
import { publicAddressOf } from '../../web/page-parts.ts';
import { sendJson, sendProblem } from '../../web/problem-details.ts';
import { say } from '../../words/say.ts';
import { redact } from '../history/redaction.ts';
import { signOutMember } from '../sign-in/signing-in.ts';
import { addStaff } from '../staff/adding.ts';
import { listTokens, makeToken, revokeToken } from '../staff/api-tokens.ts';
import { describeStaff } from '../staff/listing.ts';
import { removeStaff } from '../staff/removing.ts';
import { importRoster } from '../staff/roster.ts';
import * as schemas from './api-schemas.ts';
import { COURSE, REFUSALS, SECURITY, TERM, UNREADABLE } from './changes.ts';
import { type ApiRoute, type ApiVisit, bodyAs, queryAs } from './route.ts';

const TAG = 'The desk: people and tokens';
const BASE = '/api/courses/{term}/{course}';
const STAFF = { may: 'staff', over: 'course' } as const;
const OWN = { may: 'own', over: 'site' } as const;
const MAIL = { name: 'mail', in: 'path', required: true, description: 'A mail address' } as const;
const ID = { name: 'id', in: 'path', required: true, description: 'The token’s id' } as const;
const DONE = { 204: { description: 'Done' } };

type Described = Pick<ApiOperation, 'method' | 'path' | 'id' | 'summary' | 'answers'> & Partial<ApiOperation>;

function describe({ answers, ...operation }: Described): ApiOperation {
  return {
    tag: TAG,
    security: SECURITY ?? [],
    ...operation,
    answers: { ...answers, ...(operation.body ? UNREADABLE : {}), ...REFUSALS },
  };
}

export function listStaffOperations(): readonly ApiRoute[] {
  return [
    {
      needs: { may: 'change', over: 'course' },
      operation: describe({
        method: 'get',
        path: `${BASE}/staff`,
        id: 'listStaff',
        summary: 'Who works on the course',
        parameters: [TERM, COURSE],
        answers: { 200: { description: 'Its staff', schema: schemas.staffList } },
      }),
      answer: showStaff,
    },
    {
      needs: STAFF,
      operation: describe({
        method: 'put',
        path: `${BASE}/staff/{mail}`,
        id: 'putStaff',
        summary: 'Give somebody a role, in place of the one they had, and a sign-in link',
        parameters: [TERM, COURSE, MAIL],
        body: schemas.staffBody,
        answers: { 200: { description: 'They have it', schema: schemas.staffAnswer } },
      }),
      answer: putStaff,
    },
    {
      needs: STAFF,
      operation: describe({
        method: 'delete',
        path: `${BASE}/staff/{mail}`,
        id: 'removeStaff',
        summary: 'Take somebody’s role away',
        parameters: [TERM, COURSE, MAIL],
        answers: DONE,
      }),
      answer: dropStaff,
    },
    {
      needs: STAFF,
      operation: describe({
        method: 'delete',
        path: `${BASE}/staff/{mail}/sessions`,
        id: 'signOutStaff',
        summary: 'Sign somebody out everywhere, with their unused links and the tokens and links that they made',
        parameters: [TERM, COURSE, MAIL],
        answers: DONE,
      }),
      answer: signOutOne,
    },
    {
      needs: STAFF,
      operation: describe({
        method: 'post',
        path: `${BASE}/staff/import`,
        id: 'importStaff',
        summary: 'Add everybody of a roster; a second time changes nothing',
        parameters: [TERM, COURSE],
        body: schemas.rosterBody,
        answers: { 200: { description: 'They are added', schema: schemas.rosterAnswer } },
      }),
      answer: importAll,
    },
    {
      needs: STAFF,
      operation: describe({
        method: 'get',
        path: `${BASE}/tokens`,
        id: 'listTokens',
        summary: 'The course’s tokens, revoked ones too',
        parameters: [TERM, COURSE],
        answers: { 200: { description: 'Its tokens, without their secrets', schema: schemas.tokenList } },
      }),
      answer: showTokens,
    },
    {
      needs: STAFF,
      operation: describe({
        method: 'post',
        path: `${BASE}/tokens`,
        id: 'makeToken',
        summary: 'Make a token for a script',
        parameters: [TERM, COURSE],
        body: schemas.tokenBody,
        answers: { 201: { description: 'Made; its secret is shown this once', schema: schemas.tokenAnswer } },
      }),
      answer: addToken,
    },
    {
      needs: STAFF,
      operation: describe({
        method: 'delete',
        path: `${BASE}/tokens/{id}`,
        id: 'revokeToken',
        summary: 'Revoke a token, at once',
        parameters: [TERM, COURSE, ID],
        answers: DONE,
      }),
      answer: dropToken,
    },
    {
      needs: OWN,
      operation: describe({
        method: 'get',
        path: '/api/staff',
        id: 'listAllStaff',
        summary: 'Everybody who works here, with every role',
        answers: { 200: { description: 'All staff', schema: schemas.staffList } },
      }),
      answer: showStaff,
    },
    {
      needs: OWN,
      operation: describe({
        method: 'post',
        path: '/api/redactions',
        id: 'redact',
        summary: 'Make words, or a person, unreadable everywhere; recorded, and not to be undone',
        query: schemas.previewQuery,
        body: schemas.redactionBody,
        answers: { 200: { description: 'Redacted, or where the words stand', schema: schemas.redactionAnswer } },
      }),
      answer: redactWords,
    },
  ];
}

async function showStaff({ parts, subject, visitor, response }: ApiVisit): Promise<void> {
  const staff = await describeStaff(parts.desk, visitor, subject === '*' ? null : subject);
  const answer: z.infer<typeof schemas.staffList> = {
    staff: staff.map(({ mail, name, roles }) => ({ mail, name, roles: [...roles] })),
  };
  sendJson(response, 200, answer);
}

async function putStaff(visit: ApiVisit): Promise<void> {
  const { parts, subject, visitor, request, response } = visit;
  const { role, name } = bodyAs(schemas.staffBody, visit);
  const text = { mail: String(request.params.mail), name: name ?? null, role, scope: subject };
  const outcome = await addStaff(parts.desk, visitor, text);
  if (outcome.type === 'refused') return sendProblem(response, 422, outcome.why);
  const { member, same, secret } = outcome;
  const answer: z.infer<typeof schemas.staffAnswer> = {
    mail: member.mail,
    role,
    same,
    signInLink: linkOf(visit, secret),
    name: member.name,
  };
  sendJson(response, 200, answer);
}

async function dropStaff({ parts, subject, visitor, request, response }: ApiVisit): Promise<void> {
  const outcome = await removeStaff(parts.desk, visitor, String(request.params.mail), subject);
  if (outcome.type === 'refused') return sendProblem(response, 422, outcome.why);
  response.status(204).end();
}

async function signOutOne({ parts, subject, visitor, request, response }: ApiVisit): Promise<void> {
  const done = await signOutMember(parts.desk, visitor, String(request.params.mail), subject);
  if (!done) return sendProblem(response, 422, say('deskStaff.nobodyToSignOut'));
  response.status(204).end();
}

async function importAll(visit: ApiVisit): Promise<void> {
  const { parts, subject, visitor, response } = visit;
  const { roster, role } = bodyAs(schemas.rosterBody, visit);
  const outcome = await importRoster(parts.desk, visitor, roster, { role, scope: subject });
  if (outcome.problems.length > 0) {
    const problems = outcome.problems.map((message) => ({ message }));
    return sendProblem(response, 422, say('deskStaff.nobodyAdded'), { problems });
  }
  const added = outcome.added.map(({ mail, secret }) => ({ mail, signInLink: linkOf(visit, secret) }));
  sendJson(response, 200, { added, same: outcome.same } satisfies z.infer<typeof schemas.rosterAnswer>);
}

async function showTokens({ parts, subject, response }: ApiVisit): Promise<void> {
  const tokens = (await listTokens(parts.desk, subject)).map(writeToken);
  sendJson(response, 200, { tokens } satisfies z.infer<typeof schemas.tokenList>);
}

async function addToken(visit: ApiVisit): Promise<void> {
  const { parts, subject, visitor, response } = visit;
  const { label, role, days } = bodyAs(schemas.tokenBody, visit);
  const outcome = await makeToken(parts.desk, visitor, { label, role, scope: subject, days: days ?? null });
  if (outcome.type === 'refused') return sendProblem(response, 422, outcome.why);
  const { token, secret } = outcome;
  sendJson(response, 201, { token: writeToken(token), secret } satisfies z.infer<typeof schemas.tokenAnswer>);
}

async function dropToken({ parts, subject, visitor, request, response }: ApiVisit): Promise<void> {
  const dropped = await revokeToken(parts.desk, visitor, String(request.params.id), subject);
  if (!dropped) return sendProblem(response, 404, say('deskStaff.noSuchToken'));
  response.status(204).end();
}

async function redactWords(visit: ApiVisit): Promise<void> {
  const { parts, visitor, response } = visit;
  const commit = !queryAs(schemas.previewQuery, visit).preview;
  const outcome = await redact(parts.desk, visitor.name, bodyAs(schemas.redactionBody, visit).words, commit);
  if (outcome.type === 'refused') return sendProblem(response, 422, outcome.why);
  if (commit) await parts.desk.catchUp();
  const { places, where, rules, unreadable } = outcome;
  const redacted = outcome.type === 'redacted';
  const unscrubbed = redacted ? outcome.unscrubbed : null;
  const answer = { redacted, places, where: { ...where }, rules: [...rules], unreadable: [...unreadable], unscrubbed };
  sendJson(response, 200, answer satisfies z.infer<typeof schemas.redactionAnswer>);
}

function linkOf({ parts, request }: ApiVisit, secret: string | null): string | null {
  return secret === null ? null : `${publicAddressOf(parts, request).base}/desk/sign-in/${secret}`;
}

function writeToken({
  id,
  label,
  role,
  madeBy,
  madeAt,
  expiresAt,
  revokedAt,
}: Awaited<ReturnType<typeof listTokens>>[number]) {
  const stamp = (instant: number): string => new Date(instant).toISOString();
  return {
    id,
    label,
    role,
    madeBy,
    madeAt: stamp(madeAt),
    expiresAt: expiresAt === null ? null : stamp(expiresAt),
    revokedAt: revokedAt === null ? null : stamp(revokedAt),
  };
}
