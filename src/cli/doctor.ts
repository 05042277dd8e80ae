/** `belltower doctor URL|FILE`: examines any calendar as calendar programs read it, and suggests fixes. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CommandLine } from './command-line.ts';
import { CommandError, FINE, PROBLEMS } from './exit.ts';
import { tellJson } from './tell-json.ts';
import type { Terminal } from './terminal.ts';

interface DoctorOptions {
  readonly json?: boolean;
}

export function addDoctor({ program, terminal, end }: CommandLine): void {
  program
    .command('doctor')
    .description('say what is wrong with any calendar (.ics), at an address or in a file, and how to mend it')
    .argument('<source>', 'https://…/course.ics, webcal://…, course.ics; - reads standard input')
    .option('--json', 'print the findings as JSON')
    .action(async (source: string, options: DoctorOptions) => end(await runDoctor(source, options, terminal)));
}

async function runDoctor(source: string, { json }: DoctorOptions, terminal: Terminal): Promise<number> {
  // Loaded on demand: a server does not need it.
  const { examineCalendar } = await import('../doctor/examine.ts');
  const { Findings } = await import('../doctor/codes.ts');
  const { formatDiagnosis, tellDiagnosis } = await import('../doctor/report.ts');
  const findings = new Findings();
  const bytes = await readSource(source, terminal, findings);
  const events = bytes === null ? null : examineCalendar(bytes, findings).events;
  const diagnosis = { source, events, findings };
  if (json) tellJson(terminal, 'doctor', tellDiagnosis(diagnosis));
  else terminal.out(formatDiagnosis(diagnosis));
  return findings.list.some(({ severity }) => severity === 'error') ? PROBLEMS : FINE;
}

async function readSource(
  source: string,
  terminal: Terminal,
  findings: import('../doctor/codes.ts').Findings,
): Promise<Uint8Array | null> {
  if (/^(?:https?|webcals?):/i.test(source)) {
    const { examineAddress } = await import('../doctor/address.ts');
    return (await examineAddress(source, 'any', findings)).body;
  }
  if (source === '-') return terminal.readInput();
  return readFile(path.resolve(terminal.folder, source)).catch(() => {
    throw new CommandError(`cannot read ${source}`);
  });
}
