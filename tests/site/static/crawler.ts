/** Follows all links within a site from its home page: in pages, scripts, events, JSON and Atom. */
import { readFeed } from '../../../src/ical/read-feed.ts';

export interface Crawl {
  /** By path within the site: '/fall-2018/cos418/'. */
  readonly pages: ReadonlyMap<string, string>;
  /** 'source → target' */
  readonly dead: readonly string[];
}

export async function crawl(base: string): Promise<Crawl> {
  const texts = new Map<string, string>();
  const dead: string[] = [];
  const waiting: [string, string][] = [[`${base}/`, 'the start']];
  const asked = new Set<string>();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [address, from] = next;
    const plain = address.replace(/#.*$/, '');
    const ended = plain.replace(/\?.*$/, '');
    if (!asked.has(ended)) {
      asked.add(ended);
      const answer = await fetch(plain);
      const text = await answer.text();
      if (answer.status !== 200) dead.push(`${from} → ${address}: ${answer.status}`);
      else {
        texts.set(ended.slice(base.length), text);
        // Relative links are resolved against the URL after redirects.
        for (const link of listLinks(answer, text)) waiting.push([new URL(link, answer.url).href, ended]);
      }
      for (const [link] of waiting) if (!isWithin(link, base)) dead.push(`${ended} → ${link} leaves the site`);
      waiting.splice(0, waiting.length, ...waiting.filter(([link]) => isWithin(link, base)));
    }
    const anchor = /#(.+)$/.exec(address)?.[1];
    const text = texts.get(ended.slice(base.length));
    if (anchor && text && !text.includes(`id="${anchor}"`)) dead.push(`${from} → ${address}: no such anchor`);
  }
  return { pages: texts, dead };
}

/** Links to other sites are ignored; one to this host outside the site's path is an error. */
function isWithin(link: string, base: string): boolean {
  return link === base || link.startsWith(`${base}/`);
}

function listLinks(answer: Response, text: string): string[] {
  const type = answer.headers.get('content-type') ?? '';
  return findLinks(type, text, answer.url).filter((link) => {
    const url = new URL(link, answer.url);
    return url.host === new URL(answer.url).host;
  });
}

function findLinks(type: string, text: string, url: string): string[] {
  const http = (link: string): string => link.replace(/^webcal:/, 'http:');
  if (type.startsWith('text/html')) {
    const named = [...text.matchAll(/ (href|src|action|content)="([^"]*)"/g)];
    const links = named
      .map(([, name, link = '']) => (name !== 'content' || /^https?:/.test(link) ? decode(link) : ''))
      .filter((link) => link !== '' && !/^(mailto|data):/.test(link));
    const cids = links.flatMap((link) =>
      [...link.matchAll(/(?:cid|url)=([^&]+)/g)].map(([, c = '']) => decodeURIComponent(c)),
    );
    const copied = [...text.matchAll(/(?:&quot;|\()(https?:\/\/[^&)\s]+)/g)].map(([, link = '']) => link);
    return [...links, ...cids, ...copied].filter((link) => !link.includes('~')).map(http);
  }
  if (type.startsWith('text/javascript')) return [...text.matchAll(/from '(\.[^']+)'/g)].map(([, link = '']) => link);
  if (type === 'application/json') return [...text.matchAll(/"(https?:[^"]+|\/[^"]+)"/g)].map(([, link = '']) => link);
  if (type === 'application/atom+xml')
    return [...text.matchAll(/href="([^"]+)"/g)].map(([, link = '']) => decode(link));
  if (!type.startsWith('text/calendar')) return [];
  const unfolded = text.replaceAll('\r\n ', '');
  readFeed(text);
  const origin = new URL(url).origin;
  return [...unfolded.matchAll(/https?:\/\/[^\s\\,;"]+/g)]
    .map(([link]) => link)
    .filter((link) => link.startsWith(origin));
}

function decode(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&lt;', '<');
}
