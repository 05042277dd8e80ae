/** The program's log: pino, as readable lines or JSON. Secrets are removed in feeds/request-path.ts and again here. */
import { type Logger, pino } from 'pino';
import type { Config } from '../config.ts';
import type { RequestLogOptions } from '../web/access-log.ts';
import { createLogOutput } from './log-output.ts';
import { createReadableLines } from './readable-lines.ts';

const REDACTED = ['token', 'key', 'cookie', 'authorization', '*.token', '*.key', '*.cookie'];

/** The level of requests for feeds: between info and debug. */
const POLL = { poll: 25 } as const;

export function openLog(config: Pick<Config, 'logFormat' | 'logLevel'>): Logger<'poll'> {
  const options = { level: config.logLevel, customLevels: POLL, base: null, redact: { paths: REDACTED, censor: '…' } };
  // Not pino's own destination, which waits forever to write its last lines to a closed pipe.
  const output = createLogOutput();
  process.once('exit', output.flush);
  if (config.logFormat === 'json') return pino(options, output);
  const rewrite = createReadableLines(process.stdout.isTTY === true);
  return pino(options, { write: (line) => output.write(rewrite(line)) });
}

export function requestLogOf(log: Logger<'poll'>, { logFormat }: Pick<Config, 'logFormat'>): RequestLogOptions {
  return {
    info: log.info.bind(log),
    poll: log.isLevelEnabled('poll') ? log.poll.bind(log) : null,
    asFields: logFormat === 'json',
  };
}
