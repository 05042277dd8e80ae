/** The OpenAPI 3.1 description of the site's JSON, generated from the schemas that check it. */
import { z } from 'zod';
import { problemDetails } from './problem-details.ts';
import { PROBLEM_TYPES, type ProblemType, titleOf } from './problem-types.ts';
import { ID_PATTERN } from './query-schemas.ts';

export interface ApiParameter {
  readonly name: string;
  readonly in: 'path' | 'header';
  readonly required: boolean;
  readonly description: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly example?: string;
}

export interface ApiAnswer {
  readonly description: string;
  readonly schema?: z.ZodType;
  /** Another media type than JSON. */
  readonly type?: string;
  readonly headers?: readonly HeaderName[];
}

/** One operation; each subject adds its own. */
export interface ApiOperation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** '/{term}/{course}.json' */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  readonly tag: string;
  readonly parameters?: readonly ApiParameter[];
  /** Absent: the operation has no query parameters. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Without a body it is `{}`. */
  readonly isBodyOptional?: boolean;
  /** An example of the body. */
  readonly sample?: unknown;
  /** By status. */
  readonly answers: Readonly<Record<string, ApiAnswer>>;
  /** Absent: it needs no token. */
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface ApiTag {
  readonly name: string;
  readonly description: string;
}

export interface ApiDescription {
  readonly title: string;
  readonly publicUrl: string | null;
  readonly operations: readonly ApiOperation[];
  readonly tags: readonly ApiTag[];
  readonly securitySchemes?: Readonly<Record<string, object>>;
}

/** As z.toJSONSchema writes the pattern of counts in rules. */
const COUNT_PATTERN = '^[1-9]\\d?$';

const HEADERS = {
  ETag: 'Send it as If-None-Match: an unchanged answer is 304, without a body',
  Link: 'rel="canonical": the same under the course’s own id (RFC 8288)',
  Location: 'The address of what was made',
  Allow: 'The methods that the address takes',
  'Retry-After': 'Seconds to wait; absent where waiting does not help',
  'WWW-Authenticate': 'Bearer (RFC 6750)',
} as const;

export type HeaderName = keyof typeof HEADERS;

const NEEDED_HEADERS: Readonly<Record<number, readonly HeaderName[]>> = {
  401: ['WWW-Authenticate'],
  405: ['Allow'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** The answers of these types, one for each status. */
export function answerProblems(...codes: readonly ProblemType[]): Record<string, ApiAnswer> {
  const byStatus = Map.groupBy(codes, (code) => PROBLEM_TYPES[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, own]) => [
      String(status),
      {
        description: own.map((code) => `${code}: ${titleOf(code)}`).join('; '),
        schema: problemDetails,
        type: 'application/problem+json',
        headers: NEEDED_HEADERS[status] ?? [],
      },
    ]),
  );
}

export const ID_SCHEMA = { type: 'string', pattern: ID_PATTERN } as const;

export const TERM: ApiParameter = {
  name: 'term',
  in: 'path',
  required: true,
  description: 'The term’s id',
  schema: ID_SCHEMA,
  example: 'fall-2018',
};

export const COURSE: ApiParameter = {
  name: 'course',
  in: 'path',
  required: true,
  description: 'The course’s id; a former or cross-listed one leads to the same course',
  schema: ID_SCHEMA,
  example: 'cos418',
};

export function describeApi({ title, publicUrl, operations, tags, securitySchemes }: ApiDescription): object {
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title,
      version: '1',
      description:
        'Course calendars as JSON and feeds. Everything public is read without a token. Answers may gain fields; requests are strict.',
      license: { name: 'MIT', identifier: 'MIT' },
      contact: { name: title, ...(publicUrl === null ? {} : { url: publicUrl }) },
    },
    servers: [{ url: publicUrl ?? '/' }],
    tags: tags.filter(({ name }) => operations.some(({ tag }) => tag === name)),
    paths,
    components: { schemas, ...(securitySchemes ? { securitySchemes } : {}) },
  };
}

function describeOperation(operation: ApiOperation, schemas: Record<string, unknown>): object {
  const { id, summary, description, tag, parameters, query, body, isBodyOptional, sample, answers, security } =
    operation;
  return {
    operationId: id,
    summary,
    description,
    tags: [tag],
    security: security ?? [],
    parameters: [...(parameters ?? []), ...(query ? describeQuery(query) : [])],
    ...(body
      ? {
          requestBody: {
            required: isBodyOptional !== true,
            content: {
              'application/json': {
                schema: refer(body, schemas, 'input'),
                ...(sample === undefined ? {} : { example: sample }),
              },
            },
          },
        }
      : {}),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer, schemas)]),
    ),
  };
}

interface QueryParameter extends Pick<ApiParameter, 'name' | 'required' | 'description'> {
  readonly in: 'query';
  readonly schema: object;
}

/** The parameters of a query, each as OpenAPI has it. */
export function describeQuery(query: z.ZodObject): QueryParameter[] {
  // An optional parameter's description is on the wrapped schema.
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const {
      description = '',
      openapi,
      ...schema
    } = property as {
      readonly description?: string;
      readonly openapi?: object;
    };
    return { name, in: 'query', required: required.includes(name), description, schema: openapi ?? schema };
  });
}

function describeAnswer(answer: ApiAnswer, schemas: Record<string, unknown>): object {
  const { description, schema, type, headers = [] } = answer;
  const media = type ?? (schema ? 'application/json' : null);
  const content = schema ? { schema: refer(schema, schemas, 'output') } : { schema: { type: 'string' } };
  return {
    description,
    ...(headers.length > 0
      ? {
          headers: Object.fromEntries(
            headers.map((name) => [name, { description: HEADERS[name], schema: { type: 'string' } }]),
          ),
        }
      : {}),
    ...(media === null ? {} : { content: { [media]: content } }),
  };
}

/**
 * The JSON Schema of a type; named types become components. Answers are described as open, for later releases add
 * fields; requests are as strict as their check.
 */
function refer(schema: z.ZodType, schemas: Record<string, unknown>, io: 'input' | 'output'): unknown {
  const made = z.toJSONSchema(schema, { io, ...(io === 'input' ? { override: allowPlainValues } : {}) });
  const { $schema: _, $defs, ...own } = tidy(made, io) as Record<string, unknown>;
  for (const [name, part] of Object.entries(($defs ?? {}) as Record<string, Record<string, unknown>>)) {
    schemas[name] = withoutId(part);
  }
  const name = schema.meta()?.id;
  if (!name) return own;
  // A named schema may be among its own definitions already.
  if (!('$ref' in own)) schemas[name] = withoutId(own);
  return { $ref: `#/components/schemas/${name}` };
}

/** Where the rules have `yes` or a count as a text, JSON's own values are taken too. */
function allowPlainValues({
  jsonSchema: schema,
}: {
  readonly jsonSchema: { type?: unknown; enum?: unknown[]; pattern?: string };
}): void {
  // Called once for each place that a shared schema has.
  if (schema.enum?.includes(true)) return;
  if (schema.enum?.includes('yes')) {
    schema.type = ['string', 'boolean'];
    schema.enum = [...schema.enum, true, false];
  } else if (schema.pattern === COUNT_PATTERN) schema.type = ['string', 'integer'];
}

/** The component's key is its name; as the keyword $id it would be a base URI. */
function withoutId({ id: _, $id: __, ...schema }: Record<string, unknown>): Record<string, unknown> {
  return schema;
}

function tidy(value: unknown, io: 'input' | 'output'): unknown {
  if (Array.isArray(value)) return value.map((part) => tidy(part, io));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !isNoise(key, part, io))
      .map(([key, part]) => [
        key,
        key === '$ref' && typeof part === 'string' ? part.replace('#/$defs/', '#/components/schemas/') : tidy(part, io),
      ]),
  );
}

/** Bounds of JavaScript's numbers, and the closing of answers. */
function isNoise(key: string, part: unknown, io: 'input' | 'output'): boolean {
  if (key === 'additionalProperties') return io === 'output' && part === false;
  return (key === 'maximum' || key === 'minimum') && Math.abs(Number(part)) === Number.MAX_SAFE_INTEGER;
}
