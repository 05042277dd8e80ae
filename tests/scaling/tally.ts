/** What came back in one phase: counts, waits, and failures in words. */

export interface Tally {
  readonly answers: number;
  readonly statuses: ReadonlyMap<string, number>;
  /** nginx's word on how each answer was come by. */
  readonly cached: ReadonlyMap<string, number>;
  readonly failed: number;
  /** The first of them in words. */
  readonly failures: readonly string[];
  /** Answers that showed one subscriber an older revision than an answer before. */
  readonly wentBack: number;
  /** Connections refused or cut by a replica that was meant to be away. */
  readonly away: number;
  /** The longest that anybody waited for an answer, and all but one in a hundred (ms). */
  waits(): { readonly longest: number; readonly p99: number };
}

export interface RunningTally extends Tally {
  answer(kind: string, status: number, cached: string | undefined, ms: number): void;
  fail(why: string): void;
  goBack(): void;
  miss(): void;
}

/** More of one phase's failures say nothing more. */
const KEPT = 50;

export function createTally(): RunningTally {
  const statuses = new Map<string, number>();
  const cached = new Map<string, number>();
  const failures: string[] = [];
  const waits: number[] = [];
  let wentBack = 0;
  let away = 0;
  let failed = 0;
  const add = (to: Map<string, number>, key: string): void => void to.set(key, (to.get(key) ?? 0) + 1);
  return {
    statuses,
    cached,
    get answers() {
      return waits.length;
    },
    get failed() {
      return failed;
    },
    failures,
    get wentBack() {
      return wentBack;
    },
    get away() {
      return away;
    },
    answer(kind, status, how, ms) {
      add(statuses, `${kind} ${status}`);
      if (how !== undefined) add(cached, how);
      waits.push(ms);
    },
    fail(why) {
      failed += 1;
      if (failures.length < KEPT) failures.push(why);
    },
    goBack: () => {
      wentBack += 1;
    },
    miss: () => {
      away += 1;
    },
    waits() {
      const sorted = waits.toSorted((a, b) => a - b);
      return { longest: sorted.at(-1) ?? 0, p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0 };
    },
  };
}
