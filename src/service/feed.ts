/** A feed's bytes as they are kept and sent, with a validator for each encoding (RFC 9110 §8.8). */
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type Encoding = 'identity' | 'gzip' | 'br';

export interface Representation {
  readonly encoding: Encoding;
  readonly body: Buffer;
  /** Strong, quoted: the hash of the identity bytes and a suffix for the encoding. */
  readonly etag: string;
}

export interface Feed {
  readonly identity: Representation;
  /** The instant of the feed's last revision, in epoch ms and whole seconds. */
  readonly lastModified: number;
  /** For Content-Disposition: 'cos418-P01.ics'. */
  readonly filename: string;
  readonly tag: string;
  /** Compressed forms, made on first need and kept. */
  readonly compressed: Map<Encoding, Representation>;
}

/** Levels chosen so that 500 KB take less than 10 ms: the loop is never held up. */
const GZIP_LEVEL = 6;
const BROTLI_QUALITY = 4;

export function createFeed(body: Buffer, lastModified: number, filename: string): Feed {
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return {
    identity: { encoding: 'identity', body: trim(body), etag: `"${tag}"` },
    lastModified,
    filename,
    tag,
    compressed: new Map(),
  };
}

/** The feed in an encoding; compressed once. */
export function encodeFeed(feed: Feed, encoding: Encoding): Representation {
  if (encoding === 'identity') return feed.identity;
  const known = feed.compressed.get(encoding);
  if (known) return known;
  const body = compress(feed.identity.body, encoding);
  const made = { encoding, body, etag: `"${feed.tag}-${encoding}"` };
  feed.compressed.set(encoding, made);
  return made;
}

/** Compresses as the server does, so that prebuilt files hold the server's bytes. */
export function compress(body: Buffer, encoding: 'gzip' | 'br'): Buffer {
  return trim(
    encoding === 'gzip'
      ? gzipSync(body, { level: GZIP_LEVEL })
      : brotliCompressSync(body, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
            [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
            [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
          },
        }),
  );
}

/** Buffers are slices of larger chunks that stay with them: kept as they come, a university's feeds took 680 MB for 110. */
function trim(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

/** Bytes that a feed keeps in memory. */
export function weighFeed(feed: Feed): number {
  let bytes = feed.identity.body.length;
  for (const { body } of feed.compressed.values()) bytes += body.length;
  return bytes;
}
