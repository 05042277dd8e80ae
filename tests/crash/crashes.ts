/**
 * Kills a process that makes changes, repeatedly, and checks what it left behind. At least half of
 * the kills are between sending a change and its response, spread over the response time; others follow
 * a response at once, which detects stores that acknowledge before committing, or come during startup.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPostgresStore } from '../../src/store/postgres.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { withCompileCache } from './compile-cache.ts';
import { type Answer, type CrashStory, NOTHING_SEEN, type Sight } from './story.ts';
import { STREAM } from './workload.ts';

const MOMENTS = ['unanswered', 'answered', 'unanswered', 'starting'] as const;
type Moment = (typeof MOMENTS)[number];

/** Approximate startup time (ms). */
const START_MS = 400;

export interface CrashOptions {
  readonly driver: 'sqlite' | 'postgresql';
  readonly place: string;
  readonly kills: number;
  /** The sequence of changes; optional. */
  readonly story?: CrashStory;
  /** Makes the store acknowledge before it commits, a bug that the test must detect. */
  readonly hasty?: boolean;
  /** Stops at the first failure. */
  readonly untilWrong?: boolean;
}

export interface CrashReport {
  readonly kills: number;
  /** Kills between sending a change and its response. */
  readonly unanswered: number;
  /** Of those, how many left the complete change and how many left nothing. */
  readonly unansweredMade: number;
  readonly acknowledged: number;
  readonly wrong: readonly string[];
}

export async function crashRepeatedly(options: CrashOptions): Promise<CrashReport> {
  const { story = STREAM } = options;
  const answers: Answer[] = [];
  const wrong: string[] = [];
  let [kills, unanswered, unansweredMade, sent] = [0, 0, 0, 0];
  let sight: Sight = NOTHING_SEEN;
  let usual = 5;
  while (kills < options.kills && !(options.untilWrong && wrong.length > 0)) {
    const round = await runUntilKilled(options, sent, MOMENTS[kills % MOMENTS.length] as Moment, usual);
    kills += 1;
    sent = round.sent;
    usual = round.usual;
    answers.push(...round.answers);
    const store = await open(options);
    try {
      const seen = await story.inspect(store, answers, sight);
      sight = seen.sight;
      wrong.push(...seen.wrong.map((sentence) => `after kill ${kills}: ${sentence}`));
      if (round.pending) {
        unanswered += 1;
        const [latest] = await store.auditTrail(1);
        if (latest && story.numberOf(latest) === sent) unansweredMade += 1;
      }
    } finally {
      await store.close();
    }
  }
  return { kills, unanswered, unansweredMade, acknowledged: answers.length, wrong };
}

async function open({ driver, place }: CrashOptions): Promise<Store> {
  return driver === 'sqlite' ? await openSqliteStore(place) : openPostgresStore(place);
}

interface Round {
  readonly sent: number;
  readonly answers: readonly Answer[];
  /** Whether a change was in flight when the process was killed. */
  readonly pending: boolean;
  /** Typical response time (ms). */
  readonly usual: number;
}

/** One process from start to kill; responses still in the pipe count as received. */
async function runUntilKilled(
  { driver, place, hasty, story = STREAM }: CrashOptions,
  sentBefore: number,
  when: Moment,
  usualBefore: number,
): Promise<Round> {
  const script = path.join(import.meta.dirname, story.script);
  const child = spawn(process.execPath, [script, driver, place, hasty ? 'hasty' : 'honest', ...(story.args ?? [])], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: withCompileCache(),
  });
  const exited = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
  const complaints: string[] = [];
  child.stderr.on('data', (chunk) => complaints.push(String(chunk)));
  // Ignores write errors after the kill.
  child.stdin.on('error', () => undefined);

  const calm = Math.floor(Math.random() * 4);
  const answers: Answer[] = [];
  let [sent, sentAt, usual, pending, killed] = [sentBefore, 0, usualBefore, false, false];
  const kill = (): void => {
    if (killed) return;
    killed = true;
    child.kill('SIGKILL');
  };
  const send = (): void => {
    sent += 1;
    sentAt = performance.now();
    pending = true;
    child.stdin.write(`${sent}\n`);
    if (when !== 'unanswered' || answers.length < calm) return;
    const thisOne = sent;
    // Biased towards late, around the commit; up to 1.3 times the typical response time, for transmission.
    void sleep(Math.sqrt(Math.random()) * usual * 1.3).then(() => {
      if (pending && sent === thisOne) kill();
    });
  };
  if (when === 'starting') void sleep(Math.random() * START_MS).then(kill);
  for await (const line of createInterface({ input: child.stdout })) {
    const message = JSON.parse(line) as Answer | { readonly ready: number };
    if ('n' in message) {
      answers.push(message);
      if (killed) continue;
      pending = false;
      usual = usual * 0.8 + (performance.now() - sentAt) * 0.2;
      if (when === 'answered' && answers.length > calm) kill();
    }
    if (!killed && when !== 'starting') send();
  }
  const signal = await exited;
  if (signal !== 'SIGKILL') throw new Error(`the process ended by itself:\n${complaints.join('')}`);
  return { sent, answers, pending, usual };
}
