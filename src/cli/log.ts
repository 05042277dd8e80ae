/** The program's log: pino, as readable lines or as JSON. Secrets never reach it (http/request-path.ts, and here once more). */
import { type Logger, pino } from 'pino';
import type { Config } from '../config.ts';
import { createReadableLines } from './readable-lines.ts';

const REDACTED = ['token', 'key', 'cookie', 'authorization', '*.token', '*.key', '*.cookie'];
/** Under load a line's own write would cost as much as the answer: lines wait for each other, and not for long. */
const BATCH_BYTES = 8192;
const FLUSH_MS = 100;

export function openLog(config: Pick<Config, 'logFormat' | 'logLevel'>): Logger {
  const options = { level: config.logLevel, base: null, redact: { paths: REDACTED, censor: '…' } };
  const output = pino.destination({ dest: 1, sync: true, minLength: BATCH_BYTES });
  setInterval(() => output.flush(), FLUSH_MS).unref();
  process.once('exit', () => output.flushSync());
  if (config.logFormat === 'json') return pino(options, output);
  const rewrite = createReadableLines(process.stdout.isTTY === true);
  return pino(options, { write: (line) => output.write(rewrite(line)) });
}
