/**
 * The server's first request listener: answers feeds from stored bytes ahead of Express, and passes everything else on.
 */

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ServiceLog } from '../domain/log.ts';
import { StoreUnavailableError } from '../store/errors.ts';
import { UnreadableCourseError } from '../store/unreadable-course.ts';
import { say } from '../words/say.ts';
import type { AnswerFeed, FeedAnswers } from './answering.ts';
import { CROSS_ORIGIN, PREFLIGHT, READ_METHODS } from './cross-origin.ts';
import type { FeedAnswer } from './feed-cache.ts';
import { sendEmpty, sendFeed, sendPlain } from './feed-response.ts';
import { makeRequestId, REQUEST_ID } from './request-id.ts';
import { isCalendarPath, pathOf } from './request-path.ts';
import type { AnswerTermFeed } from './term-feeds.ts';

export interface ListenerContext {
  /** Reads what has to be known before the feed's path can be looked up; null: it is known. */
  readonly open?: (path: string) => Promise<void> | null;
  /** Looks up a feed's path; null: not a feed's address. */
  readonly answerFeed: AnswerFeed;
  /** Looks it up among the feeds that were answered before, ahead of `open` and of other addresses; null: not there. */
  readonly answerKept?: FeedAnswers['answerKept'] | undefined;
  /** Looks up the path of a feed of a whole term; null: not such an address. */
  readonly answerTermFeed?: AnswerTermFeed;
  /** Looks up a personal feed's path; null: not such an address. */
  readonly answerPersonalFeed?: (path: string, userAgent?: string) => Promise<FeedAnswer> | null;
  /** Loads the courses that a page at the path may show, before `app` runs. */
  readonly prepare?: (path: string) => Promise<void>;
  /** The page that a browser gets in place of the plain line when a feed is not there; none unless given. */
  readonly renderMissing?: (line: string) => string;
  /** Handles every request that is not for a feed. */
  readonly app: RequestListener;
  readonly log: RequestLog;
  /** Where unexpected errors are logged. */
  readonly errors: Pick<ServiceLog, 'error'>;
  readonly compression: boolean;
}

/** In octets; RFC 9110 §4.1 recommends at least 8,000. */
const MAX_TARGET = 8000;

export function createListener(context: ListenerContext): RequestListener {
  return (request, response) => {
    const exchange: Exchange = { request, response, path: pathOf(request.url), started: performance.now() };
    if (answerShort(context, exchange) || answerKept(context, exchange)) return;
    const opening = isCalendarPath(exchange.path) ? context.open?.(exchange.path) : null;
    if (opening) void answerAfter(context, exchange, opening);
    else answer(context, exchange);
  };
}

async function answerAfter(context: ListenerContext, exchange: Exchange, opening: Promise<void>): Promise<void> {
  try {
    await opening;
  } catch (error) {
    fail(context, exchange, error);
    return;
  }
  answer(context, exchange);
}

function answer(context: ListenerContext, exchange: Exchange): void {
  try {
    if (!answerFeeds(context, exchange)) void answerPage(context, exchange);
  } catch (error) {
    fail(context, exchange, error);
  }
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly started: number;
}

/** @returns whether the request was answered without looking at its path */
function answerShort({ log }: ListenerContext, { request, response, path }: Exchange): boolean {
  if ((request.url?.length ?? 0) <= MAX_TARGET) return false;
  const sent = sendPlain(request, response, 414, say('feeds.longAddress'));
  log.write(request, path, sent.status, sent.bytes, 0);
  return true;
}

/** @returns whether the feed was answered before, as nearly all were */
function answerKept(context: ListenerContext, exchange: Exchange): boolean {
  try {
    const kept = context.answerKept?.(exchange.path);
    if (kept) deliver(context, exchange, kept);
    return kept !== null && kept !== undefined;
  } catch (error) {
    fail(context, exchange, error);
    return true;
  }
}

/** @returns whether the path is a feed's */
function answerFeeds(context: ListenerContext, exchange: Exchange): boolean {
  const { path } = exchange;
  if (!isCalendarPath(path)) return false;
  const { headers } = exchange.request;
  const found = context.answerTermFeed?.(path, headers) ?? context.answerFeed(path, headers);
  if (found) {
    deliver(context, exchange, found);
    return true;
  }
  const personal = context.answerPersonalFeed?.(path, headers['user-agent']);
  if (personal) sendLater(context, exchange, personal, false);
  return personal !== null && personal !== undefined;
}

function deliver(context: ListenerContext, exchange: Exchange, found: FeedAnswer | Promise<FeedAnswer>): void {
  if (found instanceof Promise) sendLater(context, exchange, found, true);
  else send(context, exchange, found, true);
}

function send(context: ListenerContext, exchange: Exchange, answer: FeedAnswer, isPublic: boolean): void {
  const { request, response, path, started } = exchange;
  const { log } = context;
  if (answer.type !== 'feed') response.setHeader(REQUEST_ID, makeRequestId(request));
  const { status, bytes } = answerRequest(context, exchange, answer, isPublic);
  const milliseconds = performance.now() - started;
  if (isPublic && answer.type === 'feed' && !answer.isPrivate) {
    log.writeFeed(request, path, status, bytes, milliseconds);
  } else log.write(request, path, status, bytes, milliseconds);
}

function sendLater(context: ListenerContext, exchange: Exchange, answer: Promise<FeedAnswer>, isPublic: boolean): void {
  answer
    .then((found) => send(context, exchange, found, isPublic))
    .catch((error: unknown) => fail(context, exchange, error));
}

async function answerPage(context: ListenerContext, exchange: Exchange): Promise<void> {
  const { request, response, path } = exchange;
  try {
    await context.prepare?.(path);
    context.log.follow(request, response, path);
    context.app(request, response);
  } catch (error) {
    fail(context, exchange, error);
  }
}

/** An error ends this request only. */
function fail(context: ListenerContext, exchange: Exchange, error: unknown): void {
  const { request, response, path } = exchange;
  // A damaged course or an unreachable store is already a condition; logging every request would bury the rest.
  if (!(error instanceof UnreadableCourseError || error instanceof StoreUnavailableError)) {
    const stack = String((error as Error | null)?.stack ?? error);
    context.errors.error({ error: stack, request: makeRequestId(request) }, 'a request failed');
  }
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.setHeader(REQUEST_ID, makeRequestId(request));
  const sent = answerRequest(context, exchange, UNAVAILABLE, false);
  context.log.write(request, path, sent.status, sent.bytes, 0);
}

const UNAVAILABLE: FeedAnswer = {
  type: 'text',
  status: 503,
  text: say('feeds.unavailable'),
  headers: { 'Retry-After': '60', 'Cache-Control': 'no-store' },
};

function isGone(status: number): boolean {
  return status === 404 || status === 410;
}

/** Of a page that runs no script. */
const PAGE = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  Vary: 'Accept',
};

function answerRequest(
  { compression, renderMissing }: ListenerContext,
  { request, response }: Exchange,
  answer: FeedAnswer,
  isPublic: boolean,
): { readonly status: number; readonly bytes: number } {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const headers = isPublic ? PREFLIGHT : { Allow: READ_METHODS };
    if (request.method === 'OPTIONS') return sendEmpty(response, headers);
    return sendPlain(request, response, 405, 'A feed is read with GET or HEAD.', headers);
  }
  if (answer.type !== 'feed') {
    const headers = isPublic ? { ...CROSS_ORIGIN, ...answer.headers } : answer.headers;
    if (renderMissing && isGone(answer.status) && request.headers.accept?.includes('text/html'))
      return sendPlain(request, response, answer.status, renderMissing(answer.text), { ...headers, ...PAGE });
    return sendPlain(request, response, answer.status, answer.text, headers);
  }
  return sendFeed(request, response, answer, compression);
}

/** The access log, written by web/access-log.ts. */
export interface RequestLog {
  /** Writes the line of an answer that was sent. */
  write(request: IncomingMessage, path: string, status: number, bytes: number, milliseconds: number): void;
  /** The same for a public feed, whose path holds no secret to redact. */
  writeFeed(request: IncomingMessage, path: string, status: number, bytes: number, milliseconds: number): void;
  /** Writes the line when the response has ended. */
  follow(request: IncomingMessage, response: ServerResponse, path: string): void;
}
