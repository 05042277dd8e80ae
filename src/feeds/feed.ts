/** A feed's stored bodies with a validator for each encoding (RFC 9110 §8.8). */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import {
  type BrotliOptions,
  brotliCompress,
  brotliCompressSync,
  constants,
  gzip,
  gzipSync,
  type ZlibOptions,
} from 'node:zlib';

export type Encoding = 'identity' | 'gzip' | 'br';

export interface Feed {
  /** Hash of the identity bytes. */
  readonly tag: string;
  /** The instant of the feed's last revision, in epoch ms and whole seconds. */
  readonly lastModified: number;
  /** Its key in the cache. */
  readonly name: string;
  /** For Content-Disposition: 'cos418-P01.ics'. */
  readonly filename: string;
  /** The bodies in memory; the others are made when needed, and kept. */
  readonly bodies: Record<Encoding, Buffer | null>;
  /** Bounds the memory of feeds; null: unbounded, so the identity body is never evicted. */
  readonly keeper: FeedKeeper | null;
}

export interface FeedKeeper {
  /** Composes the identity body again, byte for byte the same. */
  remake(feed: Feed): Buffer;
  /** Called at every use, with the bytes that it added. */
  used(feed: Feed, added: number): void;
}

/** Levels at which 500 kB take less than 10 ms, so that compression does not block the event loop. */
const GZIP_LEVEL = 6;
const BROTLI_QUALITY = 4;
const SUFFIX: Readonly<Record<Encoding, string>> = { identity: '', gzip: '-gzip', br: '-br' };

export function createFeed(
  body: Buffer,
  lastModified: number,
  filename: string,
  kept: { readonly keeper: FeedKeeper; readonly name: string } | null = null,
): Feed {
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const bodies = { identity: trim(body), gzip: null, br: null };
  return { tag, lastModified, filename, bodies, name: kept?.name ?? '', keeper: kept?.keeper ?? null };
}

/** The body in an encoding; compressed once. */
export function encodeFeed(feed: Feed, encoding: Encoding): Buffer {
  const kept = feed.bodies[encoding];
  if (kept) {
    feed.keeper?.used(feed, 0);
    return kept;
  }
  const before = weighFeed(feed);
  const made = makeBody(feed, encoding);
  feed.keeper?.used(feed, weighFeed(feed) - before);
  return made;
}

/** Needs no body. */
export function etagOf(feed: Feed, encoding: Encoding): string {
  return `"${feed.tag}${SUFFIX[encoding]}"`;
}

function makeBody(feed: Feed, encoding: Encoding): Buffer {
  const { bodies, keeper } = feed;
  if (bodies.identity === null && keeper) bodies.identity = trim(keeper.remake(feed));
  const identity = bodies.identity ?? Buffer.alloc(0);
  if (encoding !== 'identity') bodies[encoding] = compress(identity, encoding);
  return bodies[encoding] ?? identity;
}

const gzipOptions: ZlibOptions = { level: GZIP_LEVEL };
const brotliOptions = ({ length }: Buffer): BrotliOptions => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: length,
  },
});

function compress(body: Buffer, encoding: 'gzip' | 'br'): Buffer {
  return trim(encoding === 'gzip' ? gzipSync(body, gzipOptions) : brotliCompressSync(body, brotliOptions(body)));
}

const gzipInThread = promisify<Buffer, ZlibOptions, Buffer>(gzip);
const brotliInThread = promisify<Buffer, BrotliOptions, Buffer>(brotliCompress);

/** Compresses as the server does, so that files hold the server's bytes; in Node's thread pool. */
export function compressInThread(body: Buffer, encoding: 'gzip' | 'br'): Promise<Buffer> {
  return encoding === 'gzip' ? gzipInThread(body, gzipOptions) : brotliInThread(body, brotliOptions(body));
}

/** Copies out of Node's pool: slices keep their whole chunk alive, 680 MB for a university's 110 MB of feeds. */
function trim(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

/** The size of its bodies in memory. */
export function weighFeed({ bodies }: Feed): number {
  return (bodies.identity?.length ?? 0) + (bodies.gzip?.length ?? 0) + (bodies.br?.length ?? 0);
}

/** Evicts the bodies; the validators stay, so that clients with a current copy get a 304. */
export function dropBodies({ bodies }: Feed): void {
  bodies.identity = null;
  bodies.gzip = null;
  bodies.br = null;
}
