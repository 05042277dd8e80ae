/** Checks further requests to a feed's address: conditional, HEAD, compressed and repeated ones. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { OutgoingAnswer, OutgoingFailure, OutgoingRequest } from '../web/outgoing.ts';
import { headerOf } from './answer.ts';
import type { Findings } from './codes.ts';

export type Ask = (
  headers?: Readonly<Record<string, string>>,
  method?: OutgoingRequest['method'],
) => Promise<OutgoingAnswer | OutgoingFailure>;

export async function examineConditional(first: OutgoingAnswer, ask: Ask, findings: Findings): Promise<void> {
  const tag = headerOf(first, 'etag');
  const modified = headerOf(first, 'last-modified');
  const asked: readonly (readonly [string, string, string])[] = [
    ['if-none-match', tag, 'If-None-Match with its ETag'],
    [
      'if-modified-since',
      Number.isNaN(Date.parse(modified)) ? '' : modified,
      'If-Modified-Since with its Last-Modified',
    ],
  ];
  for (const [header, value, what] of asked) {
    if (value === '') continue;
    const answer = await ask({ [header]: value });
    if (!answer.ok || answer.status !== 304)
      findings.error(
        'http-conditional',
        null,
        `${what} is answered with ${answer.ok ? answer.status : 'nothing'} instead of 304.`,
        'Programs that ask what is new get everything each time.',
      );
    else if (answer.body.length > 0)
      findings.error(
        'http-conditional',
        null,
        `${what}: the 304 has a body.`,
        'It spoils the next answer on the connection.',
      );
  }
}

export async function examineHead(first: OutgoingAnswer, ask: Ask, findings: Findings): Promise<void> {
  const head = await ask({}, 'HEAD');
  const hint = 'Programs that look before they read take it for gone: answer HEAD as GET, without the body.';
  if (!head.ok) {
    findings.error('http-head', null, `HEAD is not answered: ${head.reason}`, hint);
    return;
  }
  if (head.status !== first.status)
    findings.error('http-head', null, `HEAD answers ${head.status}, GET ${first.status}.`, hint);
  const different = ['content-type', 'etag', 'last-modified', 'cache-control'].filter(
    (name) => headerOf(head, name) !== headerOf(first, name),
  );
  if (head.status === first.status && different.length > 0)
    findings.warn('http-head', null, `HEAD and GET differ in ${different.join(', ')}.`, hint);
  const length = headerOf(head, 'content-length');
  if (head.status === 200 && length !== '' && length !== String(first.body.length))
    findings.error('http-head', null, `HEAD says ${length} bytes, GET has ${first.body.length}.`, hint);
}

export async function examineCompression(first: OutgoingAnswer, ask: Ask, findings: Findings): Promise<void> {
  const packed = await ask({ 'accept-encoding': 'gzip' });
  if (!packed.ok) return;
  const encoding = headerOf(packed, 'content-encoding');
  const unpacked = unpack(packed.body, encoding);
  if (unpacked === null)
    findings.error(
      'http-compression',
      null,
      `The answer says ${encoding} and does not unpack.`,
      'Programs show no calendar at all.',
    );
  else if (encoding === '' && first.body.length > 1000)
    findings.warn(
      'http-compression',
      null,
      `${first.body.length} bytes are sent uncompressed.`,
      'Calendars compress to a tenth: let the server use gzip.',
    );
  if (encoding === '' || !first.headers.etag) return;
  if (!/accept-encoding|\*/i.test(headerOf(packed, 'vary')))
    findings.error(
      'http-compression',
      null,
      'Vary does not name Accept-Encoding.',
      'A cache gives packed answers to programs that cannot unpack them.',
    );
  if (headerOf(packed, 'etag') === headerOf(first, 'etag') && !headerOf(first, 'etag').startsWith('W/'))
    findings.warn(
      'http-compression',
      null,
      'The packed and the plain answer have one strong ETag.',
      'A cache mixes them up: give each its own, or weak ones.',
    );
}

/** Null: not encoded as declared. */
function unpack(body: Buffer, encoding: string): Buffer | null {
  try {
    if (encoding === 'gzip') return gunzipSync(body, { maxOutputLength: 50_000_000 });
    if (encoding === 'br') return brotliDecompressSync(body, { maxOutputLength: 50_000_000 });
    return body;
  } catch {
    return null;
  }
}

export async function examineAgain(first: OutgoingAnswer, ask: Ask, findings: Findings): Promise<void> {
  const again = await ask();
  if (again.ok && again.status === 200 && !again.body.equals(first.body))
    findings.warn(
      'http-changing',
      null,
      'Two requests gave two different texts.',
      'Something in it is the time of the request (DTSTAMP?): programs see changes that are none.',
    );
}
