/**
 * The id of a request, in the log and in the answer (X-Request-Id), so that one leads to the other: the proxy's, or one
 * that is made here. Polls of feeds, which are most requests, have one only where the proxy sends it or they fail.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const REQUEST_ID = 'X-Request-Id';

/** What a log line and a header can hold whoever wrote it. */
const USABLE = /^[\w.-]{8,128}$/;

const PROCESS = randomBytes(6).toString('hex');
const made = new WeakMap<IncomingMessage, string>();
let count = 0;

export function makeRequestId(request: IncomingMessage): string {
  const known = findRequestId(request);
  if (known !== undefined) return known;
  count += 1;
  const id = `${PROCESS}-${count.toString(36)}`;
  made.set(request, id);
  return id;
}

export function findRequestId(request: IncomingMessage): string | undefined {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && USABLE.test(given) ? given : made.get(request);
}
