import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Conditions, createConditions } from '../../src/publish/conditions.ts';
import { registerRefusals, type StoreHealth, watchStoreHealth } from '../../src/publish/store-health.ts';
import {
  RowDamagedError,
  StoreFullError,
  StoreLockedError,
  StoreReadOnlyError,
  StoreReplacedError,
  StoreUnavailableError,
} from '../../src/store/errors.ts';
import type { Store } from '../../src/store/store.ts';
import { PATIENT } from '../patient.ts';

const lines: string[] = [];
const write = (_: object, line: string): void => void lines.push(line);
let conditions: Conditions;
let health: StoreHealth | null = null;
beforeEach(() => {
  lines.length = 0;
  conditions = createConditions({ info: write, warn: write, error: write }, () => 0);
});
afterEach(() => health?.stop());

const codes = (): string[] => conditions.list().map(({ code }) => code);

describe('a refused write', () => {
  it.each([
    [new StoreFullError('full'), 'sqlite', ['store-unwritable']],
    [new StoreReadOnlyError('read-only'), 'sqlite', ['store-unwritable']],
    [new StoreLockedError('locked'), 'sqlite', ['store-unwritable']],
    [new StoreUnavailableError('I/O error'), 'sqlite', ['store-unwritable']],
    [new StoreUnavailableError('away'), 'postgresql', ['store-unreachable']],
    [new StoreReplacedError('replaced'), 'sqlite', ['store-replaced']],
    [new RowDamagedError('one course'), 'sqlite', []],
    [new Error('a bug'), 'sqlite', []],
  ] as const)('is registered once: %s', async (error, driver, expected) => {
    const store = { driver, write: () => Promise.reject(error) } as unknown as Store;
    const guarded = registerRefusals(store, conditions);
    for (let time = 0; time < 3; time += 1) await expect(guarded.write(() => undefined)).rejects.toBe(error);
    expect(codes()).toEqual(expected);
    expect(lines).toHaveLength(expected.length);
  });
});

interface Faults {
  reached: boolean;
  there: boolean;
  full: boolean;
}

const nothing = async (): Promise<void> => undefined;

function watch(faults: Faults, retry = nothing, keepAgain = nothing): void {
  health = watchStoreHealth({
    store: {
      driver: 'sqlite',
      available: () => faults.reached,
      inPlace: () => faults.there,
      probe: async () => {
        if (faults.full) throw new StoreFullError('the disk is full');
      },
    },
    conditions,
    retry,
    keepAgain,
    lookMs: 5,
  });
}

it('tells at the start of a store that cannot be written, and when that ends, once each', async () => {
  const faults = { reached: true, there: true, full: true };
  watch(faults);
  await health?.probe();
  expect(codes()).toEqual(['store-unwritable']);
  await sleep(60);
  faults.full = false;
  await vi.waitFor(() => expect(codes()).toEqual([]), PATIENT);
  expect(lines.map((line) => line.replace(/:.*/, ''))).toEqual(['store-unwritable', 'ended']);
});

it('tells of a database that goes and comes, and of a state that is replaced and put back', async () => {
  const faults = { reached: true, there: true, full: false };
  watch(faults);
  for (const [name, code] of [
    ['reached', 'store-unreachable'],
    ['there', 'store-replaced'],
  ] as const) {
    faults[name] = false;
    await vi.waitFor(() => expect(codes()).toEqual([code]), PATIENT);
    faults[name] = true;
    await vi.waitFor(() => expect(codes()).toEqual([]), PATIENT);
  }
  expect(lines).toHaveLength(4);
});

it('publishes again by itself once the store can be written, and the condition lasts until that succeeds', async () => {
  const faults = { reached: true, there: true, full: true };
  let tries = 0;
  let large = true;
  watch(faults, async () => {
    tries += 1;
    if (!large) conditions.clear('publication-failing', 'rules');
  });
  conditions.raise('publication-failing', 'rules', 'the disk is full');
  await health?.probe();
  await sleep(40);
  expect(tries).toBe(0);
  faults.full = false;
  // There is space for a small write, but not for the publication.
  await vi.waitFor(() => expect(tries).toBeGreaterThan(1), PATIENT);
  expect(codes()).toEqual(['publication-failing', 'store-unwritable']);
  large = false;
  await vi.waitFor(() => expect(codes()).toEqual([]), PATIENT);
  expect(lines).toHaveLength(4);
});

it('reads the rules again while a file of them cannot be read, less and less often', async () => {
  let tries = 0;
  watch({ reached: true, there: true, full: false }, async () => {
    tries += 1;
    if (tries === 3) conditions.clear('rules-unreadable', 'site.yaml');
  });
  conditions.raise('rules-unreadable', 'site.yaml', 'permission denied');
  await vi.waitFor(() => expect(codes()).toEqual([]), PATIENT);
  await sleep(50);
  expect(tries).toBe(3);
});

it('writes this machine’s copy again while it cannot be written, and reads no rules for it', async () => {
  let tries = 0;
  let readings = 0;
  const retry = async (): Promise<void> => {
    readings += 1;
    conditions.clear('rules-unreadable', 'site.yaml');
  };
  watch({ reached: true, there: true, full: false }, retry, async () => {
    tries += 1;
    if (tries === 3) conditions.clear('disk-cache-failing', 'disk cache');
  });
  conditions.raise('disk-cache-failing', 'disk cache', 'no space left on device');
  await vi.waitFor(() => expect(codes()).toEqual([]), PATIENT);
  expect([tries, readings]).toEqual([3, 0]);
  conditions.raise('disk-cache-failing', 'disk cache', 'no space left on device');
  conditions.raise('rules-unreadable', 'site.yaml', 'permission denied');
  await vi.waitFor(() => expect(codes()).toEqual(['disk-cache-failing']), PATIENT);
  expect(readings).toBe(1);
});
