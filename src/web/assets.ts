/**
 * Static files: read once, named by a hash of their content, cached for a year. Modules import each other by file name,
 * which is replaced by the hashed name. TypeScript modules are served as JavaScript: see stripped-types.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { stripTypes } from './stripped-types.ts';

export interface Asset {
  readonly body: Buffer;
  readonly type: string;
}

export interface Assets {
  /** The address of a file by its plain name, 'course.js'. @throws Error for an unknown name, which is a bug */
  href(name: string): string;
  /** The last segments of the files' addresses. */
  names(): readonly string[];
  /** By the last segment of an address; null: no such file. */
  find(hashed: string): Promise<Asset | null>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

const IMPORT = /((?:from\s+|import\s+|import\()["'])\.[^"']*?([\w-]+)\.(?:js|ts)(?=["'])/g;

/**
 * @param folders in any order; a file's name is unique among them
 * @param sheets by file name: style sheets, which are joined from many files
 */
export function readAssets(folders: readonly string[], sheets: Readonly<Record<string, string>> = {}): Assets {
  const sources = listSources(folders);
  const hashed = new Map<string, string>();
  const files = new Map<string, Asset>();
  const typed = new Map<string, string>();

  const load = (name: string): string => {
    const known = hashed.get(name);
    if (known) return known;
    const file = sources.get(name);
    const source = sheets[name] ?? (file === undefined ? undefined : readFileSync(file));
    if (source === undefined) throw new Error(`there is no asset ${name}`);
    const ending = path.extname(name);
    const body =
      ending === '.js'
        ? source.toString().replaceAll(IMPORT, (_, start, module) => `${start}./${load(`${module}.js`)}`)
        : source;
    const hash = createHash('sha256').update(body).digest('base64url').replaceAll(/[-_]/g, '').slice(0, 10);
    const made = `${path.basename(name, ending)}.${hash}${ending}`;
    hashed.set(name, made);
    if (file?.endsWith('.ts')) typed.set(made, body.toString());
    else files.set(made, { body: Buffer.from(body), type: TYPES[ending] as string });
    return made;
  };
  for (const name of [...sources.keys(), ...Object.keys(sheets)]) load(name);

  let stripping: Promise<ReadonlyMap<string, string>> | null = null;
  const findStripped = async (name: string): Promise<Asset> => {
    stripping ??= stripTypes(typed).catch((error: unknown) => {
      stripping = null;
      throw error;
    });
    const text = (await stripping).get(name);
    return { body: Buffer.from(text as string), type: TYPES['.js'] as string };
  };

  return {
    names: () => [...hashed.values()],
    href: (name) => `/assets/${load(name)}`,
    find: async (name) => (typed.has(name) ? findStripped(name) : (files.get(name) ?? null)),
  };
}

/** Files by the names that pages use: 'course.ts' is 'course.js'. */
function listSources(folders: readonly string[]): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  for (const folder of folders) {
    for (const file of readdirSync(folder)) {
      const name = file.replace(/(?<!\.d)\.ts$/, '.js');
      if (!Object.hasOwn(TYPES, path.extname(name))) continue;
      if (sources.has(name)) throw new Error(`two browser files are called ${name}`);
      sources.set(name, path.join(folder, file));
    }
  }
  return sources;
}
