/**
 * The load: subscribers who poll through the cache at a steady rate, some who poll replicas directly, and people who
 * open pages. 90 % conditional, 8 % plain, 2 % unknown addresses. Every response is read and counted.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, ask, type Place } from './exchange.ts';
import type { FeedReader } from './feed-reader.ts';
import type { Ledger } from './ledger.ts';
import type { Replica } from './replica.ts';
import { headersOf, keep, type Subscriber } from './subscribers.ts';
import type { RunningTally } from './tally.ts';
import { TERM } from './university.ts';

/** Percentage of requests. */
const UNKNOWN = 2;
const PLAIN = 8;
/** Timeout; real programs wait longer, so a slow response counts as failed here. */
const PATIENCE_MS = 10_000;
/** Shorter timeout for direct requests, because of frozen replicas: only this test sends direct requests. */
const DIRECT_PATIENCE_MS = 3000;

export interface LoadContext {
  readonly ledger: Ledger;
  readonly reader: FeedReader;
  readonly proxy: Place;
  readonly people: Place;
  readonly replicas: readonly Replica[];
  readonly subscribers: readonly Subscriber[];
  /** Subscribers who poll replicas directly. */
  readonly insiders: readonly Subscriber[];
  readonly pages: readonly string[];
}

/** What to request, for how long, and where to record it. */
export interface Spell {
  readonly phase: string;
  readonly goesOn: () => boolean;
  readonly rate: number;
  readonly cache: RunningTally;
  readonly direct: RunningTally;
  readonly pages: RunningTally;
  /** While no replica is running: request only what is in the cache. */
  readonly cachedOnly: boolean;
}

const CONNECTIONS = 48;
const INSIDERS = 4;

export async function pressOn(context: LoadContext, spell: Spell): Promise<void> {
  const through = spell.cachedOnly
    ? context.subscribers.filter(({ kind, validator }) => kind === 'public' && validator !== null)
    : context.subscribers;
  const everyMs = (CONNECTIONS * 1000) / spell.rate;
  const loops = share(through, CONNECTIONS).map((own) =>
    repeat(spell.goesOn, everyMs, () => pollThroughCache(context, spell, own)),
  );
  if (!spell.cachedOnly) {
    const insidersEveryMs = (INSIDERS * 1000) / (spell.rate / 5);
    for (const own of share(context.insiders, INSIDERS)) {
      loops.push(repeat(spell.goesOn, insidersEveryMs, () => askReplica(context, spell, own)));
    }
    loops.push(repeat(spell.goesOn, 100, () => openPage(context, spell)));
  }
  await Promise.all(loops);
}

/** A program does not poll concurrently with itself, so each subscriber belongs to one loop. */
function share(subscribers: readonly Subscriber[], among: number): Subscriber[][] {
  const shares = Array.from({ length: among }, (_, first) => subscribers.filter((_one, n) => n % among === first));
  return shares.filter((own) => own.length > 0);
}

/** Repeats an action at an interval; at once if it takes longer than the interval. */
async function repeat(goesOn: () => boolean, everyMs: number, act: () => Promise<void>): Promise<void> {
  let next = performance.now() + Math.random() * everyMs;
  while (goesOn()) {
    const wait = next - performance.now();
    if (wait > 0) await sleep(wait);
    await act();
    next = Math.max(next + everyMs, performance.now());
  }
}

async function pollThroughCache(context: LoadContext, spell: Spell, own: readonly Subscriber[]): Promise<void> {
  const dice = Math.random() * 100;
  const subscriber = pick(own);
  const unknown = dice < UNKNOWN && !spell.cachedOnly;
  const path = unknown ? `/${TERM}/nowhere-${Math.floor(dice * 1000)}/L01.ics` : subscriber.url;
  const headers = headersOf(subscriber, dice >= UNKNOWN + PLAIN);
  const started = performance.now();
  let answer: Answer;
  try {
    answer = await ask(context.proxy, { path, headers, patienceMs: PATIENCE_MS });
  } catch (error) {
    spell.cache.fail(`${unknown ? path : nameUrl(subscriber)}: ${String(error)}`);
    return;
  }
  const cached = answer.headers['x-cache-status'];
  spell.cache.answer(subscriber.kind, answer.status, cached ? String(cached) : undefined, performance.now() - started);
  if (unknown) {
    if (answer.status !== 404) spell.cache.fail(`${path}: ${answer.status} instead of 404`);
    return;
  }
  judge(context, spell.cache, `cache ${spell.phase}`, subscriber, answer);
}

async function askReplica(context: LoadContext, spell: Spell, own: readonly Subscriber[]): Promise<void> {
  const replica = pick(context.replicas);
  const subscriber = pick(own);
  const meant = replica.expected();
  const started = performance.now();
  try {
    const headers = headersOf(subscriber, Math.random() < 0.9);
    const answer = await ask(replica.place, { path: subscriber.url, headers, patienceMs: DIRECT_PATIENCE_MS });
    spell.direct.answer(subscriber.kind, answer.status, undefined, performance.now() - started);
    judge(context, spell.direct, `direct ${spell.phase}`, subscriber, answer);
  } catch (error) {
    // Checked before and after: a replica being stopped may abort requests sent a moment earlier.
    if (meant && replica.expected()) spell.direct.fail(`${subscriber.url} at ${replica.port}: ${String(error)}`);
    else spell.direct.miss();
  }
}

function judge(context: LoadContext, tally: RunningTally, view: string, subscriber: Subscriber, answer: Answer): void {
  const at = performance.now();
  const { url, kind } = subscriber;
  if (answer.status !== 200 && answer.status !== 304) {
    tally.fail(`${nameUrl(subscriber)}: ${answer.status} ${answer.bytes.toString().slice(0, 80).trim()}`);
    return;
  }
  const read = context.reader.read(url, answer);
  if ('wrong' in read) {
    tally.fail(`${nameUrl(subscriber)}: ${read.wrong}`);
    return;
  }
  const isPrivate = /\bprivate\b/.test(String(answer.headers['cache-control']));
  if (isPrivate !== (kind === 'personal')) tally.fail(`${nameUrl(subscriber)}: ${answer.headers['cache-control']}`);
  context.ledger.see(view, url, read.tag, at);
  const before = subscriber.tag === null ? null : context.ledger.orderOf(url, subscriber.tag);
  const now = context.ledger.orderOf(url, read.tag);
  if (before !== null && now !== null && now < before) tally.goBack();
  keep(subscriber, answer, read.tag);
}

/** Loads a page with its scripts and style sheets. */
async function openPage({ people, pages }: LoadContext, { pages: tally }: Spell): Promise<void> {
  const get = async (path: string): Promise<string> => {
    const started = performance.now();
    try {
      const answer = await ask(people, { path, headers: { Accept: 'text/html' }, patienceMs: PATIENCE_MS });
      tally.answer('page', answer.status, undefined, performance.now() - started);
      if (answer.status !== 200) tally.fail(`${path}: ${answer.status}`);
      return answer.bytes.toString();
    } catch (error) {
      tally.fail(`${path}: ${String(error)}`);
      return '';
    }
  };
  const page = await get(pick(pages));
  for (const [, asset = ''] of page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)) await get(asset);
}

function nameUrl({ url, kind }: Subscriber): string {
  return kind === 'personal' ? 'a personal feed' : url;
}

function pick<T>(list: readonly T[]): T {
  return list[Math.floor(Math.random() * list.length)] as T;
}
