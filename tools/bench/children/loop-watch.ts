/**
 * Loaded ahead of a program with `--import`: looks once a millisecond how long its event loop was held. At SIGUSR2 it
 * writes what it saw since the last one to the file that BENCH_LOOP_FILE names, and begins anew.
 */
import { openSync, readSync, renameSync, writeFileSync } from 'node:fs';

/** Milliseconds, each the longest of its kind. */
export interface LoopReport {
  /** Counts the reports of this process. */
  readonly number: number;
  /** By the program itself: computing, or waiting for a disk. */
  readonly held: number;
  /** By the clock, with the time that other programs had the processor. */
  readonly passed: number;
}

const INTERVAL_MS = 1;
const file = process.env.BENCH_LOOP_FILE;
if (file !== undefined) watch(file);

function watch(file: string): void {
  const readQueued = openQueued();
  let number = 0;
  let held = 0;
  let passed = 0;
  const look = () => ({ at: performance.now(), queued: readQueued() });
  let last = look();
  setInterval(() => {
    const now = look();
    // The interval itself is no delay.
    const length = now.at - last.at - INTERVAL_MS;
    passed = Math.max(passed, length);
    held = Math.max(held, length - (now.queued - last.queued));
    last = now;
  }, INTERVAL_MS).unref();
  process.on('SIGUSR2', () => {
    number += 1;
    const report: LoopReport = { number, held, passed };
    [held, passed] = [0, 0];
    // Whole or not at all, for it is being waited for.
    writeFileSync(`${file}.new`, JSON.stringify(report));
    renameSync(`${file}.new`, file);
    last = look();
  });
}

/** Milliseconds that the main thread was ready and had no processor so far; 0 where the system does not tell. */
function openQueued(): () => number {
  const buffer = Buffer.alloc(64);
  try {
    const stat = openSync('/proc/self/schedstat', 'r');
    return () => {
      const length = readSync(stat, buffer, 0, buffer.length, 0);
      return Number(buffer.toString('latin1', 0, length).split(' ')[1]) / 1e6;
    };
  } catch {
    return () => 0;
  }
}
