/** The pages on a real port, with rules and time set by the test. */
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openNotices } from '../../src/cli/open-notices.ts';
import { openPages } from '../../src/cli/pages.ts';
import { readSiteAssets } from '../../src/cli/site-assets.ts';
import { readConfig } from '../../src/config.ts';
import { ENGLISH } from '../../src/domain/language.ts';
import { createListener } from '../../src/feeds/listener.ts';
import { createFetches } from '../../src/feeds/personal/fetches.ts';
import { startServing } from '../../src/feeds/serving.ts';
import { createTermFeeds } from '../../src/feeds/term-feeds.ts';
import { type Conditions, createConditions } from '../../src/publish/conditions.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { createRequestLog } from '../../src/web/access-log.ts';
import { createApp } from '../../src/web/app.ts';
import { createAddressOf } from '../../src/web/client-address.ts';

export interface PageAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface PagesSite {
  readonly base: string;
  readonly lines: readonly string[];
  /** Folder of its store's files. */
  readonly state: string;
  get(target: string, headers?: Record<string, string>): Promise<PageAnswer>;
  post(
    target: string,
    form: Readonly<Record<string, string | readonly string[]>>,
    headers?: Record<string, string>,
  ): Promise<PageAnswer>;
  /** Writes rule files and publishes them. */
  write(files: Readonly<Record<string, string>>): Promise<void>;
  at(now: string): void;
  readonly store: Store;
  readonly conditions: Conditions;
  /** Sends the notices that are due. */
  deliver(): Promise<void>;
  stop(): Promise<void>;
}

export interface SiteOptions {
  /** Rule files in addition to, or in place of, the shipped ones. */
  readonly files?: Readonly<Record<string, string>>;
  /** Without the shipped rules. */
  readonly empty?: boolean;
  readonly now?: string;
  /** Whether draft courses are shown; default: true. */
  readonly drafts?: boolean;
  readonly publicUrl?: string | null;
  readonly frameAncestors?: readonly string[];
  /** Environment settings for notices; absent: no notices. */
  readonly notices?: Readonly<Record<string, string>>;
  /** Timeout of mail, push and chat services (ms). */
  readonly patienceMs?: number;
}

const SHIPPED = path.resolve(import.meta.dirname, '../../data');

export async function openPagesSite(options: SiteOptions = {}): Promise<PagesSite> {
  const folder = await mkdtemp(path.join(tmpdir(), 'belltower-pages-'));
  const data = path.join(folder, 'data');
  await mkdir(data);
  if (options.empty) await cp(path.join(SHIPPED, 'site.yaml'), path.join(data, 'site.yaml'));
  else await cp(SHIPPED, data, { recursive: true });
  await writeFiles(data, options.files ?? {});
  let now = Date.parse(options.now ?? '2018-10-10T15:00:00Z');
  const clock = (): number => now;
  const lines: string[] = [];
  const keep = (_details: object, line: string): void => void lines.push(line);
  const log = {
    info: keep,
    warn: keep,
    error: (details: object, line: string) => keep(details, `${line} ${JSON.stringify(details)}`),
  };
  const state = path.join(folder, 'state');
  const store = await openSqliteStore(state, { isTemporary: true });
  const publicUrl = options.publicUrl === undefined ? null : options.publicUrl;
  const drafts = options.drafts ?? true;
  const conditions = createConditions(log, clock);
  const serving = await startServing({
    store,
    clock,
    log,
    conditions,
    publicUrl,
    drafts,
    folder: data,
    cache: null,
  });
  await serving.begin();
  const { courses, feedCache, answerFeed, answerKept } = serving;
  const frameAncestors = options.frameAncestors ?? [];
  const addressOf = createAddressOf([]);
  const assets = readSiteAssets();
  const { publishedUntil } = serving;
  const given = { courses, feedCache, store, publishedUntil, clock, assets, publicUrl, addressOf, frameAncestors };
  const config = readConfig({}, options.notices ?? {});
  const siteName = (): string => 'Test';
  const notices = await openNotices({
    ...{ ...given, config, siteName, log, conditions },
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
  });
  const deliverer = notices.start();
  const offered = notices.routers.length > 0;
  const fetches = createFetches(store, clock);
  const pages = openPages({
    ...given,
    holidays: serving.holidays,
    site: serving.site,
    fetches,
    drafts,
    compression: true,
    notices: offered,
  });
  const voice = () => ({ language: serving.site()?.language ?? ENGLISH });
  const app = createApp({ log, voice, secure: false, routers: [...notices.routers, ...pages.routers, pages.missing] });
  const { answerPersonalFeed, renderMissing } = pages;
  const listener = createListener({
    app,
    log: createRequestLog(log),
    errors: log,
    compression: true,
    answerFeed,
    answerKept,
    answerTermFeed: createTermFeeds({ ...serving, store, publicUrl, drafts }),
    answerPersonalFeed,
    renderMissing,
  });
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const send = (method: string, target: string, headers: Record<string, string>, body?: string): Promise<PageAnswer> =>
    new Promise((resolve, reject) => {
      const sent = request(base, { method, path: target, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });

  return {
    base,
    lines,
    state,
    get: (target, headers = {}) => send('GET', target, { Accept: 'text/html', ...headers }),
    post(target, form, headers = {}) {
      const fields = Object.entries(form).flatMap(([name, value]) =>
        [value].flat().map((text): [string, string] => [name, String(text)]),
      );
      const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
      return send('POST', target, { ...type, ...headers }, new URLSearchParams(fields).toString());
    },
    async write(files) {
      await writeFiles(data, files);
      await serving.readAgain();
    },
    store,
    conditions,
    async deliver() {
      await deliverer?.wake();
    },
    at(moment) {
      now = Date.parse(moment);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await notices.stop();
      await fetches.stop();
      await serving.stop();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function writeFiles(data: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(data, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** The page's visible text: tags removed, entities decoded, whitespace collapsed. */
export function textOf(body: string): string {
  return body
    .replace(/<head>[\s\S]*?<\/head>/, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<(br|p|li|h\d|div|section|ul|ol|summary|legend|label)\b[^>]*>/g, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/[ \t]+/g, ' ');
}
