/** The program's log: pino, as readable lines or as JSON. Secrets never reach it (http/request-path.ts, and here once more). */
import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from '../config.ts';

export function openLog(config: Pick<Config, 'logFormat' | 'logLevel'>): Logger {
  const options = {
    level: config.logLevel,
    base: null,
    redact: { paths: ['token', 'key', 'cookie', 'authorization', '*.token', '*.key', '*.cookie'], censor: '…' },
  };
  if (config.logFormat === 'json') return pino(options);
  return pino(
    options,
    pretty({
      colorize: process.stdout.isTTY === true,
      translateTime: 'SYS:HH:MM:ss',
      ignore: 'pid,hostname',
      singleLine: true,
      sync: true,
    }),
  );
}
