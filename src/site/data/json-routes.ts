/** The same as JSON, and its description. */
import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { allowCrossOrigin } from '../../feeds/cross-origin.ts';
import { findCourse } from '../../timetable/course-page.ts';
import { sendDocument } from '../../web/document.ts';
import { type ApiOperation, describeApi } from '../../web/openapi.ts';
import { sendPage } from '../../web/page-parts.ts';
import { sendProblem } from '../../web/problem-details.ts';
import { checkQuery } from '../../web/query.ts';
import { noQuery } from '../../web/query-schemas.ts';
import { say } from '../../words/say.ts';
import type { SiteParts } from '../site-parts.ts';
import { courseListQuery, writeCourseJson, writeCourseListJson } from './course-json.ts';
import { renderDocs } from './docs-view.ts';
import { PUBLIC_OPERATIONS } from './operations.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

export interface JsonParts extends SiteParts {
  /** Operations of other parts of the application, described on the same page. */
  readonly operations?: readonly ApiOperation[];
  readonly securitySchemes?: Readonly<Record<string, object>>;
}

export function routeJson(parts: JsonParts): Router {
  const router = Router({ caseSensitive: true });
  const operations = [...PUBLIC_OPERATIONS, ...(parts.operations ?? [])];
  const { securitySchemes } = parts;
  /** Made when first asked for, as few ask, and anew when the site is renamed. */
  let described: { readonly title: string; readonly description: object } | null = null;
  const describe = (): object => {
    const { siteName: title, publicUrl } = parts;
    if (described?.title !== title) {
      const schemes = securitySchemes ? { securitySchemes } : {};
      described = { title, description: describeApi({ title, publicUrl, operations, ...schemes }) };
    }
    return described.description;
  };

  const send = (request: Request, response: Response, value: object): void => {
    const cache = 'public, max-age=60';
    const body = JSON.stringify(value);
    sendDocument(request, response, { body, type: JSON_TYPE, cache }, parts.compression);
  };

  router.all(['/api/openapi.json', '/api/courses', '/:term/:course.json'], allowCrossOrigin);

  router.get('/api/openapi.json', (request, response) => {
    if (readOrRefuse(noQuery, request, response)) send(request, response, describe());
  });

  router.get('/api/courses', async (request, response) => {
    const asked = readOrRefuse(courseListQuery, request, response);
    if (!asked) return;
    const { q = '', term = null, page = 1 } = asked;
    const list = await parts.list({ query: q, term, page, now: parts.clock() });
    send(request, response, writeCourseListJson(list, asked));
  });

  router.get('/docs', (request, response) => {
    sendPage(parts, request, response, renderDocs({ ...parts, operations }));
  });

  router.get('/:term/:course.json', (request, response, next) => {
    const { term, course } = request.params;
    const view = findCourse(parts, String(term), String(course));
    if (!view) return next();
    if (!readOrRefuse(noQuery, request, response)) return;
    const { key } = view.published.course;
    response.setHeader('Link', `</${key}.json>; rel="canonical"`);
    send(request, response, writeCourseJson(parts.courses, view));
  });

  return router;
}

/** Null: the query was refused. */
function readOrRefuse<S extends z.ZodObject>(schema: S, request: Request, response: Response): z.infer<S> | null {
  const checked = checkQuery(schema, request.query);
  if (checked.ok) return checked.value;
  sendProblem(response, 400, say('query.invalid'), { problems: [...checked.problems] });
  return null;
}
