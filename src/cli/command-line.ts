import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';

/** What each command adds itself to; it reports its exit code through `end`. */
export interface CommandLine {
  readonly program: Command;
  readonly terminal: Terminal;
  readonly end: (code: number) => void;
}
