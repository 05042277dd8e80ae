/** A real server over a folder of rules, on a port of its own, for tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openServer } from '../../src/cli/open-server.ts';
import { readConfig } from '../../src/config.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly bytes: Buffer;
}

export interface RunningSite {
  readonly base: string;
  readonly state: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  send(method: string, path: string, headers?: Record<string, string>, body?: string): Promise<Answer>;
  readAgain(): Promise<void>;
  stop(): Promise<void>;
  /** Deletes the state folder, where this made one. */
  forget(): Promise<void>;
}

export async function openSite(options: {
  readonly data: string;
  readonly state?: string;
  readonly publicUrl?: string;
  readonly database?: string;
  readonly publish?: boolean;
  readonly log?: (line: string) => void;
  /** Settings as the environment has them: METRICS, LOG_FORMAT. */
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<RunningSite> {
  const own = options.state === undefined;
  const state = options.state ?? (await mkdtemp(path.join(tmpdir(), 'belltower-state-')));
  const { data, publicUrl, database, publish } = options;
  const flags = { data, state, port: '0', publicUrl, database, publish };
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  const config = readConfig(given, options.environment ?? {});
  const write = options.log ?? (() => {});
  const log = {
    info: (_details: object, line: string) => write(line),
    warn: (_details: object, line: string) => write(line),
    error: (_details: object, line: string) => write(line),
  };
  const server = await openServer(config, log);
  const base = `http://127.0.0.1:${server.port}`;
  const send: RunningSite['send'] = (method, target, headers = {}, body = '') =>
    new Promise((resolve, reject) => {
      const sent = request(base, { method, path: target, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes.toString(), bytes });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  return {
    base,
    state,
    send,
    get: (target, headers) => send('GET', target, headers),
    readAgain: server.readAgain,
    stop: server.stop,
    forget: async () => (own ? rm(state, { recursive: true, force: true }) : undefined),
  };
}
