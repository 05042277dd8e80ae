/** Runs seeded mutations of all kinds of input and collects failures with the seeds that reproduce them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publish } from '../../src/publish/publisher.ts';
import { readRules } from '../../src/publish/rules.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { type Random, seeded } from '../corpus/seeded.ts';
import { openSite, type RunningSite } from '../site/site.ts';
import { deskChange, personalFeed } from '../store/samples.ts';
import { FOLDER } from './corpus.ts';
import { makeDeskRequest, signInOwner } from './desk.ts';
import { writeFolder } from './folder.ts';
import { type KnownCalendar, makeRequest, tryRequest } from './requests.ts';
import { damageChange, damageFolder, tryChange, tryFolder } from './rules.ts';
import { damageState, takeState, tryRevisions, tryState } from './state.ts';

/** Mutated inputs, with each one's share of the cases. */
export const SHARES = { folder: 0.2, change: 0.3, state: 0.05, revisions: 0.05, request: 0.3, desk: 0.1 } as const;
export type Subject = keyof typeof SHARES;

export interface Failure {
  readonly subject: Subject;
  readonly seed: number;
  readonly why: string;
}

/** Limit on CPU time per input. */
const LONG_MS = 1000;
const NOW = Date.UTC(2018, 9, 1);

/** Tries one case. @throws Error if an invariant is violated */
type Try = (random: Random) => void | Promise<void>;

export interface Bench {
  readonly tries: Readonly<Record<Subject, Try>>;
  close(): Promise<void>;
}

/** A server over the corpus, and stores to restore into. */
export async function openBench(): Promise<Bench> {
  const folder = await mkdtemp(path.join(tmpdir(), 'belltower-fuzz-'));
  const data = path.join(folder, 'data');
  await writeFolder(data, FOLDER);
  const troubles: string[] = [];
  const site = await openSite({
    data,
    state: path.join(folder, 'server'),
    log: (line) => {
      if (line.includes('a request failed')) troubles.push(line);
    },
  });
  const port = Number(new URL(site.base).port);
  const calendar = await makeCalendar(site);
  const owner = await signInOwner(site.state);
  const source = await openSqliteStore(path.join(folder, 'source'), { isTemporary: true });
  await publish(source, () => NOW, readRules(FOLDER));
  await source.write(async (tx) => {
    await tx.addDeskChange(deskChange());
    await tx.savePersonalFeed(personalFeed('a'));
  });
  const sound = await takeState(source);
  await source.close();
  const store = await openSqliteStore(path.join(folder, 'target'), { isTemporary: true });
  const send = async (bytes: Buffer): Promise<void> => {
    await tryRequest(port, bytes);
    if (troubles.length > 0) throw new Error(troubles.splice(0).join('\n'));
  };
  return {
    tries: {
      folder: (random) => tryFolder(damageFolder(random), random),
      change: (random) => tryChange(damageChange(random), random),
      state: (random) => tryState(store, damageState(random, sound), NOW, random),
      revisions: async (random) => {
        await store.write((tx) => tx.clear(NOW));
        await tryRevisions(store, sound, random);
      },
      request: (random) => send(makeRequest(random, calendar)),
      desk: (random) => send(makeDeskRequest(random, owner)),
    },
    async close() {
      await site.stop();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeCalendar(site: RunningSite): Promise<KnownCalendar> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  const { status, body } = await site.send('POST', '/my', headers, 'section=full/ful101/L01');
  const token = /\/my\/([\w-]{32})\.ics/.exec(body)?.[1];
  const key = /name="key" value="([\w-]{32})"/.exec(body)?.[1];
  if (token === undefined || key === undefined) throw new Error(`no calendar was made (${status})`);
  return { token, key };
}

/** Concurrency: requests mostly wait for responses; everything else is CPU-bound and runs sequentially. */
const AT_ONCE: Partial<Record<Subject, number>> = { request: 32, desk: 4 };

/** Runs `count` cases of a subject, starting at a seed. */
export async function fuzz(bench: Bench, subject: Subject, count: number, seed: number): Promise<Failure[]> {
  const seeds = Array.from({ length: count }, (_, index) => seed + index);
  const failures: (Failure | null)[] = [];
  const step = AT_ONCE[subject] ?? 1;
  for (let start = 0; start < count; start += step) {
    const batch = seeds.slice(start, start + step).map((next) => tryOne(bench, subject, next));
    failures.push(...(await Promise.all(batch)));
  }
  return failures.filter((failure) => failure !== null);
}

async function tryOne(bench: Bench, subject: Subject, seed: number): Promise<Failure | null> {
  const before = process.cpuUsage();
  try {
    await bench.tries[subject](seeded(seed));
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { subject, seed, why: why.split('\n').slice(0, 4).join('\n') };
  }
  const took = Math.round(process.cpuUsage(before).user / 1000);
  return took > LONG_MS && AT_ONCE[subject] === undefined ? { subject, seed, why: `took ${took} ms` } : null;
}
