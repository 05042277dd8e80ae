/** Sends a stored feed: headers, conditional requests, encodings (feed bytes never depend on the request). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { chooseEncoding, judge, writeHttpDate } from './conditional.ts';
import { CROSS_ORIGIN } from './cross-origin.ts';
import { type Encoding, encodeFeed, etagOf } from './feed.ts';
import type { FoundFeed } from './feed-cache.ts';

/**
 * Answers GET and HEAD with 200 or 304. Returns the status and the bytes of body sent.
 *
 * Publications of one second are stamped a second apart, so a feed's instant can lie ahead of the clock. Its
 * Last-Modified is then the answer's own Date (RFC 9110 §8.8.2.1), while conditional requests are judged by the
 * instant: such a date is earlier than the instant of any later feed, so it never hides a change.
 */
export function sendFeed(
  request: IncomingMessage,
  response: ServerResponse,
  answer: FoundFeed,
  compression: boolean,
): { readonly status: number; readonly bytes: number } {
  const { feed } = answer;
  const verdict = judge(request.headers, feed);
  if (verdict.status === 304) {
    response.writeHead(304, listHeaders(answer, verdict.etag ?? etagOf(feed, encodingFor(request, compression))));
    response.end();
    return { status: 304, bytes: 0 };
  }
  const encoding = encodingFor(request, compression);
  const headers = listHeaders(answer, etagOf(feed, encoding));
  const body = encodeFeed(feed, encoding);
  headers.push('Content-Type', 'text/calendar; charset=utf-8', 'Content-Length', String(body.length));
  if (encoding !== 'identity') headers.push('Content-Encoding', encoding);
  if (answer.download) headers.push('Content-Disposition', `attachment; filename="${feed.filename}"`);
  response.writeHead(200, headers);
  if (request.method === 'HEAD') {
    response.end();
    return { status: 200, bytes: 0 };
  }
  response.end(body);
  return { status: 200, bytes: body.length };
}

function encodingFor(request: IncomingMessage, compression: boolean): Encoding {
  return compression ? chooseEncoding(request.headers['accept-encoding']) : 'identity';
}

/** How far Node's Date may lag behind the clock in a busy process. */
const STALE_DATE_MS = 10_000;

function listHeaders({ feed, isPrivate, isUnlisted }: FoundFeed, etag: string): string[] {
  const now = Math.floor(Date.now() / 1000) * 1000;
  const lastModified = writeHttpDate(Math.min(feed.lastModified, now));
  const headers = isPrivate ? listPrivateHeaders(lastModified, etag) : listPublicHeaders(lastModified, etag);
  if (isUnlisted) headers.push('X-Robots-Tag', 'noindex');
  // Node caches its Date header for a second or more, and Last-Modified must not be later than Date.
  if (feed.lastModified > now - STALE_DATE_MS) headers.push('Date', writeHttpDate(now));
  return headers;
}

// Object literals, because these are made for every answer and growing an array copies it.
function listPublicHeaders(lastModified: string, etag: string): string[] {
  return [
    'ETag',
    etag,
    'Last-Modified',
    lastModified,
    'Cache-Control',
    'public, max-age=60, stale-if-error=86400',
    'Vary',
    'Accept-Encoding',
    'X-Content-Type-Options',
    'nosniff',
    'Access-Control-Allow-Origin',
    CROSS_ORIGIN['Access-Control-Allow-Origin'],
    'Access-Control-Expose-Headers',
    CROSS_ORIGIN['Access-Control-Expose-Headers'],
  ];
}

function listPrivateHeaders(lastModified: string, etag: string): string[] {
  return [
    'ETag',
    etag,
    'Last-Modified',
    lastModified,
    'Cache-Control',
    'private, max-age=60',
    'Vary',
    'Accept-Encoding',
    'X-Content-Type-Options',
    'nosniff',
    'X-Robots-Tag',
    'noindex',
    'Referrer-Policy',
    'no-referrer',
  ];
}

/** A 204, which has neither a body nor fields about one (RFC 9110 §8.6). */
export function sendEmpty(
  response: ServerResponse,
  headers: Readonly<Record<string, string>>,
): { readonly status: number; readonly bytes: number } {
  response.writeHead(204, headers);
  response.end();
  return { status: 204, bytes: 0 };
}

/**
 * A short plain-text answer. Nothing in it comes from the request unescaped, and no program can parse it as a calendar.
 */
export function sendPlain(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): { readonly status: number; readonly bytes: number } {
  const body = Buffer.from(text.endsWith('\n') ? text : `${text}\n`);
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': body.length,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache',
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  return { status, bytes: request.method === 'HEAD' ? 0 : body.length };
}
