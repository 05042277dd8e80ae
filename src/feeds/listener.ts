/**
 * The listener in front: answers feeds from stored bytes, ahead of Express, and hands everything else on.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ServiceLog } from '../domain/log.ts';
import { UnreadableCourseError } from '../store/unreadable-course.ts';
import { CROSS_ORIGIN, PREFLIGHT, READ_METHODS } from './cross-origin.ts';
import { sendEmpty, sendFeed, sendPlain } from './feed-response.ts';
import type { RequestLog } from './request-log.ts';
import { isCalendarPath, pathOf } from './request-path.ts';
import type { FeedAnswer } from './shelf.ts';

export interface ListenerParts {
  /** Looks a feed's path up; null: no feed's address. */
  readonly answerFeed: (path: string) => FeedAnswer | null;
  /** Looks a personal feed's path up; null: no such address. */
  readonly answerPersonalFeed?: (path: string) => Promise<FeedAnswer> | null;
  /** Everything that is no feed. */
  readonly app: RequestListener;
  readonly log: RequestLog;
  /** Where unexpected errors are logged. */
  readonly errors: Pick<ServiceLog, 'error'>;
  readonly compression: boolean;
}

/** Octets of a request target; RFC 9110 §4.1 asks for 8,000 at least. */
const MAX_TARGET = 8000;

export function createListener(parts: ListenerParts): RequestListener {
  const { answerFeed, answerPersonalFeed, app, log, compression } = parts;
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if ((request.url?.length ?? 0) > MAX_TARGET) {
      const sent = sendPlain(request, response, 414, 'This address is too long.');
      log.write(request, pathOf(request.url), sent.status, sent.bytes, 0);
      return;
    }
    const path = pathOf(request.url);
    const started = performance.now();
    if (isCalendarPath(path)) {
      const answer = answerFeed(path);
      if (answer) {
        const { status, bytes } = answerRequest(request, response, answer, { compression, isPublic: true });
        const milliseconds = performance.now() - started;
        if (answer.type === 'feed' && !answer.isPrivate) log.writeFeed(request, path, status, bytes, milliseconds);
        else log.write(request, path, status, bytes, milliseconds);
        return;
      }
      const personal = answerPersonalFeed?.(path);
      if (personal) {
        const send = (found: FeedAnswer): void => {
          const sent = answerRequest(request, response, found, { compression, isPublic: false });
          log.write(request, path, sent.status, sent.bytes, performance.now() - started);
        };
        personal.then(send).catch((error: unknown) => fail(request, response, error));
        return;
      }
    }
    log.follow(request, response, path);
    app(request, response);
  };
  /** Whatever goes wrong with one request is that request's end and no other's. */
  const fail = (request: IncomingMessage, response: ServerResponse, error: unknown): void => {
    // A damaged course is registered where it was found; logging each poll of it would bury the rest.
    if (!(error instanceof UnreadableCourseError)) {
      parts.errors.error({ error: String((error as Error | null)?.stack ?? error) }, 'a request failed');
    }
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const sent = answerRequest(request, response, UNAVAILABLE, { compression, isPublic: false });
    log.write(request, pathOf(request.url), sent.status, sent.bytes, 0);
  };
  return (request, response) => {
    try {
      answer(request, response);
    } catch (error) {
      fail(request, response, error);
    }
  };
}

const UNAVAILABLE: FeedAnswer = {
  type: 'text',
  status: 503,
  text: 'This calendar cannot be loaded just now.',
  headers: { 'Retry-After': '60', 'Cache-Control': 'no-store' },
};

function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  answer: FeedAnswer,
  { compression, isPublic }: { readonly compression: boolean; readonly isPublic: boolean },
): { readonly status: number; readonly bytes: number } {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const headers = isPublic ? PREFLIGHT : { Allow: READ_METHODS };
    if (request.method === 'OPTIONS') return sendEmpty(response, headers);
    return sendPlain(request, response, 405, 'A feed is read with GET or HEAD.', headers);
  }
  if (answer.type !== 'feed') {
    const headers = isPublic ? { ...CROSS_ORIGIN, ...answer.headers } : answer.headers;
    return sendPlain(request, response, answer.status, answer.text, headers);
  }
  return sendFeed(request, response, answer.feed, {
    compression,
    isPrivate: answer.isPrivate,
    download: answer.download,
  });
}
