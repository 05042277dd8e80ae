/** The desk's API: a token, a check of the right, a check of the body, an answer. Every operation is in one list. */
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { type ClientLimit, createClientLimit } from '../../web/limits.ts';
import type { ApiOperation } from '../../web/openapi.ts';
import { sendProblem } from '../../web/problem-details.ts';
import { checkQuery } from '../../web/query.ts';
import { noQuery } from '../../web/query-schemas.ts';
import { say } from '../../words/say.ts';
import { admit } from '../access/admission.ts';
import { answerTrouble } from '../access/trouble.ts';
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
    router[method](path, ...(route.operation.body ? [read] : []), (request, response) =>
      answerTrouble(
        response,
        () => answer(parts, route, request, response, wrong),
        (why) => sendProblem(response, 503, why),
      ),
    );
  }
  for (const [path, methods] of paths) {
    router.all(path, (_request, response) => {
      response.setHeader('Allow', methods.join(', '));
      sendProblem(response, 405, say('deskAccess.thisAddressTakes', { methods: methods.join(', ') }));
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
  if (!visitor) return refuseStranger(parts, request, response, given === undefined ? null : wrong);
  const admission = await admit(parts.desk, visitor, needs, request.params);
  if (admission.type === 'forbidden') return sendProblem(response, 403, say('deskAccess.thisTokenHasNoRight'));
  if (admission.type === 'unknown')
    return sendProblem(response, 404, `${admission.why.charAt(0).toUpperCase()}${admission.why.slice(1)}.`);
  const { subject } = admission;
  const query = checkQuery(operation.query ?? noQuery, request.query);
  if (!query.ok) {
    return sendProblem(response, 400, say('query.invalid'), { problems: [...query.problems] });
  }
  const visit: ApiVisit = { parts, request, response, visitor, subject, query: query.value, body: null };
  if (!operation.body) return route.answer(visit);
  if (!request.is(['json', '+json'])) return sendProblem(response, 415, say('deskAccess.sendApplicationJson'));
  const checked = operation.body.safeParse(request.body);
  if (!checked.success) {
    const problems = checked.error.issues.slice(0, 20).map((issue) => ({
      code: 'bad-body',
      message: `${issue.path.map(String).join('.') || say('deskAccess.theBody')}: ${issue.message}`,
    }));
    return sendProblem(response, 422, say('deskAccess.theBodyIsNotAs2'), { problems });
  }
  return route.answer({ ...visit, body: checked.data });
}

/** @param wrong counts wrong tokens; null: none was sent */
function refuseStranger(parts: ApiParts, request: Request, response: Response, wrong: ClientLimit | null): void {
  const wait = wrong?.take(parts.addressOf(request), parts.desk.clock()) ?? 0;
  if (wait > 0) {
    response.setHeader('Retry-After', String(wait));
    sendProblem(response, 429, say('deskAccess.tooManyWrongTokensFrom', { wait }));
    return;
  }
  response.setHeader('WWW-Authenticate', 'Bearer realm="belltower"');
  const why = wrong ? say('deskAccess.thisTokenIsUnknownHas') : say('deskAccess.sendAuthorizationBearerAndA');
  sendProblem(response, 401, why);
}

/** Bodies that are no JSON, or too large. */
const refuseUnreadable: ErrorRequestHandler = (error, request, response, next) => {
  const status = (error as { status?: unknown } | null)?.status;
  if (!request.path.startsWith('/api/') || typeof status !== 'number' || status >= 500 || response.headersSent)
    return next(error);
  sendProblem(
    response,
    status === 413 ? 413 : 400,
    status === 413 ? say('deskAccess.theBodyIsTooLarge') : say('deskAccess.theBodyIsNoJson'),
  );
};
