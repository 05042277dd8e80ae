/** Asks a server each call once, one after the other, and sees that it answers rightly, before it is measured. */
import { Agent, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { type Call, CLIENT_HEADERS, expectedStatus } from './calls.ts';

/** A call as this server is asked, and what it answered. */
export interface RehearsedCall {
  readonly path: string;
  /** The server's own tag for what it sent before; null: none is sent. */
  readonly tag: string | null;
  readonly status: number;
  /** With the head. */
  readonly bytes: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** As it was sent: names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly bytes: number;
}

export interface Asker {
  ask(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): void;
}

/** Asks one server over one connection. */
export function openAsker(port: number): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const read = new WeakMap<Socket, number>();
  return {
    close: () => agent.destroy(),
    ask: (path, headers = CLIENT_HEADERS) =>
      new Promise((resolve, reject) => {
        const asked = request({ host: '127.0.0.1', port, path, headers, agent }, (response) => {
          const { socket } = response;
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () => {
            const bytes = socket.bytesRead - (read.get(socket) ?? 0);
            read.set(socket, socket.bytesRead);
            const { statusCode: status = 0, headers: given, rawHeaders } = response;
            resolve({ status, headers: given, rawHeaders, body: Buffer.concat(chunks), bytes });
          });
        });
        asked.once('error', reject);
        asked.end();
      }),
  };
}

/** An answer's body as its reader sees it. */
export function readBody({ headers, body }: Answer): string {
  return (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');
}

/** Whether the server answers 304 to its own tag; some never do, and are measured as they are. */
export async function isConditional(asker: Asker, path: string): Promise<boolean> {
  const first = await asker.ask(path);
  const tag = first.headers.etag;
  if (tag === undefined) return false;
  const second = await asker.ask(path, { ...CLIENT_HEADERS, 'If-None-Match': tag });
  return second.status === 304;
}

/**
 * @param limitMs servers that make each answer anew need too long for every call: they are asked as many as fit, and
 *   these are what they are loaded with
 * @param check throws when a feed's body is not the feed
 * @throws Error for an answer of a status that no honest server gives
 */
export async function rehearse(
  port: number,
  calls: readonly Call[],
  check: (path: string, body: string) => void,
  limitMs: number,
): Promise<readonly RehearsedCall[]> {
  const asker = openAsker(port);
  try {
    const first = calls.find(({ kind }) => kind !== 'unknown');
    const conditional = first !== undefined && (await isConditional(asker, first.path));
    const tags = new Map<string, string | null>();
    const learn = async (path: string): Promise<string | null> => {
      const known = tags.get(path);
      if (known !== undefined) return known;
      const answer = await asker.ask(path);
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
      check(path, readBody(answer));
      const tag = answer.headers.etag ?? null;
      tags.set(path, tag);
      return tag;
    };
    const rehearsed: RehearsedCall[] = [];
    const until = performance.now() + limitMs;
    for (const { path, kind } of calls) {
      if (rehearsed.length > 0 && performance.now() > until) break;
      const tag = kind === 'fresh' ? await learn(path) : null;
      if (kind === 'plain') await learn(path);
      const headers = { ...CLIENT_HEADERS, ...(tag === null ? {} : { 'If-None-Match': tag }) };
      const { status, bytes } = await asker.ask(path, headers);
      const expected = expectedStatus(kind, conditional);
      if (status !== expected) throw new Error(`${path} (${kind}) answered ${status}, not ${expected}`);
      rehearsed.push({ path, tag, status, bytes });
    }
    return rehearsed;
  } finally {
    asker.close();
  }
}
