/** Titles of the API's problem details by status (RFC 9457 §3.1.3), explained at /docs#problem-STATUS. */
import { say } from '../words/say.ts';

export const PROBLEM_STATUSES = [400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 429, 503] as const;

export function titleOf(status: number): string {
  const known = PROBLEM_STATUSES.find((one) => one === status);
  return say(known === undefined ? 'problem.other' : `problem.${known}`);
}
