/** Operations on staff, rosters and personal data in the history. */
import type { z } from 'zod';
import { API } from '../../web/api-version.ts';
import { publicAddressOf } from '../../web/page-context.ts';
import { sendJson, sendProblem } from '../../web/problem-details.ts';
import { say } from '../../words/say.ts';
import { redact } from '../history/redaction.ts';
import { signOutMember } from '../sign-in/signing-in.ts';
import { addStaff } from '../staff/adding.ts';
import { describeStaff } from '../staff/listing.ts';
import { removeStaff } from '../staff/removing.ts';
import { importRoster } from '../staff/roster.ts';
import * as schemas from './api-schemas.ts';
import { COURSE_RESOURCE, type Described, describeOperation, PEOPLE_TAG } from './described.ts';
import { type ApiRoute, type ApiVisit, bodyAs, isDryRun } from './route.ts';

const { base: BASE, parameters: AT } = COURSE_RESOURCE;
const STAFF = { may: 'staff', over: 'course' } as const;
const OWN = { may: 'own', over: 'site' } as const;
const MAIL = {
  name: 'mail',
  in: 'path',
  required: true,
  description: 'A mail address',
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

async function showStaff({ context, subject, visitor, response }: ApiVisit): Promise<void> {
  const staff = await describeStaff(context.desk, visitor, subject === '*' ? null : subject);
  const answer: z.infer<typeof schemas.staffList> = {
    staff: staff.map(({ mail, name, roles }) => ({ mail, name, roles: [...roles] })),
  };
  sendJson(response, 200, answer);
}

async function putStaff(visit: ApiVisit): Promise<void> {
  const { context, subject, visitor, request, response } = visit;
  const { role, name } = bodyAs(schemas.staffBody, visit);
  const text = { mail: String(request.params.mail), name: name ?? null, role, scope: subject };
  const outcome = await addStaff(context.desk, visitor, text);
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

async function dropStaff({ context, subject, visitor, request, response }: ApiVisit): Promise<void> {
  const outcome = await removeStaff(context.desk, visitor, String(request.params.mail), subject);
  if (outcome.type === 'refused') return sendProblem(response, 'refused', outcome.why);
  response.status(204).end();
}

async function signOutOne({ context, subject, visitor, request, response }: ApiVisit): Promise<void> {
  const done = await signOutMember(context.desk, visitor, String(request.params.mail), subject);
  if (!done) return sendProblem(response, 'refused', say('deskStaff.nobodyToSignOut'));
  response.status(204).end();
}

async function importAll(visit: ApiVisit): Promise<void> {
  const { context, subject, visitor, response } = visit;
  const { roster, role } = bodyAs(schemas.rosterBody, visit);
  const outcome = await importRoster(context.desk, visitor, roster, { role, scope: subject });
  if (outcome.problems.length > 0) {
    const problems = outcome.problems.map((message) => ({ code: 'bad-roster', message, pointer: '/roster' }));
    return sendProblem(response, 'refused', say('deskStaff.nobodyAdded'), { problems });
  }
  const added = outcome.added.map(({ mail, secret }) => ({ mail, signInLink: linkOf(visit, secret) }));
  sendJson(response, 200, { added, same: outcome.same } satisfies z.infer<typeof schemas.rosterAnswer>);
}

async function redactWords(visit: ApiVisit): Promise<void> {
  const { context, visitor, response } = visit;
  const commit = !isDryRun(visit);
  const outcome = await redact(context.desk, visitor.name, bodyAs(schemas.redactionBody, visit).words, commit);
  if (outcome.type === 'refused') return sendProblem(response, 'refused', outcome.why);
  if (commit) await context.desk.catchUp();
  const { places, where, rules, unreadable } = outcome;
  const redacted = outcome.type === 'redacted';
  const unscrubbed = redacted ? outcome.unscrubbed : null;
  const answer = { redacted, places, where: { ...where }, rules: [...rules], unreadable: [...unreadable], unscrubbed };
  sendJson(response, 200, answer satisfies z.infer<typeof schemas.redactionAnswer>);
}

/** Null in a dry run too: the link was rolled back. */
function linkOf(visit: ApiVisit, secret: string | null): string | null {
  const { base } = publicAddressOf(visit.context, visit.request);
  return secret === null || isDryRun(visit) ? null : `${base}/desk/sign-in/${secret}`;
}
