/** The latency histogram, printed from counters: prom-client's own would build label texts for every request. */
import type { Metric } from 'prom-client';
import { LATENCY_BOUNDS, type RequestCounters } from './request-counters.ts';

const NAME = 'belltower_request_seconds';

interface Sample {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A metric for prom-client's Registry (`get`), with cumulative buckets in seconds. */
export function createLatencies(counters: RequestCounters): Metric {
  const get = async () => ({
    name: NAME,
    help: 'From a request’s head to the end of its answer, as the server sees it',
    type: 'histogram',
    aggregator: 'sum',
    values: counters.latencies().flatMap(({ route, buckets, milliseconds }): Sample[] => {
      let below = 0;
      const samples = buckets.map((count, index): Sample => {
        below += count;
        const bound = LATENCY_BOUNDS[index];
        const le = bound === undefined ? '+Inf' : String(bound / 1000);
        return { metricName: `${NAME}_bucket`, labels: { le, route }, value: below };
      });
      return [
        ...samples,
        { metricName: `${NAME}_sum`, labels: { route }, value: milliseconds / 1000 },
        { metricName: `${NAME}_count`, labels: { route }, value: below },
      ];
    }),
  });
  return { name: NAME, get, reset: () => undefined } as unknown as Metric;
}
