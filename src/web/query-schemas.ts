/**
 * Schemas of the API's query parameters: checks, types and the OpenAPI description come from these. Their messages are
 * made when they are needed, not when the program starts.
 */
import { z } from 'zod';
import { isLocalDate } from '../domain/date.ts';
import { isId } from '../domain/id.ts';
import { say } from '../words/say.ts';

/** What stands in the address is text; this is the type that the description gives it. */
const described = (schema: object): { readonly openapi: object } => ({ openapi: schema });

/** true or false; anything else is an error, so that a typo does not mean false. */
export const flag = z
  .enum(['true', 'false'], { error: () => say('query.flag') })
  .transform((text) => text === 'true')
  .meta(described({ type: 'boolean', default: false }));

/** A whole number from 1. */
export const positive = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, { error: () => say('query.positive') })
  .transform(Number)
  .meta(described({ type: 'integer', minimum: 1 }));

/** The length of a page of a list. */
export function limitTo(most: number, usual: number) {
  return z
    .string()
    .regex(/^[1-9]\d{0,4}$/, { error: () => say('query.limit', { most }) })
    .transform(Number)
    .refine((number) => number <= most, { error: () => say('query.limit', { most }) })
    .meta({
      ...described({ type: 'integer', minimum: 1, maximum: most, default: usual }),
      description: 'The most entries of one answer; the address of the rest is `next`',
    });
}

export const date = z
  .string()
  .refine(isLocalDate, { error: () => say('query.date') })
  .meta(described({ type: 'string', format: 'date', examples: ['2018-10-12'] }));

export const ID_PATTERN = '^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$';

export const id = z
  .string()
  .refine(isId, { error: () => say('query.id') })
  .meta(described({ type: 'string', pattern: ID_PATTERN }));

export const words = z
  .string()
  .max(300, { error: () => say('query.long') })
  .meta(described({ type: 'string', maxLength: 300 }));

export const noQuery = z.object({});
