/** Parameters of the API's queries, as schemas: their checks, their types and their description are these. */
import { z } from 'zod';
import { isLocalDate } from '../domain/date.ts';
import { isId } from '../domain/id.ts';

const YES = ['yes', 'true', '1'] as const;
const NO = ['no', 'false', '0'] as const;

/** Yes or no; nothing else, so that a slip is never taken for a no. */
export const flag = z
  .enum([...YES, ...NO], { error: 'Write yes or no.' })
  .transform((text) => (YES as readonly string[]).includes(text));

/** A whole number from 1. */
export const positive = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, { error: 'Write a whole number from 1 on.' })
  .transform(Number);

export const date = z
  .string()
  .refine(isLocalDate, { error: 'Write a date as 2018-10-12.' })
  .meta({ format: 'date', examples: ['2018-10-12'] });

export const id = z.string().refine(isId, { error: 'An id has 1 to 32 of A-Z a-z 0-9 _ -.' });

export const words = z.string().max(300, { error: 'That is too long.' });

export const noQuery = z.object({});
