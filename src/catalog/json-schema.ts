/** JSON Schemas for editors, made from the schemas that the checks use. */
import { z } from 'zod';
import { courseSchema } from './schema/course.ts';
import { siteSchema } from './schema/site.ts';
import { termSchema } from './schema/term.ts';

export type SchemaName = 'site' | 'term' | 'course';

const SCHEMAS: Readonly<Record<SchemaName, z.ZodType>> = { site: siteSchema, term: termSchema, course: courseSchema };

export const SCHEMA_NAMES = Object.keys(SCHEMAS) as readonly SchemaName[];

/** The JSON Schema (draft 2020-12) of one kind of file. */
export function makeJsonSchema(name: SchemaName): Record<string, unknown> {
  return z.toJSONSchema(SCHEMAS[name], { io: 'input', override: ({ jsonSchema }) => widen(jsonSchema) }) as Record<
    string,
    unknown
  >;
}

/** Belltower reads every scalar as text; editors parse 418 as a number and true as a boolean before they validate. */
function widen(schema: { type?: unknown; enum?: unknown[] }): void {
  if (schema.type !== 'string') return;
  if (schema.enum?.includes('yes')) {
    schema.enum = [...schema.enum, true, false];
    schema.type = ['string', 'boolean'];
  } else if (!schema.enum) schema.type = ['string', 'number', 'boolean'];
}
