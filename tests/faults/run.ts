/**
 * `npm run faults`: every call by which a file is written fails once, by a full disk and by the end of the process;
 * the store's disk is full at every page, and its process is killed. Exit code 1 if anything was lost, half done, or
 * not finished by the next run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crashRepeatedly } from '../crash/crashes.ts';
import { changeWholeTerm } from '../crash/term-workload.ts';
import { injectFaults } from './file-faults.ts';
import { ADDING, OVERWRITING } from './scenarios.ts';
import { type FullDiskReport, fillFileSystem, limitPages } from './store-faults.ts';

const KILLS = 40;

function say(name: string, counts: string, wrong: readonly string[]): void {
  process.stdout.write(`${name}: ${counts}: ${wrong.length === 0 ? 'ok' : 'FAILED'}\n`);
  for (const sentence of wrong) process.stdout.write(`  ${sentence}\n`);
  if (wrong.length > 0) process.exitCode = 1;
}

for (const scenario of [...OVERWRITING, ...ADDING]) {
  const { name, calls, full, killed, wrong } = await injectFaults(scenario);
  say(name, `${calls} calls, ${full} failed by ENOSPC, ${killed} by SIGKILL`, wrong);
}

const countFull = ({ full, acknowledged }: FullDiskReport): string =>
  `${full} times full, ${acknowledged} changes acknowledged`;
const limited = await limitPages(Array.from({ length: 60 }, (_, index) => index));
say('store, limited by PRAGMA max_page_count', countFull(limited), limited.wrong);

const sizes = Array.from({ length: 40 }, (_, index) => index * 4096);
const filled = await fillFileSystem(sizes);
if (filled) say('store, on a file system that is filled up', countFull(filled), filled.wrong);
else process.stdout.write('store, on a file system that is filled up: left out, as none can be mounted here\n');

const folder = mkdtempSync(path.join(tmpdir(), 'belltower-faults-'));
try {
  const { kills, unanswered, acknowledged, wrong } = await crashRepeatedly({
    driver: 'sqlite',
    place: folder,
    kills: KILLS,
  });
  const counts = `${kills} kills, ${unanswered} of them before an answer, ${acknowledged} changes acknowledged`;
  say('store, its process killed', counts, wrong);
  const term = await crashRepeatedly({
    driver: 'sqlite',
    place: path.join(folder, 'term'),
    kills: KILLS,
    story: changeWholeTerm(40),
  });
  const termCounts = `${term.kills} kills, ${term.unanswered} of them before an answer, ${term.acknowledged} changes acknowledged`;
  say('whole-term changes, while courses are loaded and evicted, killed', termCounts, term.wrong);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
