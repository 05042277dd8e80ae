/** The command line: one program, a file for each command. */
import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config.ts';
import { FileWriteError } from '../publish/file-write-error.ts';
import { FolderError } from '../publish/folder.ts';
import { OlderZoneDataError } from '../publish/older-zone-data-error.ts';
import { StoreError } from '../store/errors.ts';
import type { CommandLine } from './command-line.ts';
import { readEnvironment } from './environment-file.ts';
import { CommandError, FINE, PROBLEMS, UsageError, WRONG_USAGE } from './exit.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

interface CommandFile {
  readonly names: readonly string[];
  readonly load: () => Promise<(line: CommandLine) => void>;
}

const COMPLETION = 'completion';

/** In the order of `belltower help`. Files are loaded on demand, because loading all takes a second. */
const COMMANDS: readonly CommandFile[] = [
  { names: ['serve'], load: async () => (await import('./serve.ts')).addServe },
  { names: ['check'], load: async () => (await import('./check.ts')).addCheck },
  { names: ['init'], load: async () => (await import('./init.ts')).addInit },
  { names: ['new'], load: async () => (await import('./new.ts')).addNew },
  { names: ['import'], load: async () => (await import('./import.ts')).addImport },
  { names: ['diff'], load: async () => (await import('./publish.ts')).addDiff },
  { names: ['publish'], load: async () => (await import('./publish.ts')).addPublish },
  { names: ['build'], load: async () => (await import('./build.ts')).addBuild },
  { names: ['change'], load: async () => (await import('./change.ts')).addChange },
  { names: ['staff', 'token'], load: async () => (await import('./staff.ts')).addStaffCommands },
  { names: ['export'], load: async () => (await import('./export.ts')).addExport },
  { names: ['restore'], load: async () => (await import('./restore.ts')).addRestore },
  { names: ['retire'], load: async () => (await import('./retire.ts')).addRetire },
  { names: ['backup'], load: async () => (await import('./backup.ts')).addBackup },
  { names: ['status'], load: async () => (await import('./status.ts')).addStatus },
  { names: ['why'], load: async () => (await import('./why.ts')).addWhy },
  { names: ['history'], load: async () => (await import('./history.ts')).addHistory },
  { names: ['term'], load: async () => (await import('./term.ts')).addTerm },
  { names: ['bounce'], load: async () => (await import('./bounce.ts')).addBounce },
  { names: ['doctor'], load: async () => (await import('./doctor.ts')).addDoctor },
  { names: [COMPLETION], load: async () => (await import('./completion.ts')).addCompletion },
];

/** Runs one command. Does not throw for users' mistakes; see exit.ts for the exit codes. */
export async function runCommand(argv: readonly string[], given?: Terminal): Promise<number> {
  const terminal = given ?? openTerminal(process.env);
  try {
    const environment = given ? given.environment : readEnvironment(terminal.environment);
    return await runProgram(argv, { ...terminal, environment });
  } catch (error) {
    return explainFailure(error, terminal);
  }
}

async function runProgram(argv: readonly string[], terminal: Terminal): Promise<number> {
  let code = FINE;
  const program = new Command('belltower')
    .description('Turns a course’s weekly rules into calendar feeds that stay right all term.')
    .version(VERSION, '--version', 'print the version')
    .showHelpAfterError('(`belltower help` lists the commands, `belltower help COMMAND` explains one)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    });
  for (const { load } of chooseFiles(argv)) (await load())({ program, terminal, end: (given) => (code = given) });
  for (const command of program.commands) command.copyInheritedSettings(program);
  await program.parseAsync(argv, { from: 'user' });
  return code;
}

/** The file of the named command; all files for help, and to suggest a command for a mistyped name. */
function chooseFiles([name]: readonly string[]): readonly CommandFile[] {
  if (name === '--version') return [];
  // It lists what the others take.
  if (name === COMPLETION) return COMMANDS;
  const named = COMMANDS.filter(({ names }) => names.includes(name ?? ''));
  return named.length > 0 ? named : COMMANDS;
}

/** Errors whose message says what is wrong and what to do. */
const TOLD = [CommandError, FolderError, StoreError, FileWriteError, OlderZoneDataError];

function explainFailure(error: unknown, terminal: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? FINE : WRONG_USAGE;
  if (error instanceof UsageError || error instanceof ConfigError) {
    terminal.err(`belltower: ${error.message}`);
    return WRONG_USAGE;
  }
  if (error instanceof Error && TOLD.some((kind) => error instanceof kind)) {
    terminal.err(`belltower: ${error.message}`);
    return PROBLEMS;
  }
  throw error;
}
