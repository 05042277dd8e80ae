/** Loads several servers with the same calls, side by side. */
import path from 'node:path';
import { runRounds } from '../rounds.ts';
import type { FeedServer } from '../servers/server.ts';
import type { Workbench } from '../workbench.ts';
import type { Call } from './calls.ts';
import { rehearse } from './rehearsal.ts';
import { type Loading, loadInTurns } from './turns.ts';
import { runWrk, writeScript } from './wrk.ts';

export interface Loaded {
  /** Requests a second in each round, by server. */
  readonly perSecond: ReadonlyMap<string, readonly number[]>;
  /** The same of the two that were loaded in turns, in rounds of their own. */
  readonly inTurns: ReadonlyMap<string, readonly number[]>;
  /** Servers under which wrk was at its own limit: they can do more. */
  readonly limited: ReadonlySet<string>;
  /** Servers that answer in full to those who hold what is current. */
  readonly unconditional: ReadonlySet<string>;
}

/** Of a core: above it, wrk waits for nothing. */
const LIMIT = 0.93;
const REHEARSAL_MS = 6000;
const WARM_UP_SECONDS = 1;
/** Each of the two, in a round of turns. */
const TURNS_SECONDS = 4;

/**
 * @param close two servers that are loaded in turns too
 * @param callsOf what each server is asked, by its own paths
 * @param check throws when what a server gives for a feed (by its own path) is not that feed
 */
export async function loadSideBySide(
  bench: Workbench,
  name: string,
  servers: readonly FeedServer[],
  close: readonly [string, string],
  callsOf: (server: FeedServer) => readonly Call[],
  check: (server: FeedServer, path: string, body: string) => void,
): Promise<Loaded> {
  const shares = new Map<string, number[]>();
  const unconditional = new Set<string>();
  const contenders = [];
  const loadings = new Map<string, Loading>();
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
    loadings.set(server.name, { port, script, calls });
    const run = async (seconds: number): Promise<number> => {
      const { perSecond, clientShare } = await runWrk(port, script, seconds, calls);
      server.clearLog();
      if (clientShare !== null) shares.set(server.name, [...(shares.get(server.name) ?? []), clientShare]);
      return perSecond;
    };
    await run(WARM_UP_SECONDS);
    contenders.push({ name: server.name, run: () => run(bench.seconds) });
  }
  const perSecond = await runRounds(contenders, bench.rounds, bench.say);
  const inTurns = await runTurns(bench, close, loadings);
  for (const server of servers) server.clearLog();
  const limited = [...shares].filter(([, values]) => Math.max(...values) > LIMIT).map(([server]) => server);
  for (const [server, values] of shares) {
    bench.say(`    wrk took ${(Math.max(...values) * 100).toFixed(0)} % of a core beside ${server}`);
  }
  return { perSecond, inTurns, limited: new Set(limited), unconditional };
}

async function runTurns(
  bench: Workbench,
  close: readonly [string, string],
  loadings: ReadonlyMap<string, Loading>,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const measured = new Map<string, number[]>(close.map((name) => [name, []]));
  const [one, other] = close.map((name) => loadings.get(name));
  if (!one || !other) throw new RangeError(`no server is called ${close.join(' or ')}`);
  for (let round = 0; round < bench.rounds; round += 1) {
    const figures = await loadInTurns([one, other], bench.quick ? 1 : TURNS_SECONDS);
    for (const [index, figure] of figures.entries()) measured.get(close[index] as string)?.push(figure);
    const shown = close.map((name, index) => `${name} ${(figures[index] as number).toPrecision(4)}`);
    bench.say(`    in turns, round ${round + 1}: ${shown.join(', ')}`);
  }
  return measured;
}
