/**
 * Valid and invalid requests generated from the API's description, against a whole server. Responses must be
 * documented: status, media type and schema; and never 5xx.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { openServer } from '../../src/cli/open-server.ts';
import { readConfig } from '../../src/config.ts';
import { pickOne, type Random, seeded } from '../corpus/seeded.ts';
import { signInOwner } from './desk.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
}

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema; readonly example?: unknown }> };
  readonly responses: Readonly<Record<string, { readonly content?: Record<string, { readonly schema: Schema }> }>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: object;
}

export interface ApiBench {
  readonly base: string;
  readonly token: string;
  readonly description: Description;
  readonly judge: (schema: Schema) => ValidateFunction;
  close(): Promise<void>;
}

export async function openApiBench(): Promise<ApiBench> {
  const folder = await mkdtemp(path.join(tmpdir(), 'belltower-api-'));
  const state = path.join(folder, 'state');
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const data = path.resolve(import.meta.dirname, '../../data');
  const server = await openServer(readConfig({ data, state, port: '0' }, {}), log);
  const { token } = await signInOwner(state);
  const base = `http://127.0.0.1:${server.port}`;
  const description = (await (await fetch(`${base}/api/v1/openapi.json`)).json()) as Description;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const known = new Map<string, ValidateFunction>();
  return {
    base,
    token,
    description,
    judge(schema) {
      const name = JSON.stringify(schema);
      const found = known.get(name) ?? ajv.compile({ ...schema, components: description.components });
      known.set(name, found);
      return found;
    },
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const WORDS = [
  'P02',
  'L01',
  '2018-10-12',
  '2018-11-09',
  'fall-2018',
  'cos418',
  'yes',
  'Guest',
  'zzzz',
  '',
  'é"\\',
  '0',
  '-1',
  'a/b',
  'x'.repeat(400),
];
const RIGHT: Readonly<Record<string, readonly string[]>> = {
  term: ['fall-2018'],
  course: ['cos418', 'COS418'],
  sections: ['L01', 'L01+P02', 'all'],
  name: ['course', 'overlay'],
  mail: ['fuzz@example.edu'],
  from: ['2018-10-08'],
  until: ['2018-10-12'],
};

/** @returns a description of the failure; null: none */
export async function tryApi(bench: ApiBench, seed: number): Promise<string | null> {
  const random = seeded(seed);
  const target = pickOne(random, Object.entries(bench.description.paths));
  const [method, operation] = pickOne(random, Object.entries(target[1]));
  const request = makeRequest(bench, random, target[0], operation);
  const headers = {
    ...(random() < 0.9 ? { authorization: `Bearer ${bench.token}` } : {}),
    ...(request.body === null ? {} : { 'content-type': random() < 0.95 ? 'application/json' : 'text/plain' }),
    ...(random() < 0.1 ? { 'idempotency-key': pickOne(random, ['a', 'b', 'c', ' ']) } : {}),
    connection: 'close',
  };
  const shown = `${operation.operationId}: ${method.toUpperCase()} ${request.address} ${request.body ?? ''}`.slice(
    0,
    600,
  );
  const response = await fetch(bench.base + request.address, {
    method: method.toUpperCase(),
    headers,
    ...(request.body === null ? {} : { body: request.body }),
  });
  const why = await judgeAnswer(bench, operation, response, request.isMangled);
  return why === null ? null : `${shown} → ${response.status}: ${why}`;
}

function makeRequest(bench: ApiBench, random: Random, template: string, operation: Operation) {
  const make = (name: string, schema: Schema): string => {
    const right = RIGHT[name];
    if (right && random() < 0.8) return pickOne(random, right);
    return random() < 0.6 ? String(makeValue(bench, random, schema, 0)) : pickOne(random, WORDS);
  };
  let isMangled = false;
  const pathname = template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const schema = operation.parameters.find((one) => one.name === name)?.schema ?? {};
    const value = make(name, schema);
    // A different path than the operation's.
    isMangled ||= value === '' || value === '.' || value === '..';
    return name === 'sections' ? value.replaceAll(/[^\w+-]/g, '') || 'L01' : encodeURIComponent(value);
  });
  const query = new URLSearchParams();
  for (const { name, schema, in: place } of operation.parameters) {
    if (place === 'query' && random() < 0.5) query.append(name, make(name, schema));
  }
  if (random() < 0.05) query.append('nonsense', '1');
  const content = operation.requestBody?.content['application/json'];
  const body = content ? makeBody(bench, random, content) : null;
  return { address: `${pathname}${query.size > 0 ? `?${query}` : ''}`, body, isMangled };
}

function makeBody(bench: ApiBench, random: Random, { schema, example }: { schema: Schema; example?: unknown }): string {
  if (random() < 0.04) return pickOne(random, ['{', '', '[]', 'null', '"x"', `{"a":"${'x'.repeat(600_000)}"}`]);
  if (example !== undefined && random() < 0.3) return JSON.stringify(example);
  const value = makeValue(bench, random, schema, 0);
  if (random() < 0.2 && typeof value === 'object' && value !== null)
    Object.assign(value, { [pickOne(random, WORDS)]: 1 });
  return JSON.stringify(value);
}

function makeValue(bench: ApiBench, random: Random, given: Schema, depth: number): unknown {
  if (random() < 0.03) return pickOne(random, [null, 7, true, [], {}, 'x']);
  const schema = follow(bench, given);
  if (schema.anyOf) return makeValue(bench, random, pickOne(random, schema.anyOf), depth + 1);
  if (schema.enum) return pickOne(random, schema.enum);
  if (schema.examples && random() < 0.7) return pickOne(random, schema.examples);
  const type = pickOne(random, [schema.type ?? 'string'].flat());
  if (type === 'object') return makeObject(bench, random, schema, depth);
  if (type === 'array') {
    const length = depth > 4 ? 0 : Math.floor(random() * 3);
    return Array.from({ length }, () => makeValue(bench, random, schema.items ?? {}, depth + 1));
  }
  if (type === 'boolean') return random() < 0.5;
  if (type === 'integer' || type === 'number') return (schema.minimum ?? 0) + Math.floor(random() * 5);
  return pickOne(random, WORDS);
}

function makeObject(bench: ApiBench, random: Random, schema: Schema, depth: number): object {
  const made: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(schema.properties ?? {})) {
    if (schema.required?.includes(name) || random() < 0.3) made[name] = makeValue(bench, random, part, depth + 1);
  }
  if (typeof schema.additionalProperties === 'object' && random() < 0.5) {
    made[pickOne(random, WORDS)] = makeValue(bench, random, schema.additionalProperties, depth + 1);
  }
  return made;
}

function follow({ description }: ApiBench, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const keys = schema.$ref.slice(2).split('/');
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], description) as Schema;
}

async function judgeAnswer(
  bench: ApiBench,
  { responses }: Operation,
  response: Response,
  isMangled: boolean,
): Promise<string | null> {
  const text = await response.text();
  const { status } = response;
  if (status >= 500) return text.slice(0, 200);
  if (isMangled) return null;
  const documented = responses[String(status)];
  if (!documented) return `an undocumented status: ${text.slice(0, 200)}`;
  const type = response.headers.get('content-type')?.split(';')[0] ?? '';
  if (!documented.content) return text === '' ? null : `a body where none is documented: ${text.slice(0, 100)}`;
  const content = documented.content[type];
  if (!content) return `an undocumented type: ${type}`;
  if (!type.endsWith('json') || type === 'application/schema+json') return null;
  const judge = bench.judge(content.schema);
  return judge(JSON.parse(text)) ? null : JSON.stringify(judge.errors?.slice(0, 2));
}
