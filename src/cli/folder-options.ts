/** Options shared by several commands: the folders of rules and state. */
import type { Command } from 'commander';
import { type Config, type Flags, readConfig } from '../config.ts';
import type { Terminal } from './terminal.ts';

export interface FolderOptions {
  readonly data?: string;
  readonly state?: string;
  readonly database?: string;
}

export function addFolderOptions(command: Command): Command {
  return command
    .option('--data <folder>', 'the folder of rules (default: data/)')
    .option('--state <folder>', 'where published revisions are kept (default: .belltower/)')
    .option('--database <url>', 'a PostgreSQL database instead (DATABASE_URL)');
}

export function readFolderOptions(options: FolderOptions, terminal: Terminal, folder?: string): Config {
  const flags: Flags = {
    ...((folder ?? options.data) ? { data: (folder ?? options.data) as string } : {}),
    ...(options.state ? { state: options.state } : {}),
    ...(options.database ? { database: options.database } : {}),
  };
  return readConfig(flags, terminal.environment);
}
