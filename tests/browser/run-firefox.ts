/**
 * Firefox subscribes on a course's page and receives a notice from a real server, through a local push
 * service: `npm run firefox`. Takes half a minute, mostly the quiet period. Exit code 1 if the notice is
 * late, transmitted unencrypted, or shown twice; 2 if Firefox is not installed.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endOfQuiet } from '../../src/notices/timing.ts';
import { openSqliteReader } from '../../src/store/sqlite.ts';
import { type Firefox, findFirefox, openFirefox } from './firefox.ts';
import { type PushService, startPushService } from './push-service.ts';

const MINUTE = 60_000;
const PATIENCE_MS = 60_000;
const ALLOWED_MS = 2000;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

async function run(firefoxProgram: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'belltower-push-'));
  const push = await startPushService();
  const site = await startSite(folder);
  try {
    const firefox = await openFirefox(firefoxProgram, {
      'dom.push.enabled': true,
      'dom.push.connection.enabled': true,
      'dom.push.serverURL': push.socketUrl,
      'dom.push.testing.allowInsecureServerURL': true,
      'dom.webnotifications.requireuserinteraction': false,
      'network.proxy.allow_hijacking_localhost': true,
    });
    try {
      await subscribe(firefox, site.base);
      await observe(firefox, push, site);
    } finally {
      await firefox.close();
    }
  } finally {
    await site.stop();
    push.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Site {
  readonly base: string;
  readonly state: string;
  /** Start of the course's only meeting. */
  readonly meets: number;
  putInto(room: string): Promise<void>;
  stop(): Promise<void>;
}

/** A real server with a course that meets in five minutes. */
async function startSite(folder: string): Promise<Site> {
  const data = path.join(folder, 'data');
  const state = path.join(folder, 'state');
  const meets = Math.ceil(Date.now() / MINUTE + 5) * MINUTE;
  const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
  // With am or pm: 10:40 alone may be either.
  const timeOf = (at: number): string =>
    new Date(at).toLocaleTimeString('en-US', { timeZone: 'UTC', hour: 'numeric', minute: '2-digit' }).replace(/\s/, '');
  const day = dayOf(meets);
  const term = `title: Now\nzone: Etc/UTC\nclasses: ${dayOf(meets - 10 * 1440 * MINUTE)} to ${dayOf(meets + 10 * 1440 * MINUTE)}\n`;
  const putInto = (room: string): Promise<void> =>
    writeFile(
      path.join(data, 'courses', 'now', 'k1.yaml'),
      `code: K 1
title: First
sections:
  L: {kind: lecture, meets: ${DAYS[new Date(meets).getUTCDay()]} ${timeOf(meets)}-${timeOf(meets + MINUTE)}, where: Hall 1}
changes:
  - {announced: ${day} 00:00, sections: L, on: ${day}, where: ${room}}
`,
    );
  await mkdir(path.join(data, 'terms'), { recursive: true });
  await mkdir(path.join(data, 'courses', 'now'), { recursive: true });
  await writeFile(path.join(data, 'site.yaml'), 'name: Test\nuidDomain: test.invalid\n');
  await writeFile(path.join(data, 'terms', 'now.yaml'), term);
  await putInto('Hall 1');
  const port = await findPort();
  const base = `http://127.0.0.1:${port}`;
  const main = path.resolve(import.meta.dirname, '../../src/main.ts');
  const args = [main, 'serve', '--data', data, '--state', state, '--port', String(port), '--public-url', base];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, PRIVATE_TARGETS: 'on', DATABASE_URL: '', SMTP_URL: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await until('the server to answer', async () => {
    if (child.exitCode !== null) throw new Error('the server ended by itself');
    return fetch(`${base}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
  });
  return {
    ...{ base, state, meets, putInto },
    async stop() {
      child.kill();
      await ended;
    },
  };
}

function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Subscribes as a student does: with the button on the course's page. */
async function subscribe(firefox: Firefox, base: string): Promise<void> {
  await firefox.goTo(`${base}/now/k1?choose=L`);
  const link = await firefox.evaluate<string>(`document.querySelector('a[href^="/notices?for="]').href`);
  await firefox.goTo(link);
  await firefox.evaluate(`document.querySelector('#push-pace').value = 'once'`);
  await firefox.press('[data-push] button');
  await until('the page to say that it subscribed', async () => {
    const said = await firefox.evaluate<string>(`document.querySelector('[data-push] [role=status]').textContent`);
    return said !== '' && firefox.evaluate<boolean>(`!document.querySelector('[data-own]').hidden`);
  });
  process.stdout.write('the button was pressed, and this Firefox is subscribed\n');
}

interface Shown {
  readonly title: string;
  readonly body: string;
}

const SHOWN = `navigator.serviceWorker.getRegistrations()
  .then((all) => Promise.all(all.map((one) => one.getNotifications())))
  .then((lists) => lists.flat().map(({ title, body }) => ({ title, body })))`;

async function observe(firefox: Firefox, push: PushService, { state, meets, putInto }: Site): Promise<void> {
  const store = await openSqliteReader(state);
  try {
    await putInto('Hall 2');
    let since = 0;
    await until('the change to be published', async () => {
      since = (await store.noticeChanges())[0]?.since ?? 0;
      return since > 0;
    });
    const due = endOfQuiet(since, meets);
    process.stdout.write(`published; the quiet period ends in ${((due - Date.now()) / 1000).toFixed(1)} s\n`);
    let shown: readonly Shown[] = [];
    await until('a notice to be shown', async () => {
      shown = await firefox.evaluate<readonly Shown[]>(SHOWN);
      return shown.length > 0;
    });
    const late = Date.now() - due;
    await push.acknowledged;
    await until('the outbox to be empty', async () => (await store.nextDelivery()) === null);
    shown = await firefox.evaluate<readonly Shown[]>(SHOWN);
    report(push, shown, late);
  } finally {
    await store.close();
  }
}

function report({ taken }: PushService, shown: readonly Shown[], late: number): void {
  const [one] = shown;
  const [message] = taken;
  const checks: readonly (readonly [string, boolean])[] = [
    [`shown ${(late / 1000).toFixed(2)} s after the quiet period`, late >= 0 && late <= ALLOWED_MS],
    [`says “${one?.title}: ${one?.body}”`, one?.body.includes('room Hall 2 instead of Hall 1') === true],
    [`shown once: ${shown.length} on the screen, ${taken.length} sent`, shown.length === 1 && taken.length === 1],
    [
      `encrypted: ${message?.headers['content-encoding']}, ${message?.body.length} bytes`,
      message?.headers['content-encoding'] === 'aes128gcm' && !message.body.includes('Hall'),
    ],
  ];
  for (const [line, ok] of checks) process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${line}\n`);
  if (!checks.every(([, ok]) => ok)) process.exitCode = 1;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await sleep(20);
  }
}

const program = findFirefox();
if (program === null) {
  process.stderr.write(
    'There is no Firefox here, so nothing was tried: install it (Debian: apt-get install firefox-esr), or name one in FIREFOX_PATH.\n',
  );
  process.exitCode = 2;
} else {
  await run(program);
}
