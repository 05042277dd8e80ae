/** /metrics for Prometheus: what an operator asks, by route and by program, never by person. */
import { type RequestHandler, Router } from 'express';
import { watchLoop } from './loop-watch.ts';
import type { MetricsContext } from './metric-families.ts';
import { isOwnMachine } from './own-machine.ts';

/** `loopback`: only programs on this machine, without a proxy between. */
export type MetricsAccess = 'open' | 'loopback' | 'off';

export interface Metrics {
  /** In the text exposition format. */
  print(): Promise<string>;
  stop(): void;
}

/** Monitors the event loop from now on; everything else is read when requested. */
export function openMetrics(context: MetricsContext): Metrics {
  const loop = watchLoop();
  let families: Promise<() => Promise<string>> | null = null;
  return {
    async print() {
      // prom-client brings 90 modules, and many servers are never asked.
      families ??= import('./metric-families.ts').then(({ createFamilies }) => createFamilies(context, loop));
      return await (await families)();
    },
    stop: loop.stop,
  };
}

export function routeMetrics(metrics: Metrics, access: MetricsAccess): Router {
  const router = Router({ caseSensitive: true });
  const answer: RequestHandler = (request, response, next) => {
    if (access === 'off' || (access === 'loopback' && !isOwnMachine(request))) return next();
    void metrics.print().then((text) => {
      response.type('text/plain; version=0.0.4; charset=utf-8').set('Cache-Control', 'no-store').send(text);
    }, next);
  };
  router.get('/metrics', answer);
  return router;
}
