/** One request and its whole answer, over connections that are kept open. */
import type { IncomingHttpHeaders, Agent as PlainAgent } from 'node:http';
import { request as askPlain } from 'node:http';
import type { Agent as SecureAgent } from 'node:https';
import { request as askSecure } from 'node:https';

/** Where requests go, and over which connections. */
export interface Place {
  readonly secure: boolean;
  readonly port: number;
  readonly agent: PlainAgent | SecureAgent;
  /** What the site is called, in Host and for its certificate. */
  readonly name: string;
}

export interface Request {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long to wait for the whole answer (ms). */
  readonly patienceMs: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** @throws Error for whatever kept a whole answer from coming: refused, reset, cut, too late. */
export function ask({ secure, port, agent, name }: Place, sent: Request): Promise<Answer> {
  const { path, method = 'GET', headers = {}, body, patienceMs } = sent;
  return new Promise((resolve, reject) => {
    const request = (secure ? askSecure : askPlain)(
      { host: '127.0.0.1', servername: name, port, agent, path, method, headers: { Host: name, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          clearTimeout(late);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) });
        });
        response.on('error', fail);
      },
    );
    const fail = (error: Error): void => {
      clearTimeout(late);
      reject(error);
    };
    const late = setTimeout(() => request.destroy(new Error(`no answer within ${patienceMs} ms`)), patienceMs);
    request.on('error', fail);
    request.end(body);
  });
}
