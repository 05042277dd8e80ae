/** The desk on a server of its own with a clock set by tests, and headless HTTP clients. */
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readSiteAssets } from '../../src/cli/site-assets.ts';
import { routeApi } from '../../src/desk/api/routes.ts';
import { createRulesSource } from '../../src/desk/change/current-rules.ts';
import { routeDesk } from '../../src/desk/course/routes.ts';
import type { DeskContext, Letter } from '../../src/desk/desk-context.ts';
import { COMMAND_LINE } from '../../src/desk/desk-context.ts';
import type { CampusSignIn } from '../../src/desk/sign-in/campus.ts';
import { addStaff } from '../../src/desk/staff/adding.ts';
import { createListener } from '../../src/feeds/listener.ts';
import { startServing } from '../../src/feeds/serving.ts';
import { type Conditions, createConditions } from '../../src/publish/conditions.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { createRequestLog } from '../../src/web/access-log.ts';
import { createApp } from '../../src/web/app.ts';
import { routeAssets } from '../../src/web/asset-routes.ts';
import { createAddressOf } from '../../src/web/client-address.ts';
import { startServer } from '../../src/web/server.ts';

export const SHIPPED = path.resolve(import.meta.dirname, '../../data');
export const COURSE = 'fall-2018/cos418';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Keeps cookies and the last page's form token, as a browser does. */
export interface Browser {
  get(target: string, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a form with this session's token, unless another one is given. */
  post(
    target: string,
    fields?: Record<string, string | readonly string[]>,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  readonly cookies: Map<string, string>;
}

export interface DeskSite {
  readonly base: string;
  readonly desk: DeskContext;
  readonly letters: Letter[];
  readonly log: string[];
  now: number;
  browser(): Browser;
  /** A browser signed in with a new link. */
  readonly conditions: Conditions;
  signedIn(mail: string, role: string, scope: string): Promise<Browser>;
  /** The path of a new sign-in link. */
  invite(mail: string, role: string, scope: string): Promise<string>;
  feed(name: string): Promise<string>;
  uidOf(section: string, date: string, pattern?: string): string;
  stop(): Promise<void>;
}

export interface DeskSiteOptions {
  readonly data?: string;
  readonly now?: number;
  readonly publicUrl?: string | null;
  readonly mail?: boolean;
  readonly campus?: (base: string) => Promise<CampusSignIn>;
}

export async function openDeskSite(options: DeskSiteOptions = {}): Promise<DeskSite> {
  const folder = await mkdtemp(path.join(tmpdir(), 'belltower-desk-'));
  const store = await openSqliteStore(folder, { watchMs: 50, isTemporary: true });
  const lines: string[] = [];
  const write = (_details: object, line: string): void => void lines.push(`${JSON.stringify(_details)} ${line}`);
  const log = { info: write, warn: write, error: write };
  const letters: Letter[] = [];
  const site: Partial<DeskSite> & { now: number } = { now: options.now ?? Date.parse('2018-10-01T12:00:00Z') };
  const clock = (): number => site.now;
  const conditions = createConditions(log, clock);
  const serving = await startServing({
    store,
    clock,
    log,
    conditions,
    publicUrl: null,
    drafts: false,
    folder: options.data ?? SHIPPED,
    cache: null,
  });
  await serving.begin();
  const desk: DeskContext = {
    store,
    clock,
    rules: createRulesSource(store, serving.files),
    courses: serving.courses,
    catchUp: serving.catchUp,
    mail: options.mail ? async (letter) => void letters.push(letter) : null,
  };
  const assets = readSiteAssets();
  const publicUrl = options.publicUrl ?? null;
  let campus: CampusSignIn | null = null;
  const addressOf = createAddressOf(['loopback']);
  const context = { desk, conditions, assets, siteName: 'Belltower', publicUrl, compression: true, log, addressOf };
  const late = {
    ...context,
    notices: true,
    get campus() {
      return campus;
    },
  };
  const app = createApp({
    log,
    secure: false,
    routers: [routeAssets(assets, true), routeDesk(late), routeApi(context)],
  });
  const listener = createListener({
    app,
    log: createRequestLog(log),
    errors: log,
    compression: true,
    answerFeed: serving.answerFeed,
    answerPersonalFeed: () => null,
  });
  const server = await startServer(listener, '127.0.0.1', 0);
  const base = `http://127.0.0.1:${server.port}`;
  if (options.campus) campus = await options.campus(base);

  const browser = (): Browser => openBrowser(base);
  const invite = async (mail: string, role: string, scope: string): Promise<string> => {
    const outcome = await addStaff(desk, COMMAND_LINE, { mail, name: null, role, scope });
    if (outcome.type === 'refused' || outcome.secret === null) throw new Error(JSON.stringify(outcome));
    return `/desk/sign-in/${outcome.secret}`;
  };
  return Object.assign(site, {
    base,
    desk,
    letters,
    log: lines,
    browser,
    invite,
    conditions,
    async signedIn(mail: string, role: string, scope: string) {
      const one = browser();
      await one.post(await invite(mail, role, scope));
      // The next page contains the token of this session's forms.
      await one.get('/desk/devices');
      return one;
    },
    feed: async (name: string) => (await browser().get(`/${COURSE}/${name}.ics`)).body.replaceAll('\r\n ', ''),
    uidOf(section: string, date: string, pattern = '') {
      const found = serving.courses
        .get(COURSE)
        ?.meetings.find((one) => one.facts.section === section && one.originalDate === date && one.pattern === pattern);
      if (!found) throw new Error(`no meeting ${section} on ${date}`);
      return found.uid;
    },
    async stop() {
      await server.stop(1000);
      await serving.stop();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  }) as DeskSite;
}

export function openBrowser(base: string): Browser {
  const cookies = new Map<string, string>();
  let token = '';
  const send = (method: string, target: string, headers: Record<string, string>, body: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const all = { ...(cookie === '' ? {} : { cookie }), ...headers };
      const sent = request(base, { method, path: target, headers: all, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          for (const line of response.headers['set-cookie'] ?? []) {
            const [pair = ''] = line.split(';');
            const at = pair.indexOf('=');
            if (pair.slice(at + 1) === '') cookies.delete(pair.slice(0, at));
            else cookies.set(pair.slice(0, at), pair.slice(at + 1));
          }
          const text = Buffer.concat(chunks).toString('utf8');
          token = /name="form" value="([^"]+)"/.exec(text)?.[1] ?? token;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  return {
    cookies,
    get: (target, headers = {}) => send('GET', target, headers, ''),
    post(target, fields = {}, headers = {}) {
      const body = new URLSearchParams();
      const all = { form: token, ...fields };
      for (const [name, value] of Object.entries(all)) {
        for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
      }
      const own = {
        'content-type': 'application/x-www-form-urlencoded',
        origin: base,
        'sec-fetch-site': 'same-origin',
      };
      return send('POST', target, { ...own, ...headers }, body.toString());
    },
  };
}

/** Hidden fields of a page's form, by its action. */
export function fieldsOf(page: string, action: string): Record<string, string[]> {
  const form = page
    .split('<form')
    .find((part) => part.includes(`action="${action}"`) && part.includes('type="hidden"'));
  const fields: Record<string, string[]> = {};
  for (const [, name, value] of (form ?? '')
    .split('</form>')[0]
    ?.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g) ?? []) {
    const text = (value ?? '')
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
    fields[name as string] = [...(fields[name as string] ?? []), text];
  }
  return fields;
}
