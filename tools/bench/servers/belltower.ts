/** The real `belltower serve`, as it is installed, without any setting. */
import path from 'node:path';
import { type Child, findFreePort, ROOT, startChild } from '../child.ts';
import { PROGRAM } from '../program.ts';

export interface BelltowerOptions {
  readonly name: string;
  /** For the log. */
  readonly folder: string;
  readonly rules: string;
  readonly state: string;
  /** Options for Node itself. */
  readonly nodeOptions?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Of `serve`. */
  readonly options?: readonly string[];
}

/** Settings that the caller's environment may hold. */
const SETTINGS = [
  'PORT',
  'HOST',
  'DATABASE_URL',
  'PUBLIC_URL',
  'COMPRESSION',
  'METRICS',
  'LOG_FORMAT',
  'LOG_LEVEL',
  'FRAME_ANCESTORS',
  'SMTP_URL',
  'OPENID_ISSUER',
];

/** Filled by the first start of a run, or before: what is measured is a start with a warm cache. */
const COMPILE_CACHE = path.join(ROOT, 'node_modules', '.cache', 'belltower');

export async function startBelltower(options: BelltowerOptions): Promise<Child> {
  const port = await findFreePort();
  return startChild({
    name: options.name,
    command: process.execPath,
    args: [
      // As its first line says.
      '--max-semi-space-size=16',
      '--heap-growing-percent=50',
      ...(options.nodeOptions ?? []),
      PROGRAM,
      'serve',
      '--data',
      options.rules,
      '--state',
      options.state,
      '--port',
      String(port),
      ...(options.options ?? []),
    ],
    port,
    folder: options.folder,
    environment: {
      ...Object.fromEntries(SETTINGS.map((name) => [name, ''])),
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      ...options.environment,
    },
    patience: 300_000,
  });
}
