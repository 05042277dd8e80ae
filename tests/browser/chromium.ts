/** Finds a Chromium or Chrome on this machine, or installs Debian's; nothing is skipped for want of one. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

// Chromium without windows first: the same engine, with a third less work for the same tests.
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Pages of other programs (the sign-in of an issuer) ask for fonts in the network, and would wait for them.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** Far more than any page needs, also on a machine that does much else: nothing passes or fails by how fast it is. */
const PATIENCE_MS = 90_000;

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium() ?? installChromium();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...QUIET, ...sandbox] });
}

export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

function findChromium(): string | null {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (isProgram(given)) return given;
    throw new Error(`CHROME_PATH names ${given}, which is no program that can be run.`);
  }
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(path.delimiter)];
  const places = [...NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...ELSEWHERE];
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

function installChromium(): string {
  const command =
    'apt-get update && apt-get install -y --no-install-recommends chromium-headless-shell fonts-noto-core';
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    const how = existsSync('/usr/bin/apt-get') ? `sudo sh -c "${command}"` : 'install Chrome or Chromium';
    throw new Error(`The browser tests need Chrome or Chromium: ${how}, or name one in CHROME_PATH.`);
  }
  // One at a time: a second test file waits, and finds the first one's.
  const once = `command -v chromium-headless-shell || { ${command}; }`;
  execFileSync('flock', [path.join(tmpdir(), 'belltower-chromium.lock'), 'sh', '-c', once], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  const found = findChromium();
  if (!found) throw new Error(`Chromium is not there after: ${command}`);
  return found;
}
