/**
 * Interprets a feed's response: the revision shown, by the tag at the start of every encoding's ETag.
 * New bodies are parsed; known ones are compared with their first version.
 */
import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Answer } from './exchange.ts';

export interface FeedReader {
  /** The tag of the revision in a 200 or 304 response, or what is wrong with the response. */
  read(url: string, answer: Answer): { readonly tag: string } | { readonly wrong: string };
}

export function createFeedReader(): FeedReader {
  const rawByValidator = new Map<string, string>();
  const textByTag = new Map<string, string>();

  const readBody = (url: string, etag: string, answer: Answer): string | null => {
    const raw = digest(answer.bytes);
    const known = rawByValidator.get(`${url} ${etag}`);
    if (known !== undefined) return known === raw ? null : `two bodies under one validator ${etag}`;
    let text: Buffer;
    try {
      text = decode(answer);
    } catch (error) {
      return `a body that cannot be read: ${String(error)}`;
    }
    if (!isCalendar(text)) return `a body that is no calendar: ${text.subarray(0, 60)}`;
    const key = `${url} ${tagOf(etag)}`;
    const before = textByTag.get(key);
    if (before !== undefined && before !== digest(text)) return `encodings of ${etag} that differ`;
    textByTag.set(key, digest(text));
    rawByValidator.set(`${url} ${etag}`, raw);
    return null;
  };

  return {
    read(url, answer) {
      const { etag } = answer.headers;
      if (etag === undefined || !/^"[\w-]+"$/.test(etag)) return { wrong: `no strong validator: ${etag}` };
      if (answer.status === 304) {
        return answer.bytes.length === 0 ? { tag: tagOf(etag) } : { wrong: 'a 304 with a body' };
      }
      if (answer.headers['content-type'] !== 'text/calendar; charset=utf-8') {
        return { wrong: `a feed that is ${answer.headers['content-type']}` };
      }
      const wrong = readBody(url, etag, answer);
      return wrong === null ? { tag: tagOf(etag) } : { wrong };
    },
  };
}

/** A feed's text with folded lines joined (RFC 5545 §3.1). */
export function unfold(answer: Answer): string {
  return decode(answer)
    .toString()
    .replaceAll(/\r\n[ \t]/g, '');
}

/** The common prefix of all encodings' ETags. */
function tagOf(etag: string): string {
  return etag.slice(1, -1).replace(/-(?:gzip|br)$/, '');
}

function decode({ headers, bytes }: Answer): Buffer {
  switch (headers['content-encoding']) {
    case undefined:
      return bytes;
    case 'gzip':
      return gunzipSync(bytes);
    case 'br':
      return brotliDecompressSync(bytes);
    default:
      throw new Error(`content-encoding ${headers['content-encoding']}`);
  }
}

function isCalendar(text: Buffer): boolean {
  return text.subarray(0, 17).equals(BEGIN) && text.subarray(-15).equals(END);
}

const BEGIN = Buffer.from('BEGIN:VCALENDAR\r\n');
const END = Buffer.from('END:VCALENDAR\r\n');

function digest(bytes: Buffer): string {
  return createHash('sha1').update(bytes).digest('base64');
}
