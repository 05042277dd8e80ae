/** The OpenAPI 3.1 description of the site's JSON, generated from the schemas that check it. */
import { z } from 'zod';

export interface ApiParameter {
  readonly name: string;
  readonly in: 'path' | 'header';
  readonly required: boolean;
  readonly description: string;
  readonly example?: string;
}

/** One operation; each subject adds its own. */
export interface ApiOperation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** '/{term}/{course}.json' */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  readonly parameters?: readonly ApiParameter[];
  /** Absent: the operation has no query parameters. */
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** By status; a schema for JSON, or another media type. */
  readonly answers: Readonly<
    Record<string, { readonly description: string; readonly schema?: z.ZodType; readonly type?: string }>
  >;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface ApiDescription {
  readonly title: string;
  readonly publicUrl: string | null;
  readonly operations: readonly ApiOperation[];
  readonly securitySchemes?: Readonly<Record<string, object>>;
}

export function describeApi({ title, publicUrl, operations, securitySchemes }: ApiDescription): object {
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
      description: 'Course calendars as JSON and feeds. Everything public is read without a key.',
    },
    ...(publicUrl === null ? {} : { servers: [{ url: publicUrl }] }),
    paths,
    components: { schemas, ...(securitySchemes ? { securitySchemes } : {}) },
  };
}

function describeOperation(operation: ApiOperation, schemas: Record<string, unknown>): object {
  const { id, summary, description, tag, parameters, query, body, answers, security } = operation;
  return {
    operationId: id,
    summary,
    ...(description ? { description } : {}),
    tags: [tag],
    ...(security ? { security } : {}),
    parameters: [
      ...(parameters ?? []).map(({ name, in: place, required, description: text, example }) => ({
        name,
        in: place,
        required,
        description: text,
        schema: { type: 'string' },
        ...(example ? { example } : {}),
      })),
      ...(query ? describeQuery(query) : []),
    ],
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: refer(body, schemas) } } } }
      : {}),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [status, describeAnswer(answer, schemas)]),
    ),
  };
}

function describeQuery(query: z.ZodObject): object[] {
  // The input type, not the parsed one.
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => {
    const { description = '', ...schema } = property as { readonly description?: string };
    return { name, in: 'query', required: required.includes(name), description, schema };
  });
}

function describeAnswer(answer: ApiOperation['answers'][string], schemas: Record<string, unknown>): object {
  const { description, schema, type } = answer;
  if (schema) return { description, content: { [type ?? 'application/json']: { schema: refer(schema, schemas) } } };
  return type ? { description, content: { [type]: { schema: { type: 'string' } } } } : { description };
}

/** The JSON Schema of a type; named types become components. */
function refer(schema: z.ZodType, schemas: Record<string, unknown>): unknown {
  const { $schema: _, $defs, ...own } = relocate(z.toJSONSchema(schema)) as Record<string, unknown>;
  for (const [name, part] of Object.entries(($defs ?? {}) as Record<string, Record<string, unknown>>)) {
    schemas[name] = withoutId(part);
  }
  const name = schema.meta()?.id;
  if (!name) return own;
  // A named schema may be among its own definitions already.
  if (!('$ref' in own)) schemas[name] = withoutId(own);
  return { $ref: `#/components/schemas/${name}` };
}

/** The component's key is its name; as the keyword $id it would be a base URI. */
function withoutId({ id: _, $id: __, ...schema }: Record<string, unknown>): Record<string, unknown> {
  return schema;
}

function relocate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocate);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === '$ref' && typeof part === 'string' ? part.replace('#/$defs/', '#/components/schemas/') : relocate(part),
    ]),
  );
}
