/** Errors as RFC 9457 problem details. */
import type { Response } from 'express';
import type { z } from 'zod';
import type { problemDetails } from './api-schemas.ts';
import { PROBLEM_TITLES } from '../../web/problem-titles.ts';

export type ProblemDetails = z.infer<typeof problemDetails>;

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export function sendProblem(
  response: Response,
  status: number,
  detail: string,
  more: Pick<ProblemDetails, 'problems' | 'conflicts'> = {},
): void {
  const title = PROBLEM_TITLES[status] ?? 'Something went wrong';
  const problem: ProblemDetails = { type: `/docs#problem-${status}`, title, status, detail, ...more };
  send(response, status, PROBLEM_TYPE, problem);
}

export function sendJson(response: Response, status: number, value: object): void {
  send(response, status, 'application/json; charset=utf-8', value);
}

function send(response: Response, status: number, type: string, value: object): void {
  const body = Buffer.from(JSON.stringify(value));
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', body.length);
  response.setHeader('Cache-Control', 'private, no-store');
  response.end(body);
}
