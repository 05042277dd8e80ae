/** Drives a release through its commands and HTTP, at given instants. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** The session cookie. */
  readonly cookie: string | null;
}

export interface Client {
  get(target: string, headers?: Record<string, string>): Promise<Answer>;
  post(target: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<Answer>;
  api(token: string, target: string, body: object): Promise<Answer>;
  signOut(cookie: string): Promise<void>;
  createCalendar(...sections: string[]): Promise<{ key: string; feed: string }>;
  /** The feed's URL on the page of a personal calendar. */
  feedOf(page: string): string;
}

export interface Release {
  /** @returns the command's stdout @throws for an exit code other than 0 */
  run(at: string, ...argv: string[]): Promise<string>;
  serve(at: string): Promise<Server>;
}

export interface Server extends Client {
  stop(): Promise<void>;
}

const CLOCK = path.join(import.meta.dirname, 'clock.ts');

export function openRelease(checkout: string, place: { readonly data: string; readonly state: string }): Release {
  const first = existsSync(path.join(checkout, 'src/main.ts')) ? 'src/main.ts' : 'src/main.js';
  const start = (at: string, argv: readonly string[]) => {
    const child = spawn(process.execPath, ['--import', CLOCK, first, ...argv], {
      cwd: checkout,
      env: {
        PATH: process.env.PATH,
        FROZEN_NOW: at,
        BELLTOWER_DATA: place.data,
        BELLTOWER_STATE: place.state,
        PORT: '0',
        TZ: 'UTC',
        LOG_LEVEL: 'error',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.on('data', (chunk) => {
      said.out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      said.err += chunk;
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return { child, said, ended };
  };
  return {
    async run(at, ...argv) {
      const { said, ended } = start(at, argv);
      const code = await ended;
      if (code !== 0) throw new Error(`belltower ${argv.join(' ')} ended with ${code}:\n${said.out}${said.err}`);
      return said.out;
    },
    async serve(at) {
      const { child, said, ended } = start(at, ['serve']);
      const base = await new Promise<string>((resolve, reject) => {
        child.stdout.on('data', () => {
          const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said.out)?.[0];
          if (found && said.out.includes('Stop with')) resolve(found);
        });
        void ended.then((code) => reject(new Error(`the server ended with ${code}:\n${said.err}`)));
      });
      const stop = async (): Promise<void> => {
        child.kill('SIGTERM');
        await ended;
      };
      return { ...openClient(base), stop };
    },
  };
}

function openClient(base: string): Client {
  const send = (method: string, target: string, headers: Record<string, string>, body = ''): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(base, { method, path: target, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const cookie = response.headers['set-cookie']?.[0]?.split(';')[0] ?? null;
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8'), cookie });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  const form = {
    'content-type': 'application/x-www-form-urlencoded',
    origin: base,
    'sec-fetch-site': 'same-origin',
  };
  const encode = (fields: Readonly<Record<string, string | readonly string[]>>): string => {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
    }
    return body.toString();
  };
  const feedOf = (page: string): string => /value="[^"]*(\/my\/[\w-]+\.ics)"/.exec(page)?.[1] ?? '';
  return {
    get: (target, headers = {}) => send('GET', target, headers),
    post: (target, fields) => send('POST', target, form, encode(fields)),
    api: (token, target, body) =>
      send(
        'POST',
        target,
        { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        JSON.stringify(body),
      ),
    async signOut(cookie) {
      const page = await send('GET', '/desk/devices', { cookie });
      const token = /name="form" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
      const { status } = await send('POST', '/desk/sign-out', { ...form, cookie }, encode({ form: token }));
      if (status !== 303 && status !== 200) throw new Error(`signing out answered ${status}`);
    },
    async createCalendar(...section) {
      const { status, body } = await send('POST', '/my', form, encode({ section }));
      const key = /data-key="([^"]+)"/.exec(body)?.[1];
      if (status !== 201 || key === undefined) throw new Error(`POST /my answered ${status}`);
      return { key, feed: feedOf(body) };
    },
    feedOf,
  };
}
