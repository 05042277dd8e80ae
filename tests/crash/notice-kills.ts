/**
 * Kills between publication and delivery. Each notice says "room B instead of A", so a subscriber's messages must form
 * a chain from the first room to the last one published: a gap is a lost notice.
 */
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgresStore } from '../../src/store/postgres.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { PUBLISHED } from '../publication/schedules.ts';
import { publication, stored } from '../store/samples.ts';
import { withCompileCache } from './compile-cache.ts';
import type { NoticeFault } from './notice-faults.ts';

export const COURSE = 'fall-2018/cos418';
/** Clock speed-up: a quiet period of two minutes takes 120 ms. */
export const FAST = 1000;
/** What a process with a fault writes when it is in the middle of sending. */
export const SENDING = 'sending';
const SUBSCRIBERS = 8;
/** Maximum delay of a kill after the first publication of its process (ms). */
const LONGEST_MS = 400;

export interface NoticeKillsOptions {
  readonly driver: 'sqlite' | 'postgresql';
  readonly place: string;
  readonly kills: number;
  /** File to which deliveries are written. */
  readonly file: string;
  /** Determines the moments of the kills. */
  readonly random: () => number;
  /** A fault built into the killed process, which is then killed while it sends; kills end when it is detected. */
  readonly fault?: NoticeFault;
}

export interface NoticeKillsReport {
  readonly kills: number;
  readonly published: number;
  readonly delivered: number;
  readonly repeated: number;
  readonly wrong: readonly string[];
}

interface Line {
  readonly id: string;
  readonly key: string;
  readonly line: string;
}

export async function killBetween(options: NoticeKillsOptions): Promise<NoticeKillsReport> {
  const { file, random } = options;
  writeFileSync(file, '');
  await prepare(options);
  const began = Date.now();
  const committed = new Set<string>(['CS 104']);
  let kills = 0;
  while (kills < options.kills) {
    for (const room of await runFor(options, began, random() * LONGEST_MS)) committed.add(room);
    committed.add(await readRoom(options));
    kills += 1;
    // More deliveries are pending, so no subscriber has the last room yet.
    if (options.fault !== undefined && judge(file, { committed, last: null }).wrong.length > 0) break;
  }
  await runToEnd(options, began);
  return { kills, published: committed.size, ...judge(file, { committed, last: await readRoom(options) }) };
}

interface Published {
  readonly committed: ReadonlySet<string>;
  /** Null: not checked. */
  readonly last: string | null;
}

function judge(file: string, published: Published): Pick<NoticeKillsReport, 'delivered' | 'repeated' | 'wrong'> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
  const wrong: string[] = [];
  let repeated = 0;
  const bySubscriber = Map.groupBy(lines, ({ id }) => id);
  for (let index = 0; index < SUBSCRIBERS; index += 1) {
    const id = `s${index}`;
    const own = bySubscriber.get(id) ?? [];
    const distinct = new Map(own.map((line) => [line.key, line]));
    repeated += own.length - distinct.size;
    wrong.push(...findGaps(id, [...distinct.values()], published));
  }
  return { delivered: lines.length, repeated, wrong };
}

function findGaps(id: string, lines: readonly Line[], { committed, last }: Published): string[] {
  const wrong: string[] = [];
  let known = 'Bowen 222';
  for (const { line } of lines) {
    const [, room = '', was = ''] = /room (.+) instead of (.+)$/.exec(line) ?? [];
    if (known !== was) wrong.push(`${id} knew ${known} and was told “${line}”`);
    if (!committed.has(room)) wrong.push(`${id} was told ${room}, which was never published`);
    known = room;
  }
  if (last !== null && known !== last) wrong.push(`${id} knows ${known}, and ${last} was published last`);
  return wrong;
}

async function open({ driver, place }: NoticeKillsOptions): Promise<Store> {
  return driver === 'sqlite' ? await openSqliteStore(place) : openPostgresStore(place);
}

async function prepare(options: NoticeKillsOptions): Promise<void> {
  const store = await open(options);
  const times = { madeAt: PUBLISHED, confirmedAt: PUBLISHED, until: 8e15, endedAt: null, endedWhy: null };
  const choices = [{ course: COURSE, sections: [], pace: 'once' as const }];
  await store.write(async (tx) => {
    await tx.saveCourse(COURSE, stored({ published: publication() }));
    for (let index = 0; index < SUBSCRIBERS; index += 1) {
      const target = { id: `s${index}`, channel: 'push', address: `https://push.example/${index}` } as const;
      await tx.saveNoticeSubscription({ ...target, settings: {}, ...times, choices });
    }
  });
  await store.close();
}

/** The currently published room of the one meeting that changes. */
async function readRoom(options: NoticeKillsOptions): Promise<string> {
  const store = await open(options);
  try {
    const course = await store.loadCourse(COURSE);
    const meeting = course?.published.meetings.find(
      ({ facts }) => facts.section === 'L01' && facts.date === '2018-10-10',
    );
    return meeting?.facts.where[0]?.text ?? '';
  } finally {
    await store.close();
  }
}

function start({ driver, place, file, fault }: NoticeKillsOptions, began: number, act: 'publish' | 'finish') {
  const script = path.join(import.meta.dirname, 'notice-child.ts');
  const args = [script, driver, place, file, String(began), act, ...(fault ? [fault] : [])];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: withCompileCache() });
}

/** Kills the process so long after its first publication, or with a fault where that shows. @returns the rooms that it acknowledged */
async function runFor(options: NoticeKillsOptions, began: number, ms: number): Promise<string[]> {
  const child = start(options, began, 'publish');
  const said: string[] = [];
  const complaints: string[] = [];
  const { promise: isThere, resolve: arrive } = Promise.withResolvers<void>();
  child.stdout.on('data', (chunk) => {
    said.push(String(chunk));
    if (!options.fault || said.join('').includes(SENDING)) arrive();
  });
  child.stderr.on('data', (chunk) => complaints.push(String(chunk)));
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
  await Promise.race([isThere, ended]);
  if (!options.fault) await sleep(ms);
  child.kill('SIGKILL');
  if ((await ended) !== 'SIGKILL') throw new Error(`the process ended by itself:\n${complaints.join('')}`);
  return said
    .join('')
    .split('\n')
    .filter((line) => line !== '' && line !== SENDING);
}

async function runToEnd(options: NoticeKillsOptions, began: number): Promise<void> {
  const child = start(options, began, 'finish');
  const complaints: string[] = [];
  child.stderr.on('data', (chunk) => complaints.push(String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`delivering what was left failed:\n${complaints.join('')}`);
}
