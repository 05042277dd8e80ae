/** Finds a Chrome or Chromium on this machine, or installs Debian's; nothing is skipped for want of one. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
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
];

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium() ?? installChromium();
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...QUIET, ...sandbox] });
}

function findChromium(): string | null {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (isProgram(given)) return given;
    throw new Error(`CHROME_PATH names ${given}, which is no program that can be run.`);
  }
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(path.delimiter)];
  const places = [...folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name))), ...ELSEWHERE];
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
  const command = 'apt-get update && apt-get install -y --no-install-recommends chromium fonts-noto-core';
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    const how = existsSync('/usr/bin/apt-get') ? `sudo sh -c "${command}"` : 'install Chrome or Chromium';
    throw new Error(`The browser tests need Chrome or Chromium: ${how}, or name one in CHROME_PATH.`);
  }
  execFileSync('sh', ['-c', command], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  const found = findChromium();
  if (!found) throw new Error(`Chromium is not there after: ${command}`);
  return found;
}
