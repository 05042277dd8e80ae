/** `npm run bench`: measures Belltower beside other servers and libraries, and writes the report. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Figure, SectionName } from './figure.ts';
import { type Options, readOptions, USAGE, UsageError } from './options.ts';
import { compileProgram } from './program.ts';
import { describeMissing } from './programs.ts';
import { describeMachine } from './report/machine.ts';
import { drawPicture } from './report/picture.ts';
import { writeTable } from './report/table.ts';
import { measureChanges } from './sections/change.ts';
import { measureCombined } from './sections/combined.ts';
import { measureExpansion } from './sections/expansion.ts';
import { measureFeeds } from './sections/feed.ts';
import { measureGrowth } from './sections/growth.ts';
import { measureLoop } from './sections/loop.ts';
import { measureNotices } from './sections/notices.ts';
import { measureTermChange } from './sections/term.ts';
import { measureYears } from './sections/years.ts';
import { clearWorkbench, openWorkbench, type Workbench } from './workbench.ts';

const MEASUREMENTS: Readonly<Record<SectionName, (bench: Workbench) => Promise<readonly Figure[]>>> = {
  feed: measureFeeds,
  expansion: measureExpansion,
  change: measureChanges,
  loop: measureLoop,
  combined: measureCombined,
  growth: measureGrowth,
  years: measureYears,
  term: measureTermChange,
  notices: measureNotices,
};

process.exitCode = await run(process.argv.slice(2));

async function run(args: readonly string[]): Promise<number> {
  let options: Options;
  try {
    options = readOptions(args, new Date().toISOString().slice(0, 10));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n${USAGE}`);
    return 2;
  }
  const missing = describeMissing(['wrk', 'nginx', 'radicale'].filter((program) => !options.without.has(program)));
  if (missing !== null) {
    console.error(missing);
    return 1;
  }
  compileProgram();
  const { figures, failures } = await measure(options);
  const report = { figures, date: options.date, machine: describeMachine(), options };
  const table = writeTable(report);
  console.log(`\n${table}`);
  for (const failure of failures) console.error(failure);
  if (failures.length > 0) return 1;
  if (options.out !== null) {
    await mkdir(options.out, { recursive: true });
    await writeFile(path.join(options.out, 'benchmark.md'), table);
    await writeFile(path.join(options.out, 'benchmark.svg'), drawPicture(report));
  }
  return 0;
}

/** A failing section does not stop the others; then the page is not written. */
async function measure(
  options: Options,
): Promise<{ readonly figures: readonly Figure[]; readonly failures: readonly string[] }> {
  const figures: Figure[] = [];
  const failures: string[] = [];
  for (const section of options.sections) {
    const bench = await openWorkbench(options, (line) => console.log(line));
    const started = performance.now();
    console.log(section);
    try {
      figures.push(...(await MEASUREMENTS[section](bench)));
    } catch (error) {
      const failure = `${section} failed: ${error instanceof Error ? error.stack : error}`;
      console.error(failure);
      failures.push(failure);
    } finally {
      await clearWorkbench(bench);
    }
    console.log(`  (${((performance.now() - started) / 1000).toFixed(0)} s)`);
  }
  return { figures, failures };
}
