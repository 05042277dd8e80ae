/** Sends a rendered document with an ETag, or a 304; compressed if the client accepts that. */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { type BrotliOptions, brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import { Fragment, type FunctionComponent, h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { chooseEncoding, judge } from '../feeds/conditional.ts';
import type { Encoding } from '../feeds/feed.ts';

export interface Document {
  readonly body: string | Buffer;
  /** With its charset. */
  readonly type: string;
  readonly status?: number;
  /** By default cached by the browser and revalidated each time. */
  readonly cache?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body in the encoding that the request asks for, if it was compressed before. */
  readonly compressed?: { readonly encoding: 'br' | 'gzip'; readonly body: Buffer };
}

export const HTML = 'text/html; charset=utf-8';
export const REVALIDATE = 'no-cache';

/** Compressing less saves nothing. */
const WORTH_COMPRESSING = 800;

export function renderDocument(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`;
}

/** A part of several pages, rendered now: where it stands in a page its HTML is copied. */
export function renderOnce(part: VNode): VNode {
  // The form of precompiled JSX, which the renderer takes as it is.
  return h(Fragment as FunctionComponent<{ tpl: readonly string[] }>, { tpl: [renderToString(part)] }) as VNode;
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
  const { encoding, body } =
    document.compressed ?? compress(identity, compression ? request.headers['accept-encoding'] : '');
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
  response.setHeader('Content-Length', body.length);
  response.statusCode = status;
  response.end(request.method === 'HEAD' ? undefined : body);
}

function compress(
  identity: Buffer,
  accept: string | undefined,
): { readonly encoding: Encoding; readonly body: Buffer } {
  const encoding = identity.length >= WORTH_COMPRESSING ? chooseEncoding(accept) : 'identity';
  if (encoding === 'identity') return { encoding, body: identity };
  return {
    encoding,
    body: encoding === 'br' ? brotliCompressSync(identity, brotliOf(identity, 5)) : gzipSync(identity, { level: 5 }),
  };
}

/** Takes 100 ms for the style sheet, in another thread. */
export function compressFully(identity: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer> {
  return encoding === 'br'
    ? promisify(brotliCompress)(identity, brotliOf(identity, constants.BROTLI_MAX_QUALITY))
    : promisify(gzip)(identity, { level: constants.Z_BEST_COMPRESSION });
}

function brotliOf(body: Buffer, quality: number): BrotliOptions {
  return {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  };
}
