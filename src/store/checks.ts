/** Schemas shared by the store's documents and lines. */
import { z } from 'zod';

/** An instant in epoch ms within the range of Date, or another integer of that size. */
const MOST = 8.64e15;

export const text = z.string();
export const flag = z.boolean();
export const whole = z.int().min(-MOST).max(MOST);
export const natural = whole.min(0);
/** Null is allowed, absence is not. */
export const anything = z.unknown().refine((value) => value !== undefined);

export const orNull = (schema: z.ZodType): z.ZodType => schema.nullable();
export const listOf = (schema: z.ZodType): z.ZodType => z.array(schema);
export const oneOf = (...values: readonly (string | number)[]): z.ZodType => z.literal(values);
/** A text that a function accepts. */
export const textThat = (holds: (value: string) => boolean): z.ZodType => text.refine(holds);
/** An object with any keys. */
export const recordOf = (schema: z.ZodType): z.ZodType => z.record(text, schema);

/** An object with at least these fields, because later releases add some; `optional` ones may be absent. */
export function having(
  fields: Readonly<Record<string, z.ZodType>>,
  optional: Readonly<Record<string, z.ZodType>> = {},
): z.ZodType {
  const perhaps = Object.entries(optional).map(([name, schema]) => [name, schema.optional()]);
  return z.looseObject({ ...fields, ...Object.fromEntries(perhaps) });
}

export function fits(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(value).success;
}
