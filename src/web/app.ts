/** The Express application: everything that is not a feed, one router a subject. */
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { READ_METHODS } from '../feeds/cross-origin.ts';
import { sendEmpty, sendPlain } from '../feeds/feed-response.ts';
import { makeRequestId, REQUEST_ID } from '../feeds/request-id.ts';
import { sayUnreadable, UNREADABLE_RETRY_S, UnreadableCourseError } from '../store/unreadable-course.ts';
import { say } from '../words/say.ts';
import type { Voice } from '../words/voice.ts';
import type { Log } from './access-log.ts';
import { readVersion } from './api-version.ts';
import { ACCEPT_LANGUAGE, speakToVisitors } from './visitor-voice.ts';

export interface AppOptions {
  /** In the order in which they are tried. */
  readonly routers: readonly Router[];
  readonly log: Log;
  /** Whether the site is reached by https (HSTS and upgrades make sense only then). */
  readonly secure: boolean;
  /** The site's language and clock, as the rules have them now. */
  readonly voice?: () => Voice;
}

export function createApp({ routers, log, secure, voice = () => ({}) }: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(nameRequest);
  app.use(protect(secure));
  app.use(speakToVisitors(voice));
  app.use(refuseTwoHosts);
  app.use(readVersion);
  for (const router of routers) app.use(router);
  app.use(answerMissing);
  const answerFailure: ErrorRequestHandler = (error, request, response, _next) => {
    if (error instanceof UnreadableCourseError && !response.headersSent) {
      sendPlain(request, response, 503, sayUnreadable(), { 'Retry-After': String(UNREADABLE_RETRY_S) });
      return;
    }
    const status = isClientError(error) ? error.status : 500;
    const id = makeRequestId(request);
    if (status >= 500) log.error({ error: String(error?.stack ?? error), request: id }, 'a request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.vary(ACCEPT_LANGUAGE);
    sendPlain(request, response, status, status >= 500 ? say('page.wentWrong', { id }) : say('page.cannotBeRead'));
  };
  app.use(answerFailure);
  return app;
}

const nameRequest: RequestHandler = (request, response, next) => {
  response.setHeader(REQUEST_ID, makeRequestId(request));
  next();
};

function protect(secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 15_552_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  });
}

/** RFC 9112 §3.2: a proxy may have routed by one and links would be made from the other. */
const refuseTwoHosts: RequestHandler = (request, response, next) => {
  if ((request.headersDistinct.host?.length ?? 0) <= 1) return next();
  response.setHeader('Connection', 'close');
  sendPlain(request, response, 400, say('page.cannotBeRead'));
};

const answerMissing: RequestHandler = (request, response) => {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    if (request.method === 'OPTIONS') sendEmpty(response, { Allow: READ_METHODS });
    else sendPlain(request, response, 405, say('page.readOnly'), { Allow: READ_METHODS });
    return;
  }
  response.vary(ACCEPT_LANGUAGE);
  sendPlain(request, response, 404, say('page.noSuchPage'));
};

/** Express's own errors for malformed paths and bodies carry a status. */
function isClientError(error: unknown): error is { status: number } {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500;
}
