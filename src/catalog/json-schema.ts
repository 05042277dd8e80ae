/**
 * JSON Schemas for editors, made from the schemas that the checks use. They accept every file that `check` accepts: an
 * editor parses 418 as a number and a key with nothing after it as null, where Belltower reads a text, or nothing.
 */
import { z } from 'zod';
import { courseSchema } from './schema/course.ts';
import { COURSE_EXAMPLE, SITE_EXAMPLE, TERM_EXAMPLE } from './schema/examples.ts';
import { siteSchema } from './schema/site.ts';
import { termSchema } from './schema/term.ts';

interface File {
  readonly schema: z.ZodType;
  readonly title: string;
  readonly example: unknown;
}

const FILES = {
  site: { schema: siteSchema, title: 'Belltower: a site (site.yaml)', example: SITE_EXAMPLE },
  term: { schema: termSchema, title: 'Belltower: a term (terms/ID.yaml)', example: TERM_EXAMPLE },
  course: { schema: courseSchema, title: 'Belltower: a course (courses/TERM/ID.yaml)', example: COURSE_EXAMPLE },
  overlay: {
    schema: courseSchema,
    title: 'Belltower: what is added to an imported course (courses/TERM/ID.yaml)',
    example: { sections: { L01: { where: 'Bowen 222' } } },
  },
} as const satisfies Readonly<Record<string, File>>;

export type SchemaName = keyof typeof FILES;

export const SCHEMA_NAMES = Object.keys(FILES) as readonly SchemaName[];

/** The first line of a file, by which editors find its schema. */
export function nameSchema(name: SchemaName): string {
  return `# yaml-language-server: $schema=${addressOfSchema(name)}\n`;
}

/** In the published package. */
function addressOfSchema(name: SchemaName): string {
  return `https://unpkg.com/belltower/dist/schemas/${name}.json`;
}

/** The JSON Schema (draft 2020-12) of one kind of file. */
export function makeJsonSchema(name: SchemaName): Record<string, unknown> {
  const { schema, title, example }: File = FILES[name];
  // What an imported file says already need not be said again.
  const isWhole = name !== 'overlay';
  const made = z.toJSONSchema(schema, { io: 'input' });
  adapt(made, isWhole);
  const { $schema, ...rest } = made;
  return { $schema, $id: addressOfSchema(name), title, ...rest, examples: [example] };
}

type Written = z.core.JSONSchema.BaseSchema;

const CONTAINERS = ['object', 'array'] as const;
const SCALARS = ['string', 'number', 'boolean'] as const;
/** Accepted without being offered. */
const NOTHING = { not: { type: [...SCALARS, ...CONTAINERS] } } as unknown as Written;

/** Parts before what they are parts of. */
function adapt(schema: Written, isWhole: boolean): void {
  const { properties = {}, anyOf = [], items, additionalProperties, propertyNames } = schema;
  // yaml-language-server takes the key of `1: 2018-09-12` for a number.
  if (typeof propertyNames === 'object') delete propertyNames.type;
  for (const part of [...Object.values(properties), ...anyOf, items, additionalProperties]) {
    if (typeof part === 'object' && !Array.isArray(part)) adapt(part as Written, isWhole);
  }
  if (schema.type === 'string') adaptScalar(schema);
  if (schema.type !== 'object' || !schema.properties) return;
  if (!isWhole) delete schema.required;
  for (const [key, value] of Object.entries(schema.properties)) {
    if (!schema.required?.includes(key)) schema.properties[key] = orNothing(value as Written);
  }
}

/** No type is named: an editor would offer `true` and `false` for every text. */
function adaptScalar(schema: Written): void {
  delete schema.type;
  const { enum: words } = schema;
  if (!words) {
    schema.not = { type: [...CONTAINERS] } as unknown as Written;
    return;
  }
  delete schema.enum;
  schema.anyOf = words.includes('yes')
    ? [
        { enum: ['yes', 'no'] },
        { not: { type: ['number', ...CONTAINERS] }, pattern: '^(?:true|false)$' } as unknown as Written,
      ]
    : [{ enum: words.flatMap(offerNumber) }, NOTHING];
}

/** `clock: 24` is a number to an editor. */
function offerNumber<Word>(word: Word): (Word | number)[] {
  return typeof word === 'string' && /^\d+$/.test(word) ? [Number(word), word] : [word];
}

/** Scalars take null already. */
function orNothing(schema: Written): Written {
  if (schema.type === undefined && !schema.anyOf) return schema;
  const { description, title, ...rest } = schema;
  const branches = rest.anyOf && Object.keys(rest).length === 1 ? (rest.anyOf as Written[]) : [rest as Written];
  return { ...(title ? { title } : {}), ...(description ? { description } : {}), anyOf: [...branches, NOTHING] };
}
