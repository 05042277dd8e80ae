/** Firefox driven by WebDriver BiDi (https://w3c.github.io/webdriver-bidi/), with its own profile. */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Firefox {
  goTo(url: string): Promise<void>;
  /** Evaluates an expression in the page; awaits promises and serialises the value as JSON. */
  evaluate<T>(expression: string): Promise<T>;
  /** Clicks an element with pointer events. */
  press(selector: string): Promise<void>;
  close(): Promise<void>;
}

type Preferences = Readonly<Record<string, string | number | boolean>>;

const NAMES = ['firefox', 'firefox-esr'];
const PATIENCE_MS = 60_000;

/** Disables prompts, telemetry and updates; allows the site to show notifications. */
const PREFERENCES: Preferences = {
  'alerts.useSystemBackend': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'permissions.default.desktop-notification': 1,
  'remote.prefs.recommended': false,
  'services.settings.server': 'http://127.0.0.1:9/',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/** The installed Firefox, or the one at FIREFOX_PATH; null: none. */
export function findFirefox(): string | null {
  const given = process.env.FIREFOX_PATH;
  const folders = ['/usr/bin', '/snap/bin', ...(process.env.PATH ?? '').split(path.delimiter)];
  const places = given ? [given] : folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return places.find(isProgram) ?? null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export async function openFirefox(program: string, preferences: Preferences): Promise<Firefox> {
  const folder = await mkdtemp(path.join(tmpdir(), 'belltower-firefox-'));
  const profile = path.join(folder, 'profile');
  await mkdir(profile);
  const lines = Object.entries({ ...PREFERENCES, ...preferences }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  await writeFile(path.join(profile, 'user.js'), lines.join(''));
  const child = spawn(program, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'], {
    env: { ...process.env, HOME: folder, MOZ_HEADLESS: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const end = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('close', resolve));
    if (child.exitCode === null && child.signalCode === null && child.kill()) await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const send = await connect(await readAddress(child));
    await send('session.new', { capabilities: {} });
    const { contexts } = await send<{ contexts: [{ context: string }] }>('browsingContext.getTree', {});
    return createPage(send, contexts[0].context, end);
  } catch (error) {
    await end();
    throw error;
  }
}

/** Firefox prints its WebSocket address on stderr. */
function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`Firefox does not listen:\n${said}`)), PATIENCE_MS);
    child.stderr?.on('data', (chunk) => {
      said += String(chunk);
      const url = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    });
    child.once('close', () => reject(new Error(`Firefox ended by itself:\n${said}`)));
  });
}

type Send = <T>(method: string, params: object) => Promise<T>;

interface BidiAnswer {
  readonly id?: number;
  readonly type: string;
  readonly message?: string;
  readonly result?: unknown;
}

async function connect(url: string): Promise<Send> {
  const socket = new WebSocket(`${url}/session`);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`${url} cannot be reached`)));
  });
  const waiting = new Map<number, (answer: BidiAnswer) => void>();
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as BidiAnswer;
    waiting.get(answer.id ?? 0)?.(answer);
  });
  let last = 0;
  return (method, params) => {
    last += 1;
    const id = last;
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ type, message, result }) => {
        waiting.delete(id);
        if (type === 'success') resolve(result as never);
        else reject(new Error(`${method}: ${message}`));
      });
    });
  };
}

interface Evaluated {
  readonly type: string;
  readonly result: { readonly value?: string; readonly sharedId?: string };
  readonly exceptionDetails?: { readonly text: string };
}

function createPage(send: Send, context: string, close: () => Promise<void>): Firefox {
  const run = async (expression: string): Promise<Evaluated['result']> => {
    const target = { context };
    const given = { expression, target, awaitPromise: true, userActivation: true };
    const { type, result, exceptionDetails } = await send<Evaluated>('script.evaluate', given);
    if (type !== 'success') throw new Error(exceptionDetails?.text);
    return result;
  };
  return {
    async goTo(url) {
      await send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    async evaluate(expression) {
      const { value } = await run(`(async () => JSON.stringify(await (${expression})))()`);
      return JSON.parse(value ?? 'null') as never;
    },
    async press(selector) {
      const { sharedId } = await run(`document.querySelector(${JSON.stringify(selector)})`);
      const origin = { type: 'element', element: { sharedId } };
      const press = [
        { type: 'pointerMove', x: 0, y: 0, origin },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await send('input.performActions', { context, actions: [{ type: 'pointer', id: 'mouse', actions: press }] });
    },
    close,
  };
}
