/** Applies the JSON schemas as an editor does: YAML 1.2 parsed by `yaml`, validated by ajv. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import type { SourceFile } from '../../src/catalog/catalog.ts';
import { makeJsonSchema, type SchemaName } from '../../src/catalog/json-schema.ts';

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const judges = new Map<SchemaName, ValidateFunction>();

function judgeOf(name: SchemaName): ValidateFunction {
  const known = judges.get(name) ?? ajv.compile(makeJsonSchema(name));
  judges.set(name, known);
  return known;
}

/** The editor's errors for a file; null: no schema applies to it. */
export function judgeFile({ path, text }: SourceFile, paths: ReadonlySet<string>): readonly string[] | null {
  const name = findSchema(path, paths);
  if (name === null) return null;
  let value: unknown;
  try {
    value = parse(text, { logLevel: 'silent' });
  } catch (error) {
    return [String(error)];
  }
  const judge = judgeOf(name);
  // An empty overlay consists only of comments.
  if (judge(value) || (name === 'overlay' && value === null)) return [];
  return (judge.errors ?? []).map(({ instancePath, message }) => `${path}${instancePath}: ${message}`);
}

function findSchema(path: string, paths: ReadonlySet<string>): SchemaName | null {
  if (path === 'site.yaml') return 'site';
  if (/^terms\/[^/.][^/]*\.yaml$/.test(path)) return 'term';
  if (/^imported\/[^/]+\/[^_/.][^/]*\.yaml$/.test(path)) return 'course';
  if (!/^courses\/[^/]+\/[^/.][^/]*\.yaml$/.test(path)) return null;
  return paths.has(path.replace(/^courses/, 'imported')) ? 'overlay' : 'course';
}
