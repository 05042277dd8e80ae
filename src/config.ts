/** Flags, environment and defaults → one frozen Config. The only reader of the environment. */
import { isIP } from 'node:net';
import path from 'node:path';

export interface Config {
  /** The folder of rules. */
  readonly data: string;
  /** Where the store keeps its file and derived things their cache. */
  readonly state: string;
  /** A PostgreSQL connection string; null: SQLite in `state`. */
  readonly database: string | null;
  readonly host: string;
  readonly port: number;
  /** The address that people reach this site at, without a trailing slash; null: own links are left out. */
  readonly publicUrl: string | null;
  /** Whose X-Forwarded-For is believed: addresses, networks, `loopback`, `private`; empty: nobody's. */
  readonly trustedProxies: readonly string[];
  /** Whether this process publishes the rules of its own `data` folder. */
  readonly publish: boolean;
  readonly compression: boolean;
  /** Sites that may frame a course's bare week (CSP 3 §6.4.2 frame-ancestors); empty: none. */
  readonly frameAncestors: readonly string[];
  /** Who may read /metrics: everybody, programs on this machine that ask without a proxy between, or nobody. */
  readonly metrics: 'open' | 'loopback' | 'off';
  /** Where sign-in links and notices are mailed through, and from whom; null: nowhere. */
  readonly mail: {
    readonly server: string;
    readonly from: string;
    /** Where bounces of notices come in, with a tag added to the local part; null: they go to `from`. */
    readonly bounces: string | null;
    /** The key that letters are signed with (RFC 6376); null: the mail server signs them, or nobody. */
    readonly dkim: { readonly domain: string; readonly selector: string; readonly keyFile: string } | null;
  } | null;
  /** False: this server delivers no notice by any channel, as in a copy of a site. */
  readonly notices: boolean;
  /** Whether notices go to push and chat services in private networks and without https, too. */
  readonly privateTargets: boolean;
  /** The campus's OpenID Connect sign-in for staff; null: none. */
  readonly campus: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly name: string;
    /** Whether an address counts where the provider does not say whether it is verified. */
    readonly trustsUnverifiedMail: boolean;
  } | null;
  /** One readable line per request, or one JSON object. */
  readonly logFormat: 'text' | 'json';
  /** `poll`: requests of feeds, too, which are most of a log. */
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'poll' | 'debug';
}

/** What the command line gives; everything else comes from the environment or is a default. */
export interface Flags {
  readonly data?: string;
  readonly state?: string;
  readonly database?: string;
  readonly host?: string;
  readonly port?: string;
  readonly publicUrl?: string;
  readonly publish?: boolean;
  readonly compression?: boolean;
}

/** A setting that cannot be used: usage, exit code 2. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder that this program was started in by its user, from whichever folder npm runs it. */
export function startedIn(environment: Environment): string {
  return environment.INIT_CWD ?? process.cwd();
}

/**
 * @throws ConfigError naming the setting, what it was and what it may be.
 */
export function readConfig(flags: Flags, environment: Environment = process.env): Config {
  const here = startedIn(environment);
  // A checkout serves the folder that it brings; the installed package serves the folder of whoever runs it.
  const root = isCheckout() ? path.resolve(import.meta.dirname, '..') : here;
  const set = (name: string): string | undefined => environment[name] || undefined;
  const given = flags.data ?? set('BELLTOWER_DATA');
  const data = given === undefined ? path.join(root, 'data') : path.resolve(here, given);
  const state = flags.state ?? set('BELLTOWER_STATE');
  const database = flags.database ?? set('DATABASE_URL') ?? null;
  return Object.freeze({
    data,
    state: state === undefined ? defaultState(data) : path.resolve(here, state),
    database,
    host: flags.host ?? set('HOST') ?? '127.0.0.1',
    port: readPort(flags.port ?? set('PORT') ?? '4180'),
    publicUrl: readPublicUrl(flags.publicUrl ?? set('PUBLIC_URL')),
    trustedProxies: readProxies(set('TRUST_PROXY'), flags.publicUrl ?? set('PUBLIC_URL')),
    publish: flags.publish ?? database === null,
    compression: flags.compression ?? set('COMPRESSION') !== 'off',
    metrics: readChoice('METRICS', set('METRICS') ?? 'loopback', ['open', 'loopback', 'off']),
    frameAncestors: readFrameAncestors(set('FRAME_ANCESTORS')),
    mail: readMail(set),
    notices: readSwitch(set, 'NOTICES', 'on'),
    privateTargets: readSwitch(set, 'PRIVATE_TARGETS'),
    campus: readCampus(set),
    logFormat: readChoice('LOG_FORMAT', set('LOG_FORMAT') ?? 'text', ['text', 'json']),
    logLevel: readChoice('LOG_LEVEL', set('LOG_LEVEL') ?? 'poll', LOG_LEVELS),
  });
}

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'poll', 'debug'] as const;

/** Whether the sources run as they are; the published package holds them compiled. */
function isCheckout(): boolean {
  return import.meta.filename.endsWith('.ts');
}

/** Beside the folder of rules, never inside it; two folders side by side have two states. */
function defaultState(data: string): string {
  const name = path.basename(data);
  const beside = path.join(path.dirname(data), '.belltower');
  return name === 'data' ? beside : path.join(beside, name);
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new ConfigError(`the port is a number from 0 to 65535, not “${text}” (--port or PORT)`);
  }
  return port;
}

function readPublicUrl(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username) {
    throw new ConfigError(`PUBLIC_URL is an address such as https://calendar.example.edu, not “${text}”`);
  }
  return url.href.replace(/\/+$/, '');
}

/**
 * A site with a public address stands behind a proxy, which is on this machine unless said otherwise; anybody else who
 * comes from this machine could invent addresses.
 */
function readProxies(text: string | undefined, publicUrl: string | undefined): readonly string[] {
  if (text === undefined) return publicUrl === undefined ? [] : ['loopback'];
  if (text === 'off') return [];
  const proxies = text.split(/[\s,]+/).filter((proxy) => proxy !== '');
  const odd = proxies.find((proxy) => proxy !== 'loopback' && proxy !== 'private' && !isNetwork(proxy));
  if (odd === undefined) return proxies;
  throw new ConfigError(
    `TRUST_PROXY lists proxies: loopback, private, addresses, or networks such as 10.0.0.0/8; “${odd}” is none (off: no proxy)`,
  );
}

function isNetwork(text: string): boolean {
  const [address = '', length, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (version === 6 ? 128 : 32));
}

function readFrameAncestors(text: string | undefined): readonly string[] {
  const sources = (text ?? '').split(/[\s,]+/).filter((source) => source !== '');
  const odd = sources.find((source) => !/^(\*|https?:\/\/[\w.*:-]+)$/.test(source));
  if (odd) throw new ConfigError(`FRAME_ANCESTORS lists sites such as https://www.example.edu, not “${odd}”`);
  return sources;
}

function readChoice<T extends string>(name: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (!found) throw new ConfigError(`${name} is one of ${choices.join(', ')}, not “${text}”`);
  return found;
}

type Setting = (name: string) => string | undefined;

function readMail(set: Setting): Config['mail'] {
  const server = set('SMTP_URL');
  if (server === undefined) return null;
  // Never printed: it holds a password.
  if (!URL.canParse(server) || !/^smtps?:$/.test(new URL(server).protocol)) {
    throw new ConfigError('SMTP_URL is an address such as smtp://user:password@mail.example.edu:587');
  }
  const from = set('MAIL_FROM');
  if (from === undefined || !/@/.test(from) || /[\r\n]/.test(from)) {
    throw new ConfigError('MAIL_FROM is the address that sign-in links are mailed from, such as belltower@example.edu');
  }
  const bounces = set('BOUNCE_ADDRESS') ?? null;
  if (bounces !== null && !/^[^\s@+<>]+@[^\s@<>]+$/.test(bounces)) {
    throw new ConfigError('BOUNCE_ADDRESS is a bare address without a +, such as bounces@calendar.example.edu');
  }
  return { server, from, bounces, dkim: readDkim(set) };
}

type Mail = NonNullable<Config['mail']>;

function readSwitch(set: Setting, name: string, usual: 'on' | 'off' = 'off'): boolean {
  return readChoice(name, set(name) ?? usual, ['on', 'off']) === 'on';
}

function readDkim(set: Setting): Mail['dkim'] {
  const keyFile = set('DKIM_KEY_FILE');
  if (keyFile === undefined) return null;
  const domain = set('DKIM_DOMAIN');
  const selector = set('DKIM_SELECTOR');
  if (domain === undefined || selector === undefined) {
    throw new ConfigError('DKIM_KEY_FILE needs DKIM_DOMAIN and DKIM_SELECTOR, as they stand in the domain’s DNS');
  }
  return { domain, selector, keyFile };
}

function readCampus(set: Setting): Config['campus'] {
  const issuer = set('OPENID_ISSUER');
  if (issuer === undefined) return null;
  if (!URL.canParse(issuer) || !/^https?:$/.test(new URL(issuer).protocol)) {
    throw new ConfigError(`OPENID_ISSUER is an address such as https://login.example.edu, not “${issuer}”`);
  }
  const clientId = set('OPENID_CLIENT_ID');
  const clientSecret = set('OPENID_CLIENT_SECRET');
  if (clientId === undefined || clientSecret === undefined) {
    throw new ConfigError('OPENID_ISSUER needs OPENID_CLIENT_ID and OPENID_CLIENT_SECRET, as the campus gave them');
  }
  const trustsUnverifiedMail = readSwitch(set, 'OPENID_TRUST_UNVERIFIED_MAIL');
  const name = set('OPENID_NAME') ?? 'your campus account';
  return { issuer, clientId, clientSecret, name, trustsUnverifiedMail };
}
