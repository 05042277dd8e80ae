/** The program's log: pino, as readable lines or as JSON. Secrets never reach it (feeds/request-path.ts, and here once more). */
import { type Logger, pino } from 'pino';
import type { Config } from '../config.ts';
import type { RequestLogParts } from '../web/access-log.ts';
import { createLogOutput } from './log-output.ts';
import { createReadableLines } from './readable-lines.ts';

const REDACTED = ['token', 'key', 'cookie', 'authorization', '*.token', '*.key', '*.cookie'];

/** Requests of feeds: less than news, more than debugging. */
const POLL = { poll: 25 } as const;

export function openLog(config: Pick<Config, 'logFormat' | 'logLevel'>): Logger<'poll'> {
  const options = { level: config.logLevel, customLevels: POLL, base: null, redact: { paths: REDACTED, censor: '…' } };
  // Not pino's own destination: it waits for ever to write its last lines where the reader of a pipe has gone.
  const output = createLogOutput();
  process.once('exit', output.flush);
  if (config.logFormat === 'json') return pino(options, output);
  const rewrite = createReadableLines(process.stdout.isTTY === true);
  return pino(options, { write: (line) => output.write(rewrite(line)) });
}

export function requestLogOf(log: Logger<'poll'>, { logFormat }: Pick<Config, 'logFormat'>): RequestLogParts {
  return {
    info: log.info.bind(log),
    poll: log.isLevelEnabled('poll') ? log.poll.bind(log) : null,
    asFields: logFormat === 'json',
  };
}
