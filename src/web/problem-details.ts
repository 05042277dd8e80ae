/** Errors as RFC 9457 problem details. */
import type { Response } from 'express';
import { z } from 'zod';
import { titleOf } from './problem-titles.ts';

export const instant = z.string().meta({ format: 'date-time', examples: ['2018-10-10T22:00:00.000Z'] });
export const localDate = z.string().meta({ description: 'In the course’s zone, YYYY-MM-DD', examples: ['2018-10-12'] });
const localTime = z.string().meta({ description: 'In the course’s zone, HH:MM', examples: ['11:00'] });
export const sequence = z.int().nonnegative();

export const briefMeeting = z
  .object({
    section: z.string(),
    date: localDate,
    start: localTime,
    end: localTime.nullable(),
    startsAt: instant,
    where: z.array(z.string()),
    online: z.boolean(),
    staff: z.array(z.string()),
    notes: z.array(z.string()),
    cancelled: z.boolean(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'BriefMeeting' });

/** RFC 9457 §3, with the desk's additions. */
export const problemDetails = z
  .object({
    type: z.string().meta({ format: 'uri-reference' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    problems: z
      .array(z.object({ code: z.string().optional(), message: z.string(), hint: z.string().optional() }))
      .optional()
      .meta({ description: 'What is wrong with the request, each with how to mend it' }),
    conflicts: z
      .array(
        z.object({
          uid: z.string().nullable(),
          sequence: sequence.nullable(),
          meeting: briefMeeting.nullable(),
          done: z.array(z.object({ who: z.string(), at: instant, line: z.string() })),
        }),
      )
      .optional()
      .meta({ description: 'Meetings that somebody changed since, as they are now' }),
  })
  .meta({ id: 'Problem' });

export type ProblemDetails = z.infer<typeof problemDetails>;

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export function sendProblem(
  response: Response,
  status: number,
  detail: string,
  more: Pick<ProblemDetails, 'problems' | 'conflicts'> = {},
): void {
  const problem: ProblemDetails = { type: `/docs#problem-${status}`, title: titleOf(status), status, detail, ...more };
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
