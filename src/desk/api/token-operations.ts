/** Operations on a course's tokens. */
import type { z } from 'zod';
import { API } from '../../web/api-version.ts';
import { stamp } from '../../web/meeting-json.ts';
import { sendJson, sendProblem } from '../../web/problem-details.ts';
import { say } from '../../words/say.ts';
import { listTokens, makeToken, revokeToken } from '../staff/api-tokens.ts';
import * as schemas from './api-schemas.ts';
import { COURSE_RESOURCE, type Described, describeOperation, PEOPLE_TAG } from './described.ts';
import { type ApiRoute, type ApiVisit, bodyAs, isDryRun } from './route.ts';

const { base: BASE, parameters: AT } = COURSE_RESOURCE;
const STAFF = { may: 'staff', over: 'course' } as const;
const ID = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'The token’s id',
  schema: { type: 'string' },
} as const;

const describe = (operation: Omit<Described, 'tag'>) => describeOperation({ tag: PEOPLE_TAG, ...operation });

export function listTokenOperations(): readonly ApiRoute[] {
  return [
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
        answers: { 204: { description: 'Done' } },
        problems: ['unknown-token'],
      }),
      answer: dropToken,
    },
  ];
}

async function showTokens({ context, subject, response }: ApiVisit): Promise<void> {
  const tokens = (await listTokens(context.desk, subject)).map(writeToken);
  sendJson(response, 200, { tokens } satisfies z.infer<typeof schemas.tokenList>);
}

async function addToken(visit: ApiVisit): Promise<void> {
  const { context, subject, visitor, response } = visit;
  const { label, role, days } = bodyAs(schemas.tokenBody, visit);
  const outcome = await makeToken(context.desk, visitor, { label, role, scope: subject, days: days ?? null });
  if (outcome.type === 'refused') return sendProblem(response, 'refused', outcome.why);
  const { token, secret } = outcome;
  response.setHeader('Location', `${API}/courses/${subject}/tokens`);
  sendJson(response, isDryRun(visit) ? 200 : 201, {
    token: writeToken(token),
    secret: isDryRun(visit) ? null : secret,
  } satisfies z.infer<typeof schemas.tokenAnswer>);
}

async function dropToken({ context, subject, visitor, request, response }: ApiVisit): Promise<void> {
  const dropped = await revokeToken(context.desk, visitor, String(request.params.id), subject);
  if (!dropped) return sendProblem(response, 'unknown-token', say('deskStaff.noSuchToken'));
  response.status(204).end();
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
