/** `belltower status --url`: checks a site over the network, as students and calendar programs use it. */
import { examineAddress } from '../doctor/address.ts';
import { Findings } from '../doctor/codes.ts';
import { examineCalendar } from '../doctor/examine.ts';
import { formatDiagnosis, tellDiagnosis } from '../doctor/report.ts';
import { CommandError, FINE, PROBLEMS, UsageError } from './exit.ts';
import { tellJson } from './tell-json.ts';
import type { Terminal } from './terminal.ts';

const PATIENCE_MS = 20_000;

export async function checkDeployment(given: string, asJson: boolean, terminal: Terminal): Promise<number> {
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol)) {
    throw new UsageError(`--url takes an address such as https://calendar.example.edu, not “${given}”`);
  }
  const base = given.replace(/\/+$/, '');
  const home = await readPage(`${base}/`);
  const course = await findCourse(home);
  const link = findLink(course.text, /(?:^|\/)all\.ics$/);
  if (link === null) throw new CommandError(`${course.address} offers no calendar: is this a site of Belltower?`);
  const feed = new URL(link, course.address).href;
  const findings = new Findings();
  const { body } = await examineAddress(feed, 'any', findings);
  const events = body === null ? null : examineCalendar(body, findings).events;
  const diagnosis = { source: feed, events, findings };
  const own = body === null ? null : sayAddress(new TextDecoder().decode(body), base);
  if (asJson) {
    const pages = [home.address, course.address];
    tellJson(terminal, 'status --url', { pages, address: own, ...tellDiagnosis(diagnosis) });
  } else {
    terminal.out(`${home.address} and ${course.address} answer`);
    if (own !== null) terminal.out(`${feed}: error: ${own}`);
    terminal.out(formatDiagnosis(diagnosis));
  }
  return own !== null || findings.list.some(({ severity }) => severity === 'error') ? PROBLEMS : FINE;
}

interface Page {
  readonly address: string;
  readonly text: string;
}

async function readPage(address: string): Promise<Page> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(address, { headers: { Accept: 'text/html' }, signal }).catch((error: Error) => {
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    throw new CommandError(`${address} cannot be reached: ${cause}`);
  });
  if (!answer.ok) throw new CommandError(`${address} answers ${answer.status}`);
  return { address: answer.url, text: await answer.text() };
}

/** The first course that the home page lists, or that its first term does. */
async function findCourse(home: Page): Promise<Page> {
  let page = home;
  for (let step = 0; step < 2; step += 1) {
    const list = /<ul class="courses">([\s\S]*)<\/ul>/.exec(page.text)?.[1];
    const terms = /<section class="terms"[\s\S]*<\/section>/.exec(page.text)?.[0];
    const link = findLink(list ?? terms ?? '', /./);
    if (link === null) break;
    page = await readPage(new URL(link, page.address).href);
    if (list !== undefined) return page;
  }
  throw new CommandError(`${home.address} lists no course: is this a site of Belltower, and is anything published?`);
}

function findLink(text: string, wanted: RegExp): string | null {
  const links = [...text.matchAll(/ href="([^"]+)"/g)].map(([, link = '']) => link);
  return links.find((link) => wanted.test(link)) ?? null;
}

/** The problem with the feed's own URL property; null if there is none. */
function sayAddress(feed: string, base: string): string | null {
  const source = /^SOURCE[^:]*:(.*(?:\r\n .*)*)/m.exec(feed)?.[1]?.replaceAll('\r\n ', '');
  if (source === undefined) return 'it does not know where it lies: PUBLIC_URL is not set';
  return source.startsWith(`${base}/`) ? null : `it says that it lies at ${source}: PUBLIC_URL is not ${base}`;
}
