/** Checks every page and form of the desk: session, right, and the form's origin. */
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { VNode } from 'preact';
import { readCookie, SESSION } from '../../web/cookies.ts';
import { readTexts } from '../../web/page-context.ts';
import { requireSameOrigin } from '../../web/same-origin.ts';
import { formTokenOf, sameText } from '../../web/secret.ts';
import { answerTrouble } from '../../web/trouble.ts';
import { say } from '../../words/say.ts';
import type { Fields } from '../change/change-form.ts';
import { holdsWords, renderKept } from '../change/kept-view.ts';
import { sendDesk } from '../course/desk-layout.ts';
import type { DeskPageContext } from '../desk-page-context.ts';
import { admit } from './admission.ts';
import { renderRefusal } from './refusal-view.ts';
import { type DeskRoute, fieldOf, type SignedInVisit, type Visit } from './route.ts';
import { findVisitor } from './visitors.ts';

/** Large enough for pasted rosters. */
const FORM_LIMIT = '512kb';

export function routeAll(context: DeskPageContext, routes: readonly DeskRoute[]): Router {
  const router = Router({ caseSensitive: true });
  const form: readonly RequestHandler[] = [
    requireSameOrigin(context.publicUrl),
    express.urlencoded({ extended: false, limit: FORM_LIMIT, parameterLimit: 2000 }),
  ];
  for (const route of routes) {
    router[route.method](route.path, ...(route.method === 'post' ? form : []), (request, response) =>
      answerTrouble(
        response,
        () => answer(context, route, request, response),
        (why) => sayTrouble(context, request, response, why),
      ),
    );
  }
  return router;
}

async function answer(context: DeskPageContext, route: DeskRoute, request: Request, response: Response): Promise<void> {
  const secret = readCookie(request, context.publicUrl, SESSION);
  const visitor = secret === null ? null : await findVisitor(context.desk, secret);
  const fields = readFields(route.method === 'post' ? request.body : request.query);
  const formToken = visitor && secret !== null ? formTokenOf(secret) : '';
  const visit: Visit = { context, request, response, fields, subject: '*', visitor, formToken };
  if (route.needs === 'anybody') return route.answer(visit);
  if (!visitor) return refuseStranger(visit);
  const admission = await admit(context.desk, visitor, route.needs, request.params);
  if (admission.type === 'unknown') return refuseUnknown({ ...visit, visitor });
  if (admission.type === 'forbidden') return refuseRight({ ...visit, visitor });
  const admitted: SignedInVisit = { ...visit, visitor, subject: admission.subject };
  if (route.method === 'post' && !sameText(formToken, fieldOf(fields, 'form'))) return refuseForm(admitted);
  return route.answer(admitted);
}

function readFields(body: unknown): Fields {
  const fields: Record<string, readonly string[]> = Object.create(null);
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) fields[name] = readTexts(value);
  return fields;
}

function refuseStranger(visit: Visit): void {
  const { method, path } = visit.request;
  const isKept = method === 'POST' && holdsWords(visit.fields);
  sendDesk(visit, 401, isKept ? renderKept(visit, path) : renderStranger(visit));
}

function renderStranger(visit: Visit): VNode {
  return renderRefusal(visit, {
    title: say('deskAccess.pleaseSignIn'),
    text: say('deskAccess.signInFirst'),
    action: { href: '/desk', label: say('deskAccess.signIn') },
  });
}

function refuseUnknown(visit: SignedInVisit): void {
  sendDesk(
    visit,
    404,
    renderRefusal(visit, {
      title: say('deskAccess.nothingHere'),
      text: say('deskAccess.unknownSubjectPage'),
      action: { href: '/desk', label: say('deskAccess.toYourCourses') },
    }),
  );
}

function refuseRight(visit: SignedInVisit): void {
  sendDesk(
    visit,
    403,
    renderRefusal(visit, {
      title: say('deskAccess.notYoursToDo'),
      text: say('deskAccess.rightMissing'),
      action: { href: '/desk', label: say('deskAccess.backToTheDesk') },
    }),
  );
}

/** The request's origin was checked before. */
function refuseForm(visit: SignedInVisit): void {
  sendDesk(visit, 403, renderKept(visit, visit.request.path));
}

function sayTrouble(context: DeskPageContext, request: Request, response: Response, why: string): void {
  const visit: Visit = { context, request, response, fields: {}, subject: '*', visitor: null, formToken: '' };
  sendDesk(
    visit,
    503,
    renderRefusal(visit, {
      title: say('deskAccess.notJustNow'),
      text: why,
      action: { href: request.method === 'GET' ? request.originalUrl : '/desk', label: say('deskAccess.tryAgain') },
    }),
  );
}
