/** Reading from pages of other sites (CORS, Fetch standard §3.2): everything public, nothing personal, no credentials. */
import type { RequestHandler } from 'express';

/** Set on every answer from a public address, errors included. */
export const CROSS_ORIGIN = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Link, Location, Retry-After, Content-Disposition',
} as const;

export const READ_METHODS = 'GET, HEAD, OPTIONS';

/** The answer to a preflight, which browsers cache for a day. */
export const PREFLIGHT = {
  ...CROSS_ORIGIN,
  Allow: READ_METHODS,
  'Access-Control-Allow-Methods': READ_METHODS,
  'Access-Control-Allow-Headers':
    'Accept, Authorization, Cache-Control, If-Modified-Since, If-None-Match, Range, X-Requested-With',
  'Access-Control-Max-Age': '86400',
} as const;

/** Express middleware: answers preflights and sets the headers. */
export const allowCrossOrigin: RequestHandler = (request, response, next) => {
  if (request.method === 'OPTIONS') {
    response.writeHead(204, PREFLIGHT).end();
    return;
  }
  response.set(CROSS_ORIGIN);
  next();
};
