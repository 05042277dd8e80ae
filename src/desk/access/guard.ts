/** Stands before every act of the desk: who asks, whether they may, whether the form is this site's own. */
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import type { VNode } from 'preact';
import { readCookie, SESSION } from '../../web/cookies.ts';
import { readTexts } from '../../web/page-parts.ts';
import { requireSameOrigin } from '../../web/same-origin.ts';
import type { Fields } from '../change/change-form.ts';
import { holdsWords, renderKept } from '../change/kept-view.ts';
import { sendDesk } from '../course/frame.ts';
import type { DeskHttpParts } from '../parts.ts';
import { allows, formTokenFor, isFormToken } from './permission.ts';
import { renderRefusal } from './refusal-view.ts';
import { type DeskRoute, fieldOf, type SignedInVisit, type Visit } from './route.ts';
import { findUnknown, subjectOf } from './subject.ts';
import { describeTrouble } from './trouble.ts';
import { findVisitor } from './visitors.ts';

/** Rosters are pasted into a form. */
const FORM_LIMIT = '512kb';

export function routeAll(parts: DeskHttpParts, routes: readonly DeskRoute[]): Router {
  const router = Router({ caseSensitive: true });
  const form: readonly RequestHandler[] = [
    requireSameOrigin(parts.publicUrl),
    express.urlencoded({ extended: false, limit: FORM_LIMIT, parameterLimit: 2000 }),
  ];
  for (const route of routes) {
    router[route.method](route.path, ...(route.method === 'post' ? form : []), async (request, response) => {
      try {
        await answer(parts, route, request, response);
      } catch (error) {
        refuseTrouble(parts, request, response, error);
      }
    });
  }
  return router;
}

async function answer(parts: DeskHttpParts, route: DeskRoute, request: Request, response: Response): Promise<void> {
  const secret = readCookie(request, parts.publicUrl, SESSION);
  const visitor = secret === null ? null : await findVisitor(parts.desk, secret);
  const fields = readFields(route.method === 'post' ? request.body : request.query);
  const formToken = visitor && secret !== null ? formTokenFor(secret) : '';
  const found = subjectOf(parts.desk.courses, route.needs, request.params);
  const visit: Visit = { parts, request, response, fields, subject: found ?? '', visitor, formToken };
  if (route.needs === 'anybody') return route.answer(visit);
  if (!visitor || secret === null) return refuseStranger(visit);
  const signedIn: SignedInVisit = { ...visit, visitor };
  if (found === null) return refuseUnknown(signedIn);
  if (route.needs !== 'signed-in' && !allows(visitor, route.needs.may, visit.subject)) return refuseRight(signedIn);
  if (found !== '*' && (await findUnknown(parts.desk, found))) return refuseUnknown(signedIn);
  if (route.method === 'post' && !isFormToken(secret, fieldOf(fields, 'form'))) return refuseForm(signedIn);
  return route.answer(signedIn);
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
    title: 'Please sign in',
    text: 'This part of the desk is for the course’s staff. Your session may have ended, or this device was signed out.',
    action: { href: '/desk', label: 'Sign in' },
  });
}

function refuseUnknown(visit: SignedInVisit): void {
  sendDesk(
    visit,
    404,
    renderRefusal(visit, {
      title: 'Nothing here',
      text: 'There is no course or term of that name. It may have been renamed.',
      action: { href: '/desk', label: 'To your courses' },
    }),
  );
}

function refuseRight(visit: SignedInVisit): void {
  sendDesk(
    visit,
    403,
    renderRefusal(visit, {
      title: 'Not yours to do',
      text: 'You are signed in, but this needs a right that you do not have here. The head of the course can give it.',
      action: { href: '/desk', label: 'Back to the desk' },
    }),
  );
}

/** It came from this site's own page, or the request would not have come so far. */
function refuseForm(visit: SignedInVisit): void {
  sendDesk(visit, 403, renderKept(visit, visit.request.path));
}

/** A database that is away is said plainly; anything else is a bug and goes on to the application's own answer. */
function refuseTrouble(parts: DeskHttpParts, request: Request, response: Response, error: unknown): void {
  const trouble = describeTrouble(error);
  if (!trouble || response.headersSent) throw error;
  if (trouble.retryAfter !== null) response.setHeader('Retry-After', String(trouble.retryAfter));
  const visit: Visit = { parts, request, response, fields: {}, subject: '*', visitor: null, formToken: '' };
  sendDesk(
    visit,
    503,
    renderRefusal(visit, {
      title: 'Not just now',
      text: trouble.why,
      action: { href: request.method === 'GET' ? request.originalUrl : '/desk', label: 'Try again' },
    }),
  );
}
