/**
 * The HTTP client for other servers: bounded in time and size, and the connection is pinned to the address that was
 * checked, so that a second DNS answer cannot lead elsewhere. Redirects are followed and checked one by one.
 */

import { lookup } from 'node:dns/promises';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { say } from '../words/say.ts';
import { request as requestHttp } from './node-http.ts';

export interface OutgoingRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** `public`: only https to public addresses; `any`: whatever the person at the terminal can reach. */
  readonly reach: 'public' | 'any';
  readonly followRedirects?: boolean;
  readonly mostBytes?: number;
  readonly timeoutMs?: number;
}

export interface OutgoingAnswer {
  readonly ok: true;
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** After redirects. */
  readonly url: string;
  readonly redirects: readonly { readonly status: number; readonly to: string }[];
}

export interface OutgoingFailure {
  readonly ok: false;
  readonly why: 'address' | 'name' | 'certificate' | 'timeout' | 'too-large' | 'redirects' | 'connection';
  /** A sentence for people. */
  readonly reason: string;
}

interface Found {
  readonly address: string;
  readonly family: number;
}

/** The resolver and the sockets, which tests replace. */
export interface Network {
  lookup(host: string): Promise<readonly Found[]>;
  request(url: URL, settings: RequestOptions): ClientRequest;
}

const NETWORK: Network = {
  lookup: (host) => lookup(host, { all: true, verbatim: true }),
  request: (url, settings) => (url.protocol === 'https:' ? requestHttps : requestHttp)(url, settings),
};

const MOST_BYTES = 5_000_000;
const TIMEOUT_MS = 10_000;
const MOST_REDIRECTS = 5;

export async function fetchOutgoing(
  address: string,
  options: OutgoingRequest,
  network: Network = NETWORK,
): Promise<OutgoingAnswer | OutgoingFailure> {
  const deadline = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const redirects: { status: number; to: string }[] = [];
  let url = address;
  for (;;) {
    const target = judgeUrl(url, options.reach);
    if (typeof target === 'string') return fail('address', target);
    const pinned = await pin(network, target.hostname.replace(/^\[|\]$/g, ''), options.reach);
    if ('why' in pinned) return pinned;
    const answer = await send(network, target, pinned, options, deadline);
    if (!answer.ok) return answer;
    const to = answer.headers.location;
    const follows =
      options.followRedirects !== false && answer.status >= 301 && answer.status <= 308 && to !== undefined;
    if (!follows) return { ...answer, url, redirects };
    if (redirects.length === MOST_REDIRECTS)
      return fail('redirects', say('outgoing.redirects', { address, most: MOST_REDIRECTS }));
    url = new URL(to, url).href;
    redirects.push({ status: answer.status, to: url });
  }
}

function fail(why: OutgoingFailure['why'], reason: string): OutgoingFailure {
  return { ok: false, why, reason };
}

/** The parsed URL, or why it is not requested. */
function judgeUrl(address: string, reach: OutgoingRequest['reach']): URL | string {
  const url = URL.parse(address.replace(/^webcals?:/i, (scheme) => (/s:$/i.test(scheme) ? 'https:' : 'http:')));
  if (!url || !/^https?:$/.test(url.protocol)) return say('outgoing.noHttps', { address: address.slice(0, 100) });
  if (url.username !== '' || url.password !== '') return say('outgoing.password');
  if (reach === 'public' && url.protocol !== 'https:')
    return say('outgoing.notHttps', { address: address.slice(0, 100) });
  return url;
}

const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(network, prefix);
const GLOBAL = new BlockList();
GLOBAL.addSubnet('2000::', 3, 'ipv6');
for (const [network, prefix] of [
  ['2001:db8::', 32],
  ['2001::', 23],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6');

export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isPublicAddress(mapped);
  if (isIP(address) === 4) return !PRIVATE.check(address);
  return isIP(address) === 6 && GLOBAL.check(address, 'ipv6') && !PRIVATE.check(address, 'ipv6');
}

async function pin(network: Network, host: string, reach: OutgoingRequest['reach']): Promise<Found | OutgoingFailure> {
  const found = await network.lookup(host).catch(() => null);
  const [first] = found ?? [];
  if (!found || !first) return fail('name', say('outgoing.noServer', { host }));
  if (reach === 'public' && found.some(({ address }) => !isPublicAddress(address)))
    return fail('address', say('outgoing.private', { host }));
  return first;
}

type Sent = Omit<OutgoingAnswer, 'url' | 'redirects'>;

function send(
  network: Network,
  url: URL,
  pinned: Found,
  options: OutgoingRequest,
  signal: AbortSignal,
): Promise<Sent | OutgoingFailure> {
  return new Promise((resolve) => {
    const settings: RequestOptions = {
      method: options.method ?? 'GET',
      headers: { 'user-agent': 'Belltower', accept: '*/*', ...options.headers },
      signal,
      agent: false,
      lookup: (_host, wants, done) => (wants.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family)),
    };
    const request = network.request(url, settings);
    request.on('error', (error) => resolve(explain(error, url.host, signal)));
    request.on('response', (response) => {
      const most = options.mostBytes ?? MOST_BYTES;
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > most) {
          resolve(fail('too-large', say('outgoing.tooLarge', { host: url.host, megabytes: Math.round(most / 1e6) })));
          request.destroy();
        }
      });
      response.on('error', (error) => resolve(explain(error, url.host, signal)));
      response.on('end', () =>
        resolve({ ok: true, status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    request.end(options.body);
  });
}

function explain(error: Error & { code?: string }, host: string, signal: AbortSignal): OutgoingFailure {
  if (signal.aborted) return fail('timeout', say('outgoing.timeout', { host }));
  const code = error.code ?? '';
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code))
    return fail('certificate', say('outgoing.certificate', { host, code }));
  return fail('connection', say('outgoing.connection', { host, why: code === '' ? error.message : code }));
}
