/** The faults applied to the replicas under load, and each phase's guarantees. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Changer } from './changer.ts';
import { makeRelease } from './release.ts';
import type { Replica } from './replica.ts';
import type { Stage } from './stage.ts';
import { moveLecture } from './university.ts';

export interface Acting {
  readonly stage: Stage;
  readonly changer: Changer;
  /** Key in the ledger for what replicas showed in this phase. */
  readonly view: string;
  /** Duration of the phase (ms). */
  readonly ms: number;
  /** Reports progress. */
  readonly say: (text: string) => void;
}

export interface Phase {
  readonly name: string;
  /** Whether staff make changes during the phase. */
  readonly changes: boolean;
  /** While no replica is running, only feeds that are already cached are requested. */
  readonly cachedOnly?: boolean;
  /** Maximum lag of replicas behind an acknowledged change (ms). */
  readonly lagMs: (ms: number) => number;
  readonly act: (acting: Acting) => Promise<void>;
}

/** Belltower's `max-age`, for which nginx may cache (ms). */
export const FRESH_MS = 60_000;
/** Limit on the response time of a feed. */
const HANG_MS = 11_000;
/** NOTIFY updates replicas at once; if one is lost, the revision is polled every second. */
const LAG_MS = 2500;
/** A replica without its database tries for five seconds at most, and retries within two. */
const RETURN_MS = 8000;

export const PHASES: readonly Phase[] = [
  { name: 'steady', changes: false, lagMs: () => 0, act: async () => undefined },
  { name: 'changes are published', changes: true, lagMs: () => LAG_MS, act: async () => undefined },
  { name: 'replicas are killed (kill -9)', changes: true, lagMs: () => LAG_MS, act: killEach },
  { name: 'a replica is frozen', changes: true, lagMs: (ms) => ms * 0.3 + LAG_MS, act: freezeOne },
  { name: 'PostgreSQL is restarted', changes: true, lagMs: () => RETURN_MS, act: restartDatabase },
  { name: 'the database hangs', changes: true, lagMs: () => RETURN_MS, act: blockDatabase },
  { name: 'a replica loses the database', changes: true, lagMs: (ms) => ms * 0.4 + RETURN_MS, act: cutOne },
  { name: 'a new release, one by one', changes: true, lagMs: () => LAG_MS, act: rollOut },
  { name: 'rules are edited', changes: true, lagMs: () => LAG_MS, act: editRules },
  { name: 'no replica at all', changes: false, cachedOnly: true, lagMs: (ms) => ms, act: stopAll },
];

/** One after another, including the one that serves the API. */
async function killEach({ stage, ms, say }: Acting): Promise<void> {
  for (const replica of stage.replicas) {
    await sleep(ms * 0.1);
    say(`kill -9 of the replica on ${replica.port}`);
    await replica.kill();
    await sleep(ms * 0.15);
    await replica.start();
    say('it is back');
  }
}

async function freezeOne({ stage, ms, say }: Acting): Promise<void> {
  const replica = stage.replicas[1] as Replica;
  await sleep(ms * 0.2);
  say(`the replica on ${replica.port} is frozen: its connections stand, nothing answers`);
  replica.freeze();
  await sleep(ms * 0.3);
  replica.thaw();
  say('it goes on');
}

async function restartDatabase({ stage, ms, say }: Acting): Promise<void> {
  await sleep(ms * 0.2);
  say('PostgreSQL is stopped (fast)');
  await stage.postgres.stop();
  await Promise.all(stage.relays.map((relay) => relay.refuse()));
  await sleep(ms * 0.25);
  await stage.postgres.start();
  await Promise.all(stage.relays.map((relay) => relay.accept()));
  say('it is back');
}

async function blockDatabase({ stage, ms, say }: Acting): Promise<void> {
  await sleep(ms * 0.2);
  for (const relay of stage.relays) relay.block();
  say('no answer comes from the database, and no refusal');
  await sleep(Math.max(ms * 0.4, HANG_MS));
  for (const relay of stage.relays) relay.free();
  say('it answers again');
}

/** Not the replica that makes the changes: it would serve stale data without knowing. */
async function cutOne({ stage, ms, say }: Acting): Promise<void> {
  const index = (stage.desk + 1) % stage.replicas.length;
  await sleep(ms * 0.2);
  stage.relays[index]?.block();
  say(`the replica on ${stage.replicas[index]?.port} no longer hears of changes`);
  await sleep(ms * 0.4);
  stage.relays[index]?.free();
  say('it does again');
}

async function rollOut({ stage, ms, say }: Acting): Promise<void> {
  const release = await makeRelease(`${stage.folder}/release`);
  for (const replica of stage.replicas) {
    await sleep(ms * 0.1);
    const took = await replica.stop();
    await replica.start(release);
    say(`the replica on ${replica.port} stopped in ${took.toFixed(0)} ms and is of the new release`);
  }
}

async function editRules({ stage, changer, ms, say, view }: Acting): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await sleep(ms * 0.15);
    const marker = `Rules-${round}z`;
    // Quiet courses, whose lectures are not changed.
    const first = stage.busy.length;
    const edited = Array.from({ length: 20 }, (_, index) => first + index);
    for (const index of edited) await moveLecture(stage.rules, index, marker);
    await stage.belltower('publish', stage.rules);
    const at = performance.now();
    await changer.record(stage.quietLectures(edited), marker, at, view);
    say(`${edited.length} courses have new rules`);
  }
}

async function stopAll({ stage, ms, say }: Acting): Promise<void> {
  await sleep(ms * 0.1);
  await Promise.all(stage.replicas.map((replica) => replica.stop()));
  say('no replica is there');
  await sleep(ms * 0.6);
  await Promise.all(stage.replicas.map((replica) => replica.start()));
  say('they are back');
}
