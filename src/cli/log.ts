/** The program's log: pino, as readable lines or JSON. Secrets are removed in feeds/request-path.ts and again here. */
import { type Logger, pino } from 'pino';
import type { Config } from '../config.ts';
import type { RequestLogOptions } from '../web/access-log.ts';
import { createLogOutput } from './log-output.ts';
import { createReadableLines } from './readable-lines.ts';

const REDACTED = ['token', 'key', 'cookie', 'authorization', '*.token', '*.key', '*.cookie'];

/** The level of requests for feeds: between info and debug. */
const POLL = { poll: 25 } as const;

export interface ProgramLog {
  readonly log: Logger<'poll'>;
  readonly requestLog: RequestLogOptions;
}

export function openLog({ logFormat, logLevel }: Pick<Config, 'logFormat' | 'logLevel'>): ProgramLog {
  const options = { level: logLevel, customLevels: POLL, base: null, redact: { paths: REDACTED, censor: '…' } };
  // Not pino's own destination, which waits forever to write its last lines to a closed pipe.
  const output = createLogOutput();
  process.once('exit', output.flush);
  if (logFormat === 'json') {
    const log = pino(options, output);
    const poll = log.isLevelEnabled('poll') ? log.poll.bind(log) : null;
    return { log, requestLog: { info: log.info.bind(log), poll, asFields: true } };
  }
  const lines = createReadableLines(process.stdout.isTTY === true);
  const log = pino(options, { write: (line) => output.write(lines.rewrite(line)) });
  // As pino's, without making JSON of each sentence and reading it again.
  const writePoll = (_: object, sentence: string): void => output.write(lines.print(POLL.poll, Date.now(), sentence));
  return { log, requestLog: { info: log.info.bind(log), poll: log.isLevelEnabled('poll') ? writePoll : null } };
}
