import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeJsonSchema, SCHEMA_NAMES, type SchemaName } from '../../src/catalog/json-schema.ts';

const FILES: Readonly<Record<SchemaName, string>> = {
  site: 'data/site.yaml',
  term: 'data/terms/fall-2018.yaml',
  course: 'data/courses/fall-2018/cos418.yaml',
};

interface Schema {
  readonly type?: string | string[];
  readonly enum?: unknown[];
  readonly properties?: Record<string, Schema>;
  readonly required?: string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly anyOf?: Schema[];
  readonly items?: Schema;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly description?: string;
}

/** A small judge of the parts of JSON Schema that are used here, written for this test. */
function accepts(schema: Schema, value: unknown): boolean {
  if (schema.anyOf) return schema.anyOf.some((one) => accepts(one, value));
  const type = Array.isArray(value) ? 'array' : typeof value;
  const types = [schema.type ?? type].flat();
  if (!types.includes(type)) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  if (typeof value === 'string') {
    if (schema.pattern && !new RegExp(schema.pattern, 'u').test(value)) return false;
    return value.length >= (schema.minLength ?? 0) && value.length <= (schema.maxLength ?? Number.POSITIVE_INFINITY);
  }
  if (Array.isArray(value))
    return (
      value.length <= (schema.maxItems ?? Number.POSITIVE_INFINITY) &&
      value.every((item) => accepts(schema.items ?? {}, item))
    );
  if (typeof value !== 'object' || value === null) return true;
  const keys = Object.keys(value);
  if (schema.required?.some((key) => !keys.includes(key))) return false;
  return Object.entries(value).every(([key, item]) => {
    if (schema.propertyNames && !accepts(schema.propertyNames, key)) return false;
    const known = schema.properties?.[key];
    if (known) return accepts(known, item);
    return typeof schema.additionalProperties === 'object'
      ? accepts(schema.additionalProperties, item)
      : schema.additionalProperties !== false;
  });
}

test.each(SCHEMA_NAMES)('the schema of a %s accepts the shipped file as editors read it', (name) => {
  const schema = makeJsonSchema(name) as Schema;
  expect(accepts(schema, parse(readFileSync(FILES[name], 'utf8')))).toBe(true);
  expect(accepts(schema, { nonsense: 1 })).toBe(false);
  expect(schema.required?.length).toBeGreaterThan(0);
});

test('the schema accepts numbers and booleans where Belltower reads texts', () => {
  const schema = makeJsonSchema('course') as Schema;
  const course = (section: Record<string, unknown>): unknown => ({
    code: 418,
    title: 2018,
    draft: true,
    sections: { 1: { kind: 'lab', ...section } },
  });
  expect(accepts(schema, course({ meets: { on: 'Mon 10am-11am', weeks: 3, copies: 2 }, numbered: 'yes' }))).toBe(true);
  expect(accepts(schema, course({ kind: 'party' }))).toBe(false);
  expect(accepts(schema, course({ meets: { on: 'Mon 10am-11am', wehre: 'x' } }))).toBe(false);
  expect(accepts(schema, { code: 'A', title: 'A', sections: { 'L 1': { kind: 'lab' } } })).toBe(false);
});

test('every key has a description', () => {
  const missing: string[] = [];
  const visit = (schema: Schema, path: string): void => {
    for (const [key, one] of Object.entries(schema.properties ?? {})) {
      if (!one.description) missing.push(`${path}.${key}`);
      visit(one, `${path}.${key}`);
    }
    for (const one of [...(schema.anyOf ?? []), schema.items, schema.additionalProperties])
      if (typeof one === 'object') visit(one, path);
  };
  for (const name of SCHEMA_NAMES) visit(makeJsonSchema(name) as Schema, name);
  expect(missing).toEqual([]);
});
