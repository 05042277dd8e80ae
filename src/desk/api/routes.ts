/** The desk's API: a token, a check of the right, a check of the body, an answer. Every operation is in one list. */
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { type ClientLimit, createClientLimit } from '../../web/limits.ts';
import type { ApiOperation } from '../../web/openapi.ts';
import { sendProblem } from '../../web/problem-details.ts';
import { checkQuery } from '../../web/query.ts';
import { noQuery } from '../../web/query-schemas.ts';
import { allows } from '../access/permission.ts';
import { findUnknown, subjectOf } from '../access/subject.ts';
import { describeTrouble } from '../access/trouble.ts';
import { findTokenHolder } from '../access/visitors.ts';
import { listChangeOperations } from './changes.ts';
import { type ApiParts, type ApiRoute, type ApiVisit, expressPath } from './route.ts';
import { listStaffOperations } from './staff.ts';

const BODY_LIMIT = '512kb';

export function listApiRoutes(): readonly ApiRoute[] {
  return [...listChangeOperations(), ...listStaffOperations()];
}

/** For the description that the site publishes. */
export function describeDeskApi(): {
  readonly operations: readonly ApiOperation[];
  readonly securitySchemes: Readonly<Record<string, object>>;
} {
  return {
    operations: listApiRoutes().map(({ operation }) => operation),
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', description: 'A token that the head of a course makes at the desk' },
    },
  };
}

export function routeApi(parts: ApiParts): Router {
  const router = Router({ caseSensitive: true });
  const wrong = createClientLimit(20, 15_000);
  const read = express.json({ limit: BODY_LIMIT, type: ['application/json', 'application/*+json'] });
  const paths = new Map<string, string[]>();
  for (const route of listApiRoutes()) {
    const { method } = route.operation;
    const path = expressPath(route.operation.path);
    paths.set(path, [...(paths.get(path) ?? []), method.toUpperCase()]);
    router[method](path, ...(route.operation.body ? [read] : []), async (request, response) => {
      try {
        await answer(parts, route, request, response, wrong);
      } catch (error) {
        const trouble = describeTrouble(error);
        if (!trouble || response.headersSent) throw error;
        if (trouble.retryAfter !== null) response.setHeader('Retry-After', String(trouble.retryAfter));
        sendProblem(response, 503, trouble.why);
      }
    });
  }
  for (const [path, methods] of paths) {
    router.all(path, (_request, response) => {
      response.setHeader('Allow', methods.join(', '));
      sendProblem(response, 405, `This address takes ${methods.join(', ')}.`);
    });
  }
  router.use(refuseUnreadable);
  return router;
}

async function answer(
  parts: ApiParts,
  route: ApiRoute,
  request: Request,
  response: Response,
  wrong: ClientLimit,
): Promise<void> {
  const { operation, needs } = route;
  const given = /^Bearer +(\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
  const visitor = given === undefined ? null : await findTokenHolder(parts.desk, given);
  if (!visitor) {
    const wait = given === undefined ? 0 : wrong.take(parts.addressOf(request), parts.desk.clock());
    if (wait > 0) {
      response.setHeader('Retry-After', String(wait));
      return sendProblem(response, 429, `Too many wrong tokens from here; wait ${wait} seconds.`);
    }
    response.setHeader('WWW-Authenticate', 'Bearer realm="belltower"');
    const why =
      given === undefined
        ? 'Send Authorization: Bearer and a token of the course.'
        : 'This token is unknown, has expired or was revoked.';
    return sendProblem(response, 401, why);
  }
  const subject = subjectOf(parts.desk.courses, needs, request.params);
  if (subject === null) return sendProblem(response, 404, 'There is no course or term of that name.');
  if (needs !== 'signed-in' && !allows(visitor, needs.may, subject)) {
    return sendProblem(response, 403, 'This token has no right to do that there.');
  }
  const unknown = subject === '*' ? null : await findUnknown(parts.desk, subject);
  if (unknown) return sendProblem(response, 404, `${unknown.charAt(0).toUpperCase()}${unknown.slice(1)}.`);
  const query = checkQuery(operation.query ?? noQuery, request.query);
  if (!query.ok) {
    return sendProblem(response, 400, 'The query is not as the description says.', { problems: [...query.problems] });
  }
  const visit: ApiVisit = { parts, request, response, visitor, subject, query: query.value, body: null };
  if (!operation.body) return route.answer(visit);
  if (!request.is(['json', '+json'])) return sendProblem(response, 415, 'Send application/json.');
  const checked = operation.body.safeParse(request.body);
  if (!checked.success) {
    const problems = checked.error.issues.slice(0, 20).map((issue) => ({
      code: 'bad-body',
      message: `${issue.path.map(String).join('.') || 'the body'}: ${issue.message}`,
    }));
    return sendProblem(response, 422, 'The body is not as the description says.', { problems });
  }
  return route.answer({ ...visit, body: checked.data });
}

/** Bodies that are no JSON, or too large. */
const refuseUnreadable: ErrorRequestHandler = (error, request, response, next) => {
  const status = (error as { status?: unknown } | null)?.status;
  if (!request.path.startsWith('/api/') || typeof status !== 'number' || status >= 500 || response.headersSent)
    return next(error);
  sendProblem(response, status === 413 ? 413 : 400, status === 413 ? 'The body is too large.' : 'The body is no JSON.');
};
