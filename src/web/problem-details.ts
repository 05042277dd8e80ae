/** Errors as RFC 9457 problem details. */
import type { Response } from 'express';
import { z } from 'zod';
import { printLongJson } from './long-json.ts';
import { instant, meetingSchema, sequence } from './meeting-json.ts';
import { addressOf, PROBLEM_CODES, PROBLEM_TYPES, type ProblemType, titleOf } from './problem-types.ts';

/** RFC 9457 §3, with the API's additions. */
export const problemDetails = z
  .object({
    type: z.string().meta({ format: 'uri-reference', description: 'Where this type of problem is explained' }),
    code: z.enum(PROBLEM_CODES).meta({ description: 'The type of problem, for programs' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    problems: z
      .array(
        z.object({
          code: z.string(),
          message: z.string(),
          hint: z.string().optional().meta({ description: 'How to mend it' }),
          parameter: z.string().optional().meta({ description: 'The query parameter that it is about' }),
          pointer: z.string().optional().meta({
            format: 'json-pointer',
            description: 'The part of the body that it is about (RFC 6901); empty for the whole',
          }),
        }),
      )
      .optional()
      .meta({ description: 'Everything that is wrong with the request' }),
    conflicts: z
      .array(
        z.object({
          uid: z.string().meta({ description: 'As `expected` had it' }),
          sequence: sequence.nullable().meta({ description: 'As it is now; null: there is no such meeting' }),
          meeting: meetingSchema.nullable(),
          done: z.array(z.object({ who: z.string(), at: instant, line: z.string() })),
        }),
      )
      .optional()
      .meta({ description: 'Meetings that somebody changed since, as they are now' }),
  })
  .meta({ id: 'Problem' });

export type ProblemDetails = z.infer<typeof problemDetails>;

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export function sendProblem(
  response: Response,
  code: ProblemType,
  detail: string,
  more: Pick<ProblemDetails, 'problems' | 'conflicts'> = {},
): void {
  const status = PROBLEM_TYPES[code];
  const problem: ProblemDetails = { type: addressOf(code), code, title: titleOf(code), status, detail, ...more };
  send(response, status, PROBLEM_TYPE, JSON.stringify(problem));
}

const JSON_TYPE = 'application/json; charset=utf-8';

export function sendJson(response: Response, status: number, value: object): void {
  send(response, status, JSON_TYPE, JSON.stringify(value));
}

/** The same of an answer that is so large that other requests would wait for it. */
export async function sendLongJson(response: Response, status: number, value: object): Promise<void> {
  send(response, status, JSON_TYPE, await printLongJson(value));
}

function send(response: Response, status: number, type: string, text: string): void {
  const body = Buffer.from(text);
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', body.length);
  response.setHeader('Cache-Control', 'private, no-store');
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
