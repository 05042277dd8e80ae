/**
 * /status.json, for `belltower status`; only for programs on this machine, because it names draft courses and paths.
 */
import { Router } from 'express';
import type { Status } from '../feeds/status.ts';
import { isOwnMachine } from './own-machine.ts';

export interface ServerStatus extends Status {
  readonly pid: number;
}

/** @param describe what holds now */
export function routeStatus(describe: () => Promise<Status>): Router {
  const router = Router({ caseSensitive: true });
  router.get('/status.json', (request, response, next) => {
    if (!isOwnMachine(request)) return next();
    void describe().then((status) => {
      response.set('Cache-Control', 'no-store').json({ pid: process.pid, ...status } satisfies ServerStatus);
    }, next);
  });
  return router;
}
