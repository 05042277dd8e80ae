/** Applies the JSON schemas as an editor does: YAML 1.2 parsed by `yaml`, validated by ajv. */
import { appendFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import type { SourceFile } from '../../src/catalog/catalog.ts';
import { makeJsonSchema, type SchemaName } from '../../src/catalog/json-schema.ts';

/** `npm run lint:schema` sets it: every judged file is kept there, a line of JSON each, for another judge. */
const KEPT = process.env.JUDGED_RULES;

export interface JudgedFile {
  readonly name: SchemaName;
  readonly text: string;
  readonly accepted: boolean;
}

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
  const said = judgeText(name, path, text);
  if (KEPT)
    appendFileSync(KEPT, `${JSON.stringify({ name, text, accepted: said.length === 0 } satisfies JudgedFile)}\n`);
  return said;
}

function judgeText(name: SchemaName, path: string, text: string): readonly string[] {
  let value: unknown;
  try {
    value = parse(text, { logLevel: 'error' });
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
