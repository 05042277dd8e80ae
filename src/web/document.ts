/** Sends a rendered document with an ETag, or a 304; compressed if the client accepts that. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { chooseEncoding, judge } from '../feeds/conditional.ts';

export interface Document {
  readonly body: string | Buffer;
  /** With its charset. */
  readonly type: string;
  readonly status?: number;
  /** By default cached by the browser and revalidated each time. */
  readonly cache?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const HTML = 'text/html; charset=utf-8';
export const REVALIDATE = 'no-cache';

/** Compressing less saves nothing. */
const WORTH_COMPRESSING = 800;

export function renderDocument(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}

export function sendDocument(
  request: IncomingMessage,
  response: ServerResponse,
  document: Document,
  compression: boolean,
): void {
  const identity = Buffer.isBuffer(document.body) ? document.body : Buffer.from(document.body);
  const status = document.status ?? 200;
  const tag = createHash('sha256').update(identity).digest('base64url').slice(0, 22);
  response.setHeader('Content-Type', document.type);
  response.setHeader('Cache-Control', document.cache ?? REVALIDATE);
  response.appendHeader('Vary', 'Accept-Encoding');
  for (const [name, value] of Object.entries(document.headers ?? {})) response.setHeader(name, value);
  if (status === 200) {
    // Weak: encodings of a document share one ETag.
    response.setHeader('ETag', `W/"${tag}"`);
    if (judge(request.headers, { tag, lastModified: null }).status === 304) {
      response.removeHeader('Content-Type');
      response.statusCode = 304;
      response.end();
      return;
    }
  }
  const encoding =
    compression && identity.length >= WORTH_COMPRESSING
      ? chooseEncoding(request.headers['accept-encoding'])
      : 'identity';
  const body =
    encoding === 'identity' ? identity : encoding === 'br' ? brotli(identity) : gzipSync(identity, { level: 5 });
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', body.length);
  response.statusCode = status;
  response.end(request.method === 'HEAD' ? undefined : body);
}

function brotli(body: Buffer): Buffer {
  return brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });
}
