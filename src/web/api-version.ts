/** The version of the API in its addresses. */
import type { RequestHandler } from 'express';

export const API = '/api/v1';

/** Addresses without a version are of version 1, as programs write them that are older than it. */
export const readVersion: RequestHandler = (request, _response, next) => {
  if (/^\/api\/(?!v\d+(?:\/|\?|$))/.test(request.url)) request.url = API + request.url.slice('/api'.length);
  next();
};
