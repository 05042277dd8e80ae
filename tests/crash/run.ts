/**
 * Long crash test, with counts: `node tests/crash/run.ts [KILLS]` (default: 200 per database).
 * Exit code 1 if acknowledged changes were lost, reverted or partial, or if a hasty store was not detected.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FEWEST_FOR_THREADS } from '../../src/publish/plans-ahead.ts';
import { startPostgres } from '../store/postgres-server.ts';
import { type CrashReport, crashRepeatedly } from './crashes.ts';
import { changeWholeTerm } from './term-workload.ts';

const kills = Number(process.argv[2] ?? 200);
const folder = await mkdtemp(path.join(tmpdir(), 'belltower-crash-'));
const server = await startPostgres();

function say(name: string, report: CrashReport, ok: boolean): void {
  const { unanswered, unansweredMade, acknowledged, wrong } = report;
  process.stdout.write(
    `${name}: ${report.kills} kills, ${unanswered} of them before an answer (${unansweredMade} left the change behind, ` +
      `${unanswered - unansweredMade} nothing of it), ${acknowledged} changes acknowledged, ${wrong.length} wrong: ` +
      `${ok ? 'as it should be' : 'FAILED'}\n${wrong.map((sentence) => `  ${sentence}\n`).join('')}`,
  );
  if (!ok) process.exitCode = 1;
}

try {
  for (const driver of ['sqlite', 'postgresql'] as const) {
    const create = async (): Promise<string> =>
      driver === 'sqlite' ? await mkdtemp(path.join(folder, 'state-')) : await server.createDatabase();
    const honest = await crashRepeatedly({ driver, place: await create(), kills });
    say(driver, honest, honest.wrong.length === 0 && honest.unanswered >= honest.kills / 2);
    const hasty = await crashRepeatedly({ driver, place: await create(), kills, hasty: true, untilWrong: true });
    say(`${driver}, acknowledging before it commits`, hasty, hasty.wrong.length > 0);
    for (const courses of [40, FEWEST_FOR_THREADS + 20]) {
      const term = await crashRepeatedly({ driver, place: await create(), kills, story: changeWholeTerm(courses) });
      say(`${driver}, while ${courses} courses are loaded, evicted and changed`, term, term.wrong.length === 0);
    }
  }
} finally {
  await server.remove();
  await rm(folder, { recursive: true, force: true });
}
