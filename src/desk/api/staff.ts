/** Operations on staff, rosters, tokens and personal data in the history. */
import type { z } from 'zod';
import { API } from '../../web/api-version.ts';
import { stamp } from '../../web/meeting-json.ts';
import { publicAddressOf } from '../../web/page-context.ts';
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
import { COURSE_PLACE, type Described, describeOperation, PEOPLE_TAG } from './described.ts';
import { type ApiRoute, type ApiVisit, bodyAs, isDryRun } from './route.ts';

const { base: BASE, parameters: AT } = COURSE_PLACE;
const STAFF = { may: 'staff', over: 'course' } as const;
const OWN = { may: 'own', over: 'site' } as const;
const MAIL = {
  name: 'mail',
  in: 'path',
  required: true,
  description: 'A mail address',
  schema: { type: 'string' },
} as const;
const ID = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The token’s id',
  schema: { type: 'string' },
} as const;
const DONE = { 204: { description: 'Done' } };

const describe = (operation: Omit<Described, 'tag'>) => describeOperation({ tag: PEOPLE_TAG, ...operation });

export function listStaffOperations(): readonly ApiRoute[] {
  return [
    {
      needs: { may: 'change', over: 'course' },
      operation: describe({
        method: 'get',
        path: `${BASE}/staff`,
        id: 'listStaff',
        summary: 'Who works on the course',
        description: 'Mail addresses, names and roles of those who have one here.',
        parameters: AT,
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
        summary: 'Give somebody a role',
        description: 'In place of the role that they had here. The answer has a link that signs them in once.',
        parameters: [...AT, MAIL],
        body: schemas.staffBody,
        sample: { role: 'editor', name: 'Somebody' },
        answers: { 200: { description: 'They have it', schema: schemas.staffAnswer } },
        problems: ['refused'],
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
        description: 'With the last role go sessions, links and tokens, and those that they made for others.',
        parameters: [...AT, MAIL],
        answers: DONE,
        problems: ['refused'],
      }),
      answer: dropStaff,
    },
    {
      needs: STAFF,
      operation: describe({
        method: 'delete',
        path: `${BASE}/staff/{mail}/sessions`,
        id: 'signOutStaff',
        summary: 'Sign somebody out everywhere',
        description: 'Ends their sessions, unused links, and the tokens and links that they made.',
        parameters: [...AT, MAIL],
        answers: DONE,
        problems: ['refused'],
      }),
      answer: signOutOne,
    },
    {
      needs: STAFF,
      operation: describe({
        method: 'post',
        path: `${BASE}/staff/import`,
        id: 'importStaff',
        summary: 'Add everybody of a roster',
        description: 'A CSV text as a registrar exports it; a second time changes nothing.',
        parameters: AT,
        body: schemas.rosterBody,
        sample: { roster: 'mail,name\nta@example.edu,A TA', role: 'editor' },
        answers: { 200: { description: 'They are added', schema: schemas.rosterAnswer } },
        problems: ['refused'],
      }),
      answer: importAll,
    },
    {
      needs: STAFF,
      operation: describe({
        method: 'get',
        path: `${BASE}/tokens`,
        id: 'listTokens',
        summary: 'The course’s tokens',
        description: 'Revoked and expired ones too, without their secrets.',
        parameters: AT,
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
        description: 'It may do no more than its maker, now and later.',
        parameters: AT,
        body: schemas.tokenBody,
        sample: { label: 'autograder', role: 'editor', days: 120 },
        answers: {
          200: { description: 'What would be (dryRun)', schema: schemas.tokenAnswer },
          201: {
            description: 'Made; its secret is shown this once',
            schema: schemas.tokenAnswer,
            headers: ['Location'],
          },
        },
        problems: ['refused'],
      }),
      answer: addToken,
    },
    {
      needs: STAFF,
      operation: describe({
        method: 'delete',
        path: `${BASE}/tokens/{id}`,
        id: 'revokeToken',
        summary: 'Revoke a token',
        description: 'It ends at once, with the tokens that were made with it.',
        parameters: [...AT, ID],
        answers: DONE,
        problems: ['unknown-token'],
      }),
      answer: dropToken,
    },
    {
      needs: OWN,
      operation: describe({
        method: 'get',
        path: `${API}/staff`,
        id: 'listAllStaff',
        summary: 'Everybody who works here, with every role',
        description: 'Over the whole site.',
        answers: { 200: { description: 'All staff', schema: schemas.staffList } },
      }),
      answer: showStaff,
    },
    {
      needs: OWN,
      operation: describe({
        method: 'post',
        path: `${API}/redactions`,
        id: 'redact',
        summary: 'Redact words',
        description: 'Makes words, or a person, unreadable everywhere. It is recorded and cannot be undone.',
        body: schemas.redactionBody,
        sample: { words: 'a name' },
        answers: { 200: { description: 'Redacted, or where the words stand', schema: schemas.redactionAnswer } },
        problems: ['refused'],
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
  if (outcome.type === 'refused') return sendProblem(response, 'refused', outcome.why);
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
  if (outcome.type === 'refused') return sendProblem(response, 'refused', outcome.why);
  response.status(204).end();
}

async function signOutOne({ parts, subject, visitor, request, response }: ApiVisit): Promise<void> {
  const done = await signOutMember(parts.desk, visitor, String(request.params.mail), subject);
  if (!done) return sendProblem(response, 'refused', say('deskStaff.nobodyToSignOut'));
  response.status(204).end();
}

async function importAll(visit: ApiVisit): Promise<void> {
  const { parts, subject, visitor, response } = visit;
  const { roster, role } = bodyAs(schemas.rosterBody, visit);
  const outcome = await importRoster(parts.desk, visitor, roster, { role, scope: subject });
  if (outcome.problems.length > 0) {
    const problems = outcome.problems.map((message) => ({ code: 'bad-roster', message, pointer: '/roster' }));
    return sendProblem(response, 'refused', say('deskStaff.nobodyAdded'), { problems });
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
  if (outcome.type === 'refused') return sendProblem(response, 'refused', outcome.why);
  const { token, secret } = outcome;
  response.setHeader('Location', `${API}/courses/${subject}/tokens`);
  sendJson(response, isDryRun(visit) ? 200 : 201, {
    token: writeToken(token),
    secret: isDryRun(visit) ? null : secret,
  } satisfies z.infer<typeof schemas.tokenAnswer>);
}

async function dropToken({ parts, subject, visitor, request, response }: ApiVisit): Promise<void> {
  const dropped = await revokeToken(parts.desk, visitor, String(request.params.id), subject);
  if (!dropped) return sendProblem(response, 'unknown-token', say('deskStaff.noSuchToken'));
  response.status(204).end();
}

async function redactWords(visit: ApiVisit): Promise<void> {
  const { parts, visitor, response } = visit;
  const commit = !isDryRun(visit);
  const outcome = await redact(parts.desk, visitor.name, bodyAs(schemas.redactionBody, visit).words, commit);
  if (outcome.type === 'refused') return sendProblem(response, 'refused', outcome.why);
  if (commit) await parts.desk.catchUp();
  const { places, where, rules, unreadable } = outcome;
  const redacted = outcome.type === 'redacted';
  const unscrubbed = redacted ? outcome.unscrubbed : null;
  const answer = { redacted, places, where: { ...where }, rules: [...rules], unreadable: [...unreadable], unscrubbed };
  sendJson(response, 200, answer satisfies z.infer<typeof schemas.redactionAnswer>);
}

/** Null in a dry run too: the link was rolled back. */
function linkOf(visit: ApiVisit, secret: string | null): string | null {
  const { base } = publicAddressOf(visit.parts, visit.request);
  return secret === null || isDryRun(visit) ? null : `${base}/desk/sign-in/${secret}`;
}

function writeToken({
  id,
  label,
  role,
  scope,
  madeBy,
  madeAt,
  expiresAt,
  revokedAt,
}: Awaited<ReturnType<typeof listTokens>>[number]): z.infer<typeof schemas.tokenAnswer>['token'] {
  return {
    ...{ id, label, role, scope, madeBy },
    madeAt: stamp(madeAt),
    expiresAt: expiresAt === null ? null : stamp(expiresAt),
    revokedAt: revokedAt === null ? null : stamp(revokedAt),
  };
}
