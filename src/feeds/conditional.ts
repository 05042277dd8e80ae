/** Conditional requests and content negotiation for stored bodies (RFC 9110 §12.5.3 and §13). Pure. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Encoding } from './feed.ts';
import { remember } from './remember.ts';

export interface Validators {
  /** Hash of the identity bytes; each encoding's tag is this and a suffix. */
  readonly tag: string;
  /** Epoch ms, whole seconds; null: unknown, so If-Modified-Since is ignored. */
  readonly lastModified: number | null;
}

export type Verdict = { readonly status: 200 } | { readonly status: 304; readonly etag: string | null };

const SUFFIXES: readonly string[] = ['', '-gzip', '-br'];
const QUOTE = 34;

/**
 * Whether the client's copy is current. If-None-Match takes precedence over If-Modified-Since; any current tag matches,
 * weak or strong, and the 304 repeats it (null: no tag was sent, so the answer's own is used).
 */
export function judge(headers: IncomingHttpHeaders, current: Validators): Verdict {
  const tags = headers['if-none-match'];
  if (tags !== undefined) {
    if (tags.trim() === '*') return { status: 304, etag: null };
    const etag = findTag(tags, current.tag);
    return etag === null ? { status: 200 } : { status: 304, etag };
  }
  const since = headers['if-modified-since'];
  if (since !== undefined && current.lastModified !== null) {
    const date = readHttpDate(since);
    if (date !== null && current.lastModified <= date) return { status: 304, etag: null };
  }
  return { status: 200 };
}

/** The first current entity tag of a list, in any encoding, with its quotes; null: none. */
function findTag(list: string, tag: string): string | null {
  for (let at = list.indexOf(tag); at >= 0; at = list.indexOf(tag, at + 1)) {
    const end = list.indexOf('"', at + tag.length);
    const isWhole = list.charCodeAt(at - 1) === QUOTE && SUFFIXES.includes(list.slice(at + tag.length, end));
    if (!isWhole || end < 0) continue;
    // Most clients send one tag.
    return at === 1 && end === list.length - 1 ? list : list.slice(at - 1, end + 1);
  }
  return null;
}

const HTTP_DATE =
  /^(?:\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT|\w{6,9}, \d{2}-\w{3}-\d{2} \d{2}:\d{2}:\d{2} GMT|\w{3} \w{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4})$/;

/** An HTTP date in any of its three forms (RFC 9110 §5.6.7) as epoch ms; null for anything else, which is ignored. */
export function readHttpDate(text: string): number | null {
  const trimmed = text.trim();
  if (!HTTP_DATE.test(trimmed)) return null;
  const date = Date.parse(/\d{4}$/.test(trimmed) ? `${trimmed} GMT` : trimmed);
  return Number.isNaN(date) ? null : date;
}

/** An instant as an HTTP date (RFC 9110 §5.6.7). Feeds published together share one, so the cache is small. */
export const writeHttpDate = remember((at: number) => new Date(at).toUTCString());

/** The encoding with the highest weight among those available; identity without a header. */
export function chooseEncoding(accept: string | undefined): Encoding {
  return accept === undefined || accept === '' ? 'identity' : readAccepted(accept);
}

/** About twenty different values are in use. */
const readAccepted = remember((accept: string): Encoding => {
  const weights = new Map<string, number>();
  for (const item of accept.toLowerCase().split(',', 32)) {
    const [name = '', ...parameters] = item.split(';');
    const quality = parameters.map((parameter) => /^\s*q\s*=\s*([\d.]+)\s*$/.exec(parameter)?.[1]).find((q) => q);
    weights.set(name.trim(), quality === undefined ? 1 : Number(quality));
  }
  const weigh = (name: string): number => weights.get(name) ?? weights.get('*') ?? 0;
  const br = weigh('br');
  const gzip = Math.max(weigh('gzip'), weights.get('x-gzip') ?? 0);
  const identity = weights.get('identity') ?? 0;
  if (br > 0 && br >= gzip && br >= identity) return 'br';
  if (gzip > 0 && gzip >= identity) return 'gzip';
  return 'identity';
});
