/** Reading from pages of other sites (CORS, Fetch standard §3.2): everything public, nothing personal, no credentials. */
import type { RequestHandler } from 'express';

/** On every answer to a public address, errors too. */
export const CROSS_ORIGIN = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Link, Content-Disposition',
} as const;

export const READ_METHODS = 'GET, HEAD, OPTIONS';

/** The answer to a preflight; a browser asks again after a day. */
export const PREFLIGHT = {
  ...CROSS_ORIGIN,
  Allow: READ_METHODS,
  'Access-Control-Allow-Methods': READ_METHODS,
  'Access-Control-Allow-Headers': 'Accept, Cache-Control, If-Modified-Since, If-None-Match, Range, X-Requested-With',
  'Access-Control-Max-Age': '86400',
} as const;

/** For Express: answers preflights, and marks whatever is answered. */
export const allowCrossOrigin: RequestHandler = (request, response, next) => {
  if (request.method === 'OPTIONS') {
    response.writeHead(204, PREFLIGHT).end();
    return;
  }
  response.set(CROSS_ORIGIN);
  next();
};
