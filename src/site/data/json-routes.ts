/** Routes of the JSON API and its description. */
import { type NextFunction, type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { makeJsonSchema, SCHEMA_NAMES, type SchemaName } from '../../catalog/json-schema.ts';
import { ENGLISH } from '../../domain/language.ts';
import { allowCrossOrigin, READ_METHODS } from '../../feeds/cross-origin.ts';
import { describeWhatExists } from '../../feeds/missing.ts';
import { remember } from '../../feeds/remember.ts';
import { findCourse } from '../../timetable/course-page.ts';
import { API } from '../../web/api-version.ts';
import { REVALIDATE, sendDocument } from '../../web/document.ts';
import { type ApiOperation, type ApiTag, describeApi } from '../../web/openapi.ts';
import { publicAddressOf, sendPage } from '../../web/page-context.ts';
import { addressWith } from '../../web/paging.ts';
import { sendProblem } from '../../web/problem-details.ts';
import { checkQuery } from '../../web/query.ts';
import { noQuery } from '../../web/query-schemas.ts';
import { answerTrouble } from '../../web/trouble.ts';
import { say } from '../../words/say.ts';
import { changesSinceQuery, meetingsAcrossQuery } from './across-json.ts';
import { type AcrossContext, answerChanges, answerMeetings, printNewest } from './across-routes.ts';
import { ATOM } from './atom.ts';
import { courseListQuery, writeCourseJson, writeCourseListJson } from './course-json.ts';
import { renderDocs } from './docs-view.ts';
import { PUBLIC_OPERATIONS, PUBLIC_TAGS } from './operations.ts';
import { printSitemap } from './sitemap.ts';

const CACHE = 'public, max-age=60';
const SCHEMA_TYPE = 'application/schema+json; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

export interface JsonContext extends AcrossContext {
  /** Operations of other modules, described on the same page. */
  readonly operations?: readonly ApiOperation[];
  readonly tags?: readonly ApiTag[];
  readonly securitySchemes?: Readonly<Record<string, object>>;
}

export function routeJson(context: JsonContext): Router {
  const router = Router({ caseSensitive: true });
  const operations = [...PUBLIC_OPERATIONS, ...(context.operations ?? [])];
  const tags = [...PUBLIC_TAGS, ...(context.tags ?? [])];
  const { securitySchemes } = context;
  /** Built on first request and again when the site is renamed. */
  let described: { readonly title: string; readonly description: object } | null = null;
  const describe = (): object => {
    const { siteName: title, publicUrl } = context;
    if (described?.title !== title) {
      const schemes = securitySchemes ? { securitySchemes } : {};
      described = { title, description: describeApi({ title, publicUrl, operations, tags, ...schemes }) };
    }
    return described.description;
  };

  const send = (request: Request, response: Response, value: object, cache = CACHE): void => {
    const body = JSON.stringify(value);
    sendDocument(request, response, { body, type: JSON_TYPE, cache }, context.compression);
  };

  router.all(['/api/{*rest}', '/:term/:course.json', '/changes.atom', '/schemas/:name.json'], allowCrossOrigin);

  router.get(`${API}/openapi.json`, (request, response) => {
    if (readOrRefuse(noQuery, request, response)) send(request, response, describe());
  });

  /** Reports store failures as problem details too. */
  const serve = (path: string, act: Act): void => {
    router.get(path, (request, response, next) =>
      answerTrouble(
        response,
        async () => act(request, response, next),
        (why) => sendProblem(response, 'unavailable', why),
      ),
    );
  };

  serve(`${API}/courses`, async (request, response) => {
    const asked = readOrRefuse(courseListQuery, request, response);
    if (!asked) return;
    const { q = '', term = null, page = 1, limit } = asked;
    const list = await context.list({ query: q, term, page, ...(limit ? { limit } : {}), now: context.clock() });
    send(request, response, writeCourseListJson(list, addressWith(request, { page: page + 1 })));
  });

  serve(`${API}/changes`, async (request, response) => {
    const asked = readOrRefuse(changesSinceQuery, request, response);
    const answer = asked && (await answerChanges(context, asked, request, response));
    // A cached cursor response would hide new changes.
    if (answer) send(request, response, answer, REVALIDATE);
  });

  serve(`${API}/meetings`, async (request, response) => {
    const asked = readOrRefuse(meetingsAcrossQuery, request, response);
    const answer = asked && (await answerMeetings(context, asked, request, response));
    if (answer) send(request, response, answer);
  });

  serve('/changes.atom', async (request, response) => {
    if (!readOrRefuse(noQuery, request, response)) return;
    const body = await printNewest(context);
    sendDocument(request, response, { body, type: ATOM, cache: CACHE }, context.compression);
  });

  serve('/sitemap.xml', async (request, response) => {
    const { base } = publicAddressOf(context, request);
    const body = await printSitemap(context.courses, base);
    sendDocument(
      request,
      response,
      { body, type: 'application/xml; charset=utf-8', cache: CACHE },
      context.compression,
    );
  });

  router.get('/docs', (request, response) => {
    sendPage(context, request, response, renderDocs({ ...context, operations }), { language: ENGLISH });
  });

  serve('/schemas/:name.json', (request, response) => {
    const name = SCHEMA_NAMES.find((known) => known === request.params.name);
    if (name === undefined) return sendProblem(response, 'unknown-address', say('query.noAddress'));
    const body = schemaText(name);
    sendDocument(request, response, { body, type: SCHEMA_TYPE, cache: CACHE }, context.compression);
  });

  serve('/:term/:course.json', (request, response, next) => {
    const { term, course } = request.params;
    const view = findCourse(context, String(term), String(course));
    // Browsers get the HTML error page.
    if (!view && request.accepts(['json', 'html']) === 'html') return next();
    if (!view)
      return sendProblem(
        response,
        'unknown-subject',
        describeWhatExists(context.courses, { term: String(term) }, context.drafts),
      );
    if (!readOrRefuse(noQuery, request, response)) return;
    const { key } = view.published.course;
    response.setHeader('Link', `</${key}.json>; rel="canonical"`);
    send(request, response, writeCourseJson(context.courses, view));
  });

  router.all('/api/{*rest}', (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead || !READABLE.has(request.path)) return sendProblem(response, 'unknown-address', say('query.noAddress'));
    response.setHeader('Allow', READ_METHODS);
    sendProblem(response, 'wrong-method', say('page.readOnly'));
  });

  return router;
}

type Act = (request: Request, response: Response, next: NextFunction) => Promise<void> | void;

const READABLE: ReadonlySet<string> = new Set([`${API}/openapi.json`, ...PUBLIC_OPERATIONS.map(({ path }) => path)]);

/** Null: the query was refused. */
function readOrRefuse<S extends z.ZodObject>(schema: S, request: Request, response: Response): z.infer<S> | null {
  const checked = checkQuery(schema, request.query);
  if (checked.ok) return checked.value;
  sendProblem(response, 'bad-query', say('query.invalid'), { problems: [...checked.problems] });
  return null;
}

/** Made on the first request. */
const schemaText = remember((name: SchemaName) => JSON.stringify(makeJsonSchema(name), null, 2));
