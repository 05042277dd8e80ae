/**
 * `npm run lint:html`: the Nu Html Checker (vnu) must find nothing in the pages of a server, the desk's included, and of a
 * static site. npm fetches it, as few need it; it runs on Java 11 or later.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, COURSE, openDeskSite } from '../tests/desk/desk-site.ts';

const CHECKER = 'vnu-jar@26.9.27';
const MOST_PAGES = 80;
const FIRST = [
  '/',
  `/${COURSE}`,
  `/${COURSE}?choose=L01,P02`,
  '/?q=nothing',
  '/nowhere',
  '/my',
  '/notices',
  '/docs',
  '/desk',
];
/** Preact closes void elements as XML does, which HTML allows; and a file's own policy does not hold for file:. */
const PASSED = [/^Trailing slash on void elements/, /^Resource violates Content Security Policy/];

const root = path.dirname(import.meta.dirname);
const folder = mkdtempSync(path.join(tmpdir(), 'belltower-html-'));

/** One page of each kind: addresses that differ only in a term, a course, a section, a date or a key are alike. */
function shapeOf(address: string): string {
  const { pathname, searchParams } = new URL(address, 'http://site');
  const shape = pathname
    .replaceAll(/(?:fall|spring)-\d{4}/g, 'TERM')
    .replaceAll(/\b[A-Z]+\d*\b/g, 'SECTION')
    .replaceAll(/[\w-]{20,}/g, 'KEY');
  return `${shape}?${[...searchParams.keys()].sort().join('&')}`;
}

async function savePages(browser: Browser, name: string): Promise<number> {
  const waiting = [...FIRST];
  const seen = new Set<string>();
  const into = path.join(folder, name);
  mkdirSync(into);
  let saved = 0;
  while (waiting.length > 0 && saved < MOST_PAGES) {
    const address = waiting.shift() as string;
    if (seen.has(shapeOf(address))) continue;
    seen.add(shapeOf(address));
    const { headers, body } = await browser.get(address, { Accept: 'text/html' });
    if (!String(headers['content-type']).startsWith('text/html')) continue;
    saved += 1;
    writeFileSync(
      path.join(into, `${String(saved).padStart(2, '0')}${shapeOf(address).replaceAll(/\W+/g, '-')}.html`),
      body,
    );
    for (const [, link = ''] of body.matchAll(/href="(\/[^"#]*)/g)) {
      if (!/\/assets\/|sign-out/.test(link)) waiting.push(link.replaceAll('&amp;', '&'));
    }
  }
  return saved;
}

/** What the checker says, without what is passed over. */
function check(folders: readonly string[]): readonly string[] {
  execFileSync('npm', ['install', '--no-save', '--ignore-scripts', '--prefix', folder, CHECKER], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  const jar = path.join(folder, 'node_modules/vnu-jar/build/dist/vnu.jar');
  const { error, stderr } = spawnSync('java', ['-jar', jar, '--format', 'json', '--skip-non-html', ...folders], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error)
    throw new Error('Java 11 or later is needed: on Debian, apt-get install default-jre-headless', { cause: error });
  const { messages } = JSON.parse(stderr) as { messages: { url?: string; lastLine?: number; message: string }[] };
  return messages
    .filter(({ message }) => !PASSED.some((pattern) => pattern.test(message)))
    .map(({ url, message }) => `${path.relative(folder, (url ?? '').replace(/^file:/, ''))}: ${message}`);
}

const site = await openDeskSite({ publicUrl: 'https://calendar.example.edu' });
try {
  const pages =
    (await savePages(site.browser(), 'visitor')) +
    (await savePages(await site.signedIn('olga@example.edu', 'owner', '*'), 'desk'));
  const built = path.join(folder, 'static');
  const build = ['build', '--data', 'data', '--out', built, '--first', '--public-url', 'https://example.edu/calendar'];
  execFileSync(process.execPath, ['src/main.ts', ...build], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const found = check(['visitor', 'desk', 'static'].map((name) => path.join(folder, name)));
  for (const line of found) console.log(line);
  console.log(`${pages} pages of a server and a static site: ${found.length} messages of the checker`);
  process.exitCode = found.length > 0 ? 1 : 0;
} finally {
  await site.stop();
  rmSync(folder, { recursive: true, force: true });
}
