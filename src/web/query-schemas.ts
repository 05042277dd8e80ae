/** Schemas of the API's query parameters: checks, types and the OpenAPI description come from these. */
import { z } from 'zod';
import { isLocalDate } from '../domain/date.ts';
import { isId } from '../domain/id.ts';
import { say } from '../words/say.ts';

const YES = ['yes', 'true', '1'] as const;
const NO = ['no', 'false', '0'] as const;

/** Yes or no; anything else is an error, so that a typo does not mean no. */
export const flag = z
  .enum([...YES, ...NO], { error: say('query.flag') })
  .transform((text) => (YES as readonly string[]).includes(text));

/** A whole number from 1. */
export const positive = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, { error: say('query.positive') })
  .transform(Number);

export const date = z
  .string()
  .refine(isLocalDate, { error: say('query.date') })
  .meta({ format: 'date', examples: ['2018-10-12'] });

export const id = z.string().refine(isId, { error: say('query.id') });

export const words = z.string().max(300, { error: say('query.long') });

export const noQuery = z.object({});
