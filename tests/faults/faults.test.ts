/** A sample of `npm run faults`, which covers every call. */
import { describe, expect, it } from 'vitest';
import { type FileCall, findUnflushed } from './calls.ts';
import { injectFaults } from './file-faults.ts';
import { OVERWRITING } from './scenarios.ts';
import { limitPages } from './store-faults.ts';

describe('files that are being written when the disk is full or the process is killed', () => {
  it.each(OVERWRITING.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
    // Of the others, whose files are written by the same functions, only the order of the calls is judged.
    const calls = scenario.isSample ? 1 : 0;
    const report = await injectFaults(scenario, calls);
    expect(report.wrong).toEqual([]);
    expect(report.calls).toBeGreaterThan(0);
    expect(report.full).toBe(calls);
    expect(report.killed).toBe(calls);
  });

  it('would be found half written, and named before they are flushed', async () => {
    const report = await injectFaults({
      name: 'written in place',
      prepare: async (_folder, run) => run('tests/faults/in-place.ts', 'place', 'before'),
      command: ['tests/faults/in-place.ts', 'place', 'after it'],
      writes: 'place',
    });
    expect(report.wrong.join('\n')).toMatch(/SIGKILL at call \d \(writeFile file\): file is half written/);
    const call = (name: string, file: string, from: string | null = null): FileCall => {
      return { name, file, from, needsSpace: true };
    };
    const calls = [call('open', 'a.new'), call('writeFile', 'a.new'), call('rename', 'a', 'a.new')];
    expect(findUnflushed(calls)).toEqual(['a']);
    expect(findUnflushed(calls.toSpliced(2, 0, call('sync', 'a.new')))).toEqual([]);
  });
});

describe('a store whose disk is full', () => {
  it('loses nothing, stays consistent and continues', async () => {
    const limited = await limitPages([0, 7, 20]);
    expect(limited.wrong).toEqual([]);
    expect(limited.acknowledged).toBeGreaterThan(3);
  });
});
