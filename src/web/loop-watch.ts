/** How long the event loop is held, for /metrics. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const LOOP_RESOLUTION_MS = 20;

export interface LoopWatch {
  /** In seconds. */
  delays(): Readonly<Record<'p50' | 'p99' | 'max', number>>;
  stop(): void;
}

const MINUTE_MS = 60_000;

/** Kept by the minute rather than since the last reading: several programs may read the figures. */
export function watchLoop(): LoopWatch {
  const histogram = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  histogram.enable();
  // The histogram holds the timer's own interval too: what is above it is delay.
  const delay = (ns: number): number => Math.max(0, ns / 1e9 - LOOP_RESOLUTION_MS / 1000) || 0;
  const read = () => ({
    p50: delay(histogram.percentile(50)),
    p99: delay(histogram.percentile(99)),
    max: delay(histogram.max),
  });
  let before = read();
  const timer = setInterval(() => {
    before = read();
    histogram.reset();
  }, MINUTE_MS).unref();
  return {
    delays() {
      const now = read();
      const { p50, p99, max } = before;
      return { p50: Math.max(p50, now.p50), p99: Math.max(p99, now.p99), max: Math.max(max, now.max) };
    },
    stop() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
