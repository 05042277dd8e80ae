/**
 * Two servers loaded in turns of a fraction of a second, for ratios that lie close to 1: a processor whose speed changes
 * twofold within seconds is then as fast for the one as for the other. Each has a wrk of its own, and the one whose turn
 * it is not stands still.
 */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { killWithUs } from '../child.ts';
import type { RehearsedCall } from './rehearsal.ts';
import { listArguments, readCounts } from './wrk.ts';

export interface Loading {
  readonly port: number;
  readonly script: string;
  readonly calls: readonly RehearsedCall[];
}

const TURN_MS = 200;

/**
 * @param seconds for each of them
 * @returns requests for each second of its own turns
 * @throws Error when an answer was missing or wrong (`runWrk`)
 */
export async function loadInTurns(pair: readonly [Loading, Loading], seconds: number): Promise<[number, number]> {
  // wrk counts its time by the clock, so the other's turns too.
  const [one, other] = [start(pair[0], seconds * 2), start(pair[1], seconds * 2)];
  try {
    while (!one.ended() || !other.ended()) {
      await one.takeTurn();
      await other.takeTurn();
    }
    return [await one.perSecond(), await other.perSecond()];
  } finally {
    one.kill();
    other.kill();
  }
}

function start({ port, script, calls }: Loading, seconds: number) {
  const child = spawn('wrk', listArguments(port, script, seconds), { stdio: ['ignore', 'pipe', 'pipe'] });
  child.kill('SIGSTOP');
  killWithUs(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  let ended = false;
  const end = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => {
    ended = true;
  });
  // A rejection is looked at in `takeTurn`.
  end.catch(() => undefined);
  let taken = 0;
  return {
    ended: () => ended,
    kill: () => void child.kill('SIGKILL'),
    async takeTurn(): Promise<void> {
      if (ended) return;
      const began = performance.now();
      child.kill('SIGCONT');
      await Promise.race([sleep(TURN_MS), end]);
      child.kill('SIGSTOP');
      taken += performance.now() - began;
    },
    async perSecond(): Promise<number> {
      await end;
      return (readCounts(output, script, calls).requests / taken) * 1000;
    },
  };
}
