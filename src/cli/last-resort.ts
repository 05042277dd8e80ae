/** Handlers of uncaught errors: the error is registered as a condition, and the server continues. */

import type { ServiceLog } from '../domain/log.ts';
import type { Conditions } from '../publish/conditions.ts';

const HINT = 'restart the server when it suits, and report this error with the lines before it in the log';

/**
 * Feeds are served from memory and writes are transactions in the store's thread, so an error that
 * ended one request or timer leaves the rest sound. The condition stays until the restart.
 * @returns a function that takes the handlers away
 */
export function guardProcess(
  conditions: Conditions,
  log: ServiceLog,
  events: NodeJS.EventEmitter = process,
): () => void {
  const register = (error: unknown): void => {
    const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    log.error({}, `unexpected error: ${stack || message}`);
    // By location: a repeated error is one condition.
    const place = /^\s*at (.+)$/m.exec(stack)?.[1] ?? name;
    conditions.raise('program-fault', place, `${name}: ${message}`, HINT);
  };
  // Standard output is closed (`belltower serve | head`): logging ends, the server continues.
  const ignoreClosed = (error: NodeJS.ErrnoException): void => {
    if (error.code !== 'EPIPE') register(error);
  };
  events.on('uncaughtException', register);
  events.on('unhandledRejection', register);
  process.stdout.on('error', ignoreClosed);
  return () => {
    events.off('uncaughtException', register);
    events.off('unhandledRejection', register);
    process.stdout.off('error', ignoreClosed);
  };
}
