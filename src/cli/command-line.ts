import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';

/** The context in which a command registers itself; it reports its exit code through `end`. */
export interface CommandLine {
  readonly program: Command;
  readonly terminal: Terminal;
  readonly end: (code: number) => void;
}
