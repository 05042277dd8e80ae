/** Loads several servers with the same calls, side by side. */
import path from 'node:path';
import { runRounds } from '../rounds.ts';
import type { FeedServer } from '../servers/server.ts';
import type { Workbench } from '../workbench.ts';
import type { Call } from './calls.ts';
import { readProcessorTime } from './processor.ts';
import { rehearse } from './rehearsal.ts';
import { runWrk, writeScript } from './wrk.ts';

export interface Loaded {
  /** Requests a second in each round, by server; of those measured closely, the further rounds come last. */
  readonly perSecond: ReadonlyMap<string, readonly number[]>;
  /** Requests for each second of the server's processor time, where the system tells: other programs move it less. */
  readonly perProcessorSecond: ReadonlyMap<string, readonly number[]>;
  /** Servers under which wrk was at its own limit: they can do more. */
  readonly limited: ReadonlySet<string>;
  /** Servers that answer in full to those who hold what is current. */
  readonly unconditional: ReadonlySet<string>;
}

/** Of a core: above it, wrk waits for nothing. */
const LIMIT = 0.93;
const REHEARSAL_MS = 6000;
const WARM_UP_SECONDS = 1;
/** A machine's speed may change twofold within seconds: a close ratio needs many rounds. */
const FURTHER = 2;

/**
 * @param closely servers that run twice as many further rounds, by themselves
 * @param callsOf what each server is asked, by its own paths
 * @param check throws when what a server gives for a feed (by its own path) is not that feed
 */
export async function loadSideBySide(
  bench: Workbench,
  name: string,
  servers: readonly FeedServer[],
  closely: readonly string[],
  callsOf: (server: FeedServer) => readonly Call[],
  check: (server: FeedServer, path: string, body: string) => void,
): Promise<Loaded> {
  const shares = new Map<string, number[]>();
  const perProcessorSecond = new Map<string, number[]>();
  const unconditional = new Set<string>();
  const contenders = [];
  for (const server of servers) {
    const { port } = server.child;
    const verify = (own: string, body: string): void => check(server, own, body);
    const calls = await rehearse(port, callsOf(server), verify, bench.quick ? REHEARSAL_MS / 3 : REHEARSAL_MS).catch(
      (error: unknown) => {
        throw new Error(`${server.name}: ${error instanceof Error ? error.message : error}`, { cause: error });
      },
    );
    if (!calls.some(({ status }) => status === 304)) unconditional.add(server.name);
    const script = path.join(bench.folder, `${name}-${port}.lua`);
    await writeScript(script, calls);
    const run = async (seconds: number): Promise<number> => {
      const before = readProcessorTime(server.child.pid);
      const { perSecond, requests, clientShare } = await runWrk(port, script, seconds, calls);
      const after = readProcessorTime(server.child.pid);
      server.clearLog();
      const taken = after === null || before === null ? 0 : after - before;
      if (taken > 0) add(perProcessorSecond, server.name, requests / taken);
      if (clientShare !== null) add(shares, server.name, clientShare);
      return perSecond;
    };
    await run(WARM_UP_SECONDS);
    perProcessorSecond.delete(server.name);
    contenders.push({ name: server.name, run: () => run(bench.seconds) });
  }
  const perSecond = new Map(await runRounds(contenders, bench.rounds, bench.say));
  const close = contenders.filter((contender) => closely.includes(contender.name));
  for (const [server, values] of await runRounds(close, close.length > 0 ? bench.rounds * FURTHER : 0, bench.say)) {
    perSecond.set(server, [...(perSecond.get(server) ?? []), ...values]);
  }
  const limited = [...shares].filter(([, values]) => Math.max(...values) > LIMIT).map(([server]) => server);
  for (const [server, values] of shares) {
    bench.say(`    wrk took ${(Math.max(...values) * 100).toFixed(0)} % of a core beside ${server}`);
  }
  return { perSecond, perProcessorSecond, limited: new Set(limited), unconditional };
}

function add(to: Map<string, number[]>, name: string, value: number): void {
  to.set(name, [...(to.get(name) ?? []), value]);
}
