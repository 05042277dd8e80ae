/** A feed's bytes as they are kept and sent, with a validator for each encoding (RFC 9110 §8.8). */
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export type Encoding = 'identity' | 'gzip' | 'br';

export interface Feed {
  /** Hash of the identity bytes. */
  readonly tag: string;
  /** The instant of the feed's last revision, in epoch ms and whole seconds. */
  readonly lastModified: number;
  /** What its keeper knows it by. */
  readonly name: string;
  /** For Content-Disposition: 'cos418-P01.ics'. */
  readonly filename: string;
  /** Bytes at hand; what is missing is made on first need and kept. */
  readonly bodies: Record<Encoding, Buffer | null>;
  /** Who bounds the memory that feeds take; null: nobody, and the identity is never taken away. */
  readonly keeper: FeedKeeper | null;
}

export interface FeedKeeper {
  /** The identity bytes once more, the very same. */
  remake(feed: Feed): Buffer;
  /** Told of every use, with the bytes that it added. */
  used(feed: Feed, added: number): void;
}

/** Levels chosen so that 500 KB take less than 10 ms: the loop is never held up. */
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

/** The feed's bytes in an encoding; compressed once. */
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

/** Needs none of the feed's bytes. */
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
export function weighFeed({ bodies }: Feed): number {
  return (bodies.identity?.length ?? 0) + (bodies.gzip?.length ?? 0) + (bodies.br?.length ?? 0);
}

/** Lets the bytes go; the validators stay, so whoever has them already is answered without making them again. */
export function dropBodies({ bodies }: Feed): void {
  bodies.identity = null;
  bodies.gzip = null;
  bodies.br = null;
}
