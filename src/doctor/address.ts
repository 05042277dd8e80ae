/** What is wrong with an address of a feed: status, type, caching, conditional requests, HEAD, redirections, certificate, robots. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { fetchOutgoing, type OutgoingAnswer, type OutgoingFailure, type OutgoingRequest } from '../web/outgoing.ts';
import { Findings } from './codes.ts';

export interface AddressExamined {
  readonly findings: Findings;
  /** The calendar; null: there was none. */
  readonly body: Buffer | null;
}

type Ask = (
  headers?: Readonly<Record<string, string>>,
  method?: OutgoingRequest['method'],
) => Promise<OutgoingAnswer | OutgoingFailure>;

/** @param reach `any` for a person at a terminal, who may ask their own machine */
export async function examineAddress(
  address: string,
  reach: OutgoingRequest['reach'],
  findings: Findings = new Findings(),
): Promise<AddressExamined> {
  const first = await fetchOutgoing(address, { reach, headers: { 'accept-encoding': 'identity' } });
  if (!first.ok) {
    const code = first.why === 'certificate' ? 'http-certificate' : 'http-unreachable';
    findings.error(
      code,
      null,
      first.reason,
      code === 'http-certificate'
        ? 'Calendar programs refuse it without a word: renew it, with its whole chain.'
        : 'No calendar program can read it either: check the address and that it is public.',
    );
    return { findings, body: null };
  }
  examineRedirects(first, findings);
  if (!examineStatus(first, findings)) return { findings, body: null };
  const ask: Ask = (headers = {}, method = 'GET') =>
    fetchOutgoing(first.url, {
      reach,
      method,
      followRedirects: false,
      headers: { 'accept-encoding': 'identity', ...headers },
    });
  examineType(first, findings);
  examineCaching(first, findings);
  await examineConditional(first, ask, findings);
  await examineHead(first, ask, findings);
  await examineCompression(first, ask, findings);
  await examineAgain(first, ask, findings);
  await examineRobots(first, reach, findings);
  return { findings, body: first.body };
}

function headerOf(answer: OutgoingAnswer, name: string): string {
  return String(answer.headers[name] ?? '');
}

function examineRedirects({ redirects }: OutgoingAnswer, findings: Findings): void {
  const passing = redirects.filter(({ status }) => status !== 301 && status !== 308);
  if (passing.length > 0)
    findings.warn(
      'http-redirect',
      null,
      `The address is redirected for now only (${passing[0]?.status}) to ${passing[0]?.to}.`,
      'Programs ask the old address each time, and some follow none: subscribe to the new one, or redirect with 301.',
    );
  if (redirects.some(({ to }) => to.startsWith('http:')))
    findings.error('http-redirect', null, 'The address is redirected to http.', 'iOS refuses http: redirect to https.');
}

function examineStatus(answer: OutgoingAnswer, findings: Findings): boolean {
  if (answer.status === 200) return true;
  const hint =
    answer.status === 401 || answer.status === 403
      ? 'Google and Outlook cannot sign in: a feed needs an address that anybody who has it may read.'
      : answer.status === 304
        ? 'It answers 304 to a request that asked for nothing.'
        : 'Calendar programs stop, and Outlook drops the subscription after some days.';
  findings.error('http-status', null, `The address answers ${answer.status}.`, hint);
  return false;
}

function examineType(answer: OutgoingAnswer, findings: Findings): void {
  const type = headerOf(answer, 'content-type').toLowerCase().replaceAll(/[\s"]/g, '');
  if (!type.startsWith('text/calendar'))
    findings.error(
      'http-type',
      null,
      `The Content-Type is “${headerOf(answer, 'content-type')}”.`,
      'Write text/calendar; charset=utf-8: browsers otherwise show the text, and Outlook refuses it.',
    );
  else if (!type.includes('charset=utf-8'))
    findings.warn(
      'http-type',
      null,
      'The Content-Type has no charset=utf-8.',
      'Some programs read ä and é as Latin-1 then.',
    );
  if (/^attachment/i.test(headerOf(answer, 'content-disposition')))
    findings.warn(
      'http-type',
      null,
      'The address offers a download (Content-Disposition: attachment).',
      'A subscription’s address should not: browsers save a copy that never changes.',
    );
  if (answer.headers['set-cookie'])
    findings.warn(
      'http-cookie',
      null,
      'The answer sets a cookie.',
      'Calendar programs do not keep them, and caches then keep nothing.',
    );
}

const DAY = 86_400;

function examineCaching(answer: OutgoingAnswer, findings: Findings): void {
  const control = headerOf(answer, 'cache-control').toLowerCase();
  if (control === '')
    findings.warn(
      'http-caching',
      null,
      'There is no Cache-Control.',
      'Write Cache-Control: max-age=3600 or no-cache, that caches do not guess.',
    );
  if (control.includes('no-store'))
    findings.warn(
      'http-caching',
      null,
      'Cache-Control is no-store.',
      'Every reading sends everything: write no-cache with an ETag.',
    );
  const age = Number(/max-age=(\d+)/.exec(control)?.[1] ?? '0');
  if (age > DAY)
    findings.warn(
      'http-caching',
      null,
      `Cache-Control keeps the feed for ${Math.round(age / DAY)} days.`,
      'Changes are seen that much later: write an hour.',
    );
  const modified = headerOf(answer, 'last-modified');
  if (modified !== '' && Number.isNaN(Date.parse(modified)))
    findings.error(
      'http-caching',
      null,
      `Last-Modified is “${modified.slice(0, 60)}”.`,
      'Write it as HTTP does: Sat, 01 Aug 2026 12:00:00 GMT.',
    );
  if (!answer.headers.etag && modified === '')
    findings.warn(
      'http-conditional',
      null,
      'There is neither an ETag nor a Last-Modified.',
      'Every program reads everything at every look: send an ETag.',
    );
  else if (!answer.headers.etag)
    findings.warn(
      'http-conditional',
      null,
      'There is no ETag.',
      'Last-Modified misses changes within a second: send an ETag.',
    );
}

async function examineConditional(first: OutgoingAnswer, ask: Ask, findings: Findings): Promise<void> {
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

async function examineHead(first: OutgoingAnswer, ask: Ask, findings: Findings): Promise<void> {
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

async function examineCompression(first: OutgoingAnswer, ask: Ask, findings: Findings): Promise<void> {
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

/** Null: it is not what it says. */
function unpack(body: Buffer, encoding: string): Buffer | null {
  try {
    if (encoding === 'gzip') return gunzipSync(body, { maxOutputLength: 50_000_000 });
    if (encoding === 'br') return brotliDecompressSync(body, { maxOutputLength: 50_000_000 });
    return body;
  } catch {
    return null;
  }
}

async function examineAgain(first: OutgoingAnswer, ask: Ask, findings: Findings): Promise<void> {
  const again = await ask();
  if (again.ok && again.status === 200 && !again.body.equals(first.body))
    findings.warn(
      'http-changing',
      null,
      'Two requests gave two different texts.',
      'Something in it is the time of the request (DTSTAMP?): programs see changes that are none.',
    );
}

/** Google reads calendars as a robot. */
async function examineRobots(
  { url }: OutgoingAnswer,
  reach: OutgoingRequest['reach'],
  findings: Findings,
): Promise<void> {
  const answer = await fetchOutgoing(new URL('/robots.txt', url).href, { reach });
  if (!answer.ok || answer.status !== 200) return;
  const target = new URL(url).pathname;
  const shut = rulesForAll(answer.body.toString('utf8')).some((path) => path !== '' && target.startsWith(path));
  if (shut)
    findings.error(
      'http-robots',
      null,
      'robots.txt shuts robots out of this address.',
      'Google Calendar obeys it and shows nothing: allow the feed’s path.',
    );
}

/** What is disallowed to everybody and to Google. */
function rulesForAll(text: string): string[] {
  const rules: string[] = [];
  let applies = false;
  let heads = false;
  for (const line of text.split('\n')) {
    const [, key = '', value = ''] = /^\s*([A-Za-z-]+)\s*:\s*([^#]*)/.exec(line) ?? [];
    if (/^user-agent$/i.test(key)) {
      applies = (heads && applies) || /^(?:\*|google.*)$/i.test(value.trim());
      heads = true;
    } else if (key !== '') {
      heads = false;
      if (applies && /^disallow$/i.test(key)) rules.push(value.trim());
    }
  }
  return rules;
}
