/** The command line: one program, a file for each command. */
import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config.ts';
import { FolderError } from '../publish/folder.ts';
import { FileWriteError } from '../publish/whole-file.ts';
import { StoreError } from '../store/errors.ts';
import { addBackup } from './backup.ts';
import { addBounce } from './bounce.ts';
import { addBuild } from './build.ts';
import { addChange } from './change.ts';
import { addCheck } from './check.ts';
import { addDoctor } from './doctor.ts';
import { readEnvironment } from './environment-file.ts';
import { CommandError, FINE, PROBLEMS, UsageError, WRONG_USAGE } from './exit.ts';
import { addImport } from './import.ts';
import { addInit } from './init.ts';
import { addNew } from './new.ts';
import { addDiff, addPublish } from './publish.ts';
import { addServe } from './serve.ts';
import { addStaffCommands } from './staff.ts';
import { addState } from './state.ts';
import { addStatus } from './status.ts';
import { addTerm } from './term.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

const ADDERS = [
  addServe,
  addCheck,
  addInit,
  addNew,
  addImport,
  addDiff,
  addPublish,
  addBuild,
  addChange,
  addStaffCommands,
  addState,
  addBackup,
  addStatus,
  addTerm,
  addBounce,
  addDoctor,
];

/** Runs one command. Never throws for a user's mistake; the exit code tells (exit.ts). */
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
  for (const add of ADDERS) add({ program, terminal, end: (given) => (code = given) });
  for (const command of program.commands) command.copyInheritedSettings(program);
  await program.parseAsync(argv, { from: 'user' });
  return code;
}

/** Failures whose message says what is wrong and what to do. */
const TOLD = [CommandError, FolderError, StoreError, FileWriteError];

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
