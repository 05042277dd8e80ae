/**
 * `npm run lint:schema`: yaml-language-server, which editors use, judges every file of rules of the tests by the schemas,
 * and must accept what ajv accepts in the tests. npm fetches it, as few need it.
 */
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeJsonSchema, SCHEMA_NAMES } from '../src/catalog/json-schema.ts';
import type { JudgedFile } from '../tests/catalog/schema-judge.ts';
import { scriptOf } from './program.ts';

const SERVER = 'yaml-language-server@2.0.0';
const DOCUMENT = 'vscode-languageserver-textdocument@1.0.12';

/** DiagnosticSeverity of the Language Server Protocol: 1 error, 2 warning (what a schema refuses), then hints. */
const WARNING = 2;

interface LanguageService {
  configure(settings: object): void;
  doValidation(
    document: object,
    isKubernetes: boolean,
  ): Promise<readonly { readonly message: string; readonly severity: number }[]>;
}

const root = path.dirname(import.meta.dirname);
const folder = mkdtempSync(path.join(tmpdir(), 'belltower-schema-'));

/** Runs the tests that read rules, and returns what they judged: each text once. */
function collectFiles(): readonly JudgedFile[] {
  const kept = path.join(folder, 'judged.jsonl');
  const tests = globSync('tests/**/*.test.ts', { cwd: root }).filter((file) =>
    /rules\.ts'|schema-judge/.test(readFileSync(path.join(root, file), 'utf8')),
  );
  execFileSync(process.execPath, [scriptOf('vitest'), 'run', '--reporter=dot', ...tests], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, JUDGED_RULES: kept },
  });
  const lines = new Set(readFileSync(kept, 'utf8').split('\n').filter(Boolean));
  return [...lines].map((line) => JSON.parse(line) as JudgedFile);
}

async function openService(): Promise<(file: JudgedFile) => Promise<readonly string[]>> {
  const install = ['install', '--no-save', '--ignore-scripts', '--prefix', folder, SERVER, DOCUMENT];
  execFileSync('npm', install, { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
  const load = (file: string) => import(pathToFileURL(path.join(folder, 'node_modules', file)).href);
  const { getLanguageService } = await load('yaml-language-server/out/src/index.js');
  const { TextDocument } = await load('vscode-languageserver-textdocument/lib/esm/main.js');
  const schemas = SCHEMA_NAMES.map(makeJsonSchema);
  const service: LanguageService = getLanguageService({
    schemaRequestService: async (address: string) => JSON.stringify(schemas.find(({ $id }) => $id === address)),
    workspaceContext: { resolveRelativePath: (relative: string) => relative },
  });
  service.configure({
    validate: true,
    yamlVersion: '1.2',
    schemas: SCHEMA_NAMES.map((name) => ({
      uri: `${name}.json`,
      fileMatch: [`${name}.yaml`],
      schema: makeJsonSchema(name),
    })),
  });
  // It caches what it parsed by address and version.
  let version = 0;
  return async ({ name, text }) => {
    version += 1;
    const found = await service.doValidation(TextDocument.create(`file:///${name}.yaml`, 'yaml', version, text), false);
    return found.filter(({ severity }) => severity <= WARNING).map(({ message }) => message);
  };
}

try {
  const files = collectFiles();
  const judge = await openService();
  let accepted = 0;
  let refused = 0;
  for (const file of files) {
    const said = await judge(file);
    if (!file.accepted) refused += said.length > 0 ? 1 : 0;
    else if (said.length === 0) accepted += 1;
    else console.log(`${file.name}: ${said.join('; ')}\n${file.text}\n`);
  }
  const good = files.filter((file) => file.accepted).length;
  console.log(`of ${good} good files ${accepted} are accepted, of ${files.length - good} bad ones ${refused} refused`);
  process.exitCode = accepted < good ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
