/** `belltower serve`: publishes a folder of rules and serves its feeds and pages. */
import path from 'node:path';
import { type Config, readConfig } from '../config.ts';
import { createRequestLog } from '../http/access-log.ts';
import { createApp } from '../http/app.ts';
import { routeHealth } from '../http/health.ts';
import { createListener } from '../http/listener.ts';
import { ListenError, startServer } from '../http/server.ts';
import { systemClock } from '../service/clock.ts';
import { startServing } from '../service/serving.ts';
import type { CommandLine } from './command.ts';
import { CommandError } from './exit.ts';
import { openLog } from './log.ts';
import { openStore } from './open-store.ts';
import type { Terminal } from './terminal.ts';
import { describeServing } from './welcome.ts';

/** Open requests may take this long to finish when the server is asked to stop. */
const STOP_MS = 4000;

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
      // Commander sets compression to true where nothing is said: the environment decides then.
      const { compression, ...rest } = flags;
      await serve(readConfig(compression === false ? { ...rest, compression } : rest, terminal.environment), terminal);
    });
}

async function serve(config: Config, terminal: Terminal): Promise<void> {
  const log = openLog(config);
  const store = await openStore(config);
  const drafts = isLoopback(config.host) && config.publicUrl === null;
  const serving = await startServing({
    store,
    clock: systemClock,
    log,
    publicUrl: config.publicUrl,
    drafts,
    folder: config.publish ? config.data : null,
  });
  const app = createApp({
    log,
    secure: config.publicUrl?.startsWith('https:') === true,
    routers: [routeHealth(() => ({ ready: true, unavailable: serving.state().unavailable }))],
  });
  const listener = createListener({
    app,
    log: createRequestLog(log),
    compression: config.compression,
    answerFeed: serving.shelf.answer,
  });
  const stop = async (): Promise<void> => {
    await serving.stop();
    await store.close();
  };
  try {
    const server = await startServer(listener, config.host, config.port);
    const shown = path.relative(terminal.folder, config.data) || config.data;
    for (const line of describeServing(serving.courses, server, config.publicUrl, shown)) terminal.out(line);
    const signal = await terminal.untilStopped();
    log.info({}, `stopping (${signal})`);
    await server.stop(STOP_MS);
  } catch (error) {
    if (error instanceof ListenError) throw new CommandError(error.message);
    throw error;
  } finally {
    await stop();
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
