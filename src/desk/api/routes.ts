/** The desk's API. Each request is authenticated, authorised and validated; all operations are in one list. */
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { allowCrossOrigin } from '../../feeds/cross-origin.ts';
import { type ClientLimit, createClientLimit } from '../../web/limits.ts';
import type { ApiOperation, ApiTag } from '../../web/openapi.ts';
import { type ProblemDetails, sendProblem } from '../../web/problem-details.ts';
import type { ProblemType } from '../../web/problem-types.ts';
import { checkQuery } from '../../web/query.ts';
import { noQuery } from '../../web/query-schemas.ts';
import { answerTrouble } from '../../web/trouble.ts';
import { say } from '../../words/say.ts';
import { admit } from '../access/admission.ts';
import { findTokenHolder } from '../access/visitors.ts';
import { describeIssues } from './body-problems.ts';
import { listChangeOperations } from './change-operations.ts';
import { DESK_TAGS } from './described.ts';
import { type ApiContext, type ApiRoute, type ApiVisit, expressPath, isDryRun } from './route.ts';
import { listStaffOperations } from './staff-operations.ts';
import { listTokenOperations } from './token-operations.ts';

const BODY_LIMIT = '512kb';

export const API_ROUTES: readonly ApiRoute[] = [
  ...listChangeOperations(),
  ...listStaffOperations(),
  ...listTokenOperations(),
];

/** For the description that the site publishes. */
export function describeDeskApi(): {
  readonly operations: readonly ApiOperation[];
  readonly tags: readonly ApiTag[];
  readonly securitySchemes: Readonly<Record<string, object>>;
} {
  return {
    operations: API_ROUTES.map(({ operation }) => operation),
    tags: DESK_TAGS,
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', description: 'A token that the head of a course makes at the desk' },
    },
  };
}

export function routeApi(context: ApiContext): Router {
  const router = Router({ caseSensitive: true });
  const wrong = createClientLimit(20, 15_000);
  const paths = new Map<string, string[]>();
  for (const route of API_ROUTES) {
    const { method } = route.operation;
    const path = expressPath(route.operation.path);
    paths.set(path, [...(paths.get(path) ?? []), method.toUpperCase()]);
    const act = async (request: Request, response: Response): Promise<void> => {
      const visit = await admitRequest(context, route, request, response, wrong);
      if (!visit) return;
      // The body is read only after authentication.
      if (route.operation.body) await readBody(request, response);
      await answer(route, visit);
    };
    router[method](path, allowCrossOrigin, (request, response) =>
      answerTrouble(
        response,
        () => act(request, response),
        (why) => sendProblem(response, 'unavailable', why),
      ),
    );
  }
  for (const [path, methods] of paths) {
    router.all(path, allowCrossOrigin, (_request, response) => {
      response.setHeader('Allow', methods.join(', '));
      sendProblem(response, 'wrong-method', say('deskAccess.allowedMethods', { methods: methods.join(', ') }));
    });
  }
  router.use(refuseUnreadable);
  return router;
}

const readJson = express.json({ limit: BODY_LIMIT, type: ['application/json', 'application/*+json'] });

function readBody(request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    readJson(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
}

/** Null: the request was refused. */
async function admitRequest(
  context: ApiContext,
  { operation, needs }: ApiRoute,
  request: Request,
  response: Response,
  wrong: ClientLimit,
): Promise<ApiVisit | null> {
  const given = /^Bearer +(\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
  const visitor = given === undefined ? null : await findTokenHolder(context.desk, given);
  if (!visitor) return refuseStranger(context, request, response, given === undefined ? null : wrong);
  const admission = await admit(context.desk, visitor, needs, request.params);
  if (admission.type === 'forbidden') return refuse(response, 'forbidden', say('deskAccess.tokenWithoutRight'));
  if (admission.type === 'unknown')
    return refuse(response, 'unknown-subject', `${admission.why.charAt(0).toUpperCase()}${admission.why.slice(1)}.`);
  const { subject } = admission;
  const query = checkQuery(operation.query ?? noQuery, request.query);
  if (!query.ok) return refuse(response, 'bad-query', say('query.invalid'), query.problems);
  const key = request.headers['idempotency-key'];
  if (operation.method !== 'get' && key !== undefined && !/^[\x21-\x7e]{1,100}$/.test(String(key)))
    return refuse(response, 'bad-idempotency-key', say('deskAccess.idempotencyKeyForm'));
  nameCanonical(operation.path, subject, request, response);
  const visit: ApiVisit = { context, request, response, visitor, subject, query: query.value, body: null };
  return isDryRun(visit) ? { ...visit, context: { ...context, desk: rehearse(context.desk) } } : visit;
}

/** The same desk with every write rolled back (dry run). */
function rehearse(desk: ApiContext['desk']): ApiContext['desk'] {
  const store = { ...desk.store, write: desk.store.rehearse };
  return { ...desk, store, mail: null, catchUp: async () => undefined };
}

/** Adds a Link header with the canonical address: the same path with the course's own id. */
function nameCanonical(path: string, subject: string, request: Request, response: Response): void {
  if (subject === '*' || request.method !== 'GET') return;
  const address = path
    .replace('{term}/{course}', subject)
    .replace('{term}', subject)
    .replace('{id}', encodeURIComponent(String(request.params.id)));
  response.setHeader('Link', `<${address}>; rel="canonical"`);
}

async function answer(route: ApiRoute, visit: ApiVisit): Promise<void> {
  const { body: schema, isBodyOptional } = route.operation;
  const { request, response } = visit;
  if (!schema) return route.answer(visit);
  const isAbsent = isBodyOptional === true && request.body === undefined && !request.headers['content-type'];
  if (!isAbsent && !request.is(['json', '+json']))
    return sendProblem(response, 'not-json', say('deskAccess.sendApplicationJson'));
  const checked = schema.safeParse(isAbsent ? {} : request.body);
  if (checked.success) return route.answer({ ...visit, body: checked.data });
  refuse(response, 'bad-body', say('deskAccess.bodyMismatch'), describeIssues(checked.error.issues));
}

type Told = NonNullable<ProblemDetails['problems']>[number];

function refuse(response: Response, code: ProblemType, detail: string, problems?: readonly Told[]): null {
  sendProblem(response, code, detail, problems ? { problems: [...problems] } : {});
  return null;
}

/** @param wrong counts wrong tokens; null: none was sent */
function refuseStranger(context: ApiContext, request: Request, response: Response, wrong: ClientLimit | null): null {
  const wait = wrong?.take(context.addressOf(request), context.desk.clock()) ?? 0;
  if (wait > 0) {
    response.setHeader('Retry-After', String(wait));
    return refuse(response, 'too-many-attempts', say('deskAccess.tooManyWrongTokens', { wait }));
  }
  response.setHeader('WWW-Authenticate', 'Bearer realm="belltower"');
  return wrong
    ? refuse(response, 'bad-token', say('deskAccess.tokenInvalid'))
    : refuse(response, 'no-token', say('deskAccess.tokenMissing'));
}

/** Bodies that are not valid JSON or exceed the size limit. */
const refuseUnreadable: ErrorRequestHandler = (error, request, response, next) => {
  const status = (error as { status?: unknown } | null)?.status;
  if (!request.path.startsWith('/api/') || typeof status !== 'number' || status >= 500 || response.headersSent)
    return next(error);
  if (status === 413) sendProblem(response, 'too-large', say('deskAccess.theBodyIsTooLarge'));
  else sendProblem(response, 'bad-json', say('deskAccess.theBodyIsNoJson'));
};
