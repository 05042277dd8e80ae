/** `belltower serve`: publishes a folder of rules and serves its feeds and pages. */
import path from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { ListenError } from '../web/server.ts';
import type { CommandLine } from './command-line.ts';
import { CommandError } from './exit.ts';
import { guardProcess } from './last-resort.ts';
import { openLog } from './log.ts';
import { openStore } from './open-store.ts';
import type { Terminal } from './terminal.ts';
import { describeServing, listShown } from './welcome.ts';

export function addServe({ program, terminal }: CommandLine): void {
  program
    .command('serve', { isDefault: false })
    .description('publish a folder of rules and serve its feeds and pages')
    .option('--data <folder>', 'the folder of rules (BELLTOWER_DATA; default: data/)')
    .option('--port <number>', 'port to listen on, 0 for any free one (PORT; default: 4180)')
    .option('--host <address>', 'address to listen on (HOST; default: 127.0.0.1)')
    .option('--state <folder>', 'where published revisions are kept (BELLTOWER_STATE; default: .belltower/)')
    .option('--database <url>', 'a PostgreSQL database instead (DATABASE_URL)')
    .option('--public-url <url>', 'the address that people reach this site at (PUBLIC_URL)')
    .option('--publish', 'with --database: publish the folder’s rules to every replica')
    .option('--no-compression', 'never compress (COMPRESSION=off), where a proxy in front does it')
    .action(async (flags) => {
      // Commander sets compression to true if no flag is given: then the environment decides.
      const { compression, ...rest } = flags;
      await serve(readConfig(compression === false ? { ...rest, compression } : rest, terminal.environment), terminal);
    });
}

async function serve(config: Config, terminal: Terminal): Promise<void> {
  const { log, requestLog } = openLog(config);
  // The writer thread starts while pages and desk are loaded.
  const opening = openStore(config, { onMigrated: (sentence) => log.info({}, sentence) });
  opening.catch(() => undefined);
  const { openServer } = await import('./open-server.ts');
  const server = await openServer(config, log, opening, requestLog).catch((error: unknown) => {
    throw error instanceof ListenError ? new CommandError(error.message) : error;
  });
  const inside = path.relative(terminal.folder, config.data);
  const shown = inside === '' || inside.startsWith('..') ? config.data : inside;
  const unguard = guardProcess(server.conditions, log);
  await server.courses.ready(listShown(server.courses));
  const announce = config.logFormat === 'json' ? (line: string) => log.info({}, line.trim()) : terminal.out;
  for (const line of describeServing(server.courses, server, config.publicUrl, shown)) announce(line);
  const signal = await terminal.untilStopped();
  log.info({}, `stopping (${signal})`);
  await server.stop();
  unguard();
}
