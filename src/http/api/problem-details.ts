/** Errors as RFC 9457 problem details. */
import type { Response } from 'express';
import type { z } from 'zod';
import type { problemDetails } from '../../service/desk/api-schemas.ts';

export type ProblemDetails = z.infer<typeof problemDetails>;

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'A token is needed',
  403: 'This token may not do that',
  404: 'There is no such thing',
  405: 'This address does not take that method',
  409: 'That was done already',
  412: 'Somebody changed it meanwhile',
  413: 'The request is too large',
  415: 'The body must be JSON',
  422: 'The request makes no sense here',
  429: 'Too many requests',
  503: 'Not just now',
};

export function sendProblem(
  response: Response,
  status: number,
  detail: string,
  more: Pick<ProblemDetails, 'problems' | 'conflicts'> = {},
): void {
  const title = TITLES[status] ?? 'Something went wrong';
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
