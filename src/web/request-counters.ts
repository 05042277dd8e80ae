/** Counts answers: an addition each; texts are built only when the counts are read. */

import { isCalendarPath } from '../feeds/request-path.ts';

export const ROUTE_CLASSES = ['feed', 'personal feed', 'personal page', 'page', 'desk', 'api', 'operator'] as const;

export type RouteClass = (typeof ROUTE_CLASSES)[number];

/** Upper bounds in milliseconds; the last bucket has none. */
export const LATENCY_BOUNDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 100, 500, 2500];

export interface AnswerCount {
  readonly route: RouteClass;
  readonly status: number;
  readonly program: string;
  readonly count: number;
}

export interface LatencyCount {
  readonly route: RouteClass;
  /** The count of each bucket; one more than there are bounds. */
  readonly buckets: readonly number[];
  readonly milliseconds: number;
}

export interface RequestCounters {
  /** @param program from access-log's `nameProgram` */
  count(route: RouteClass, status: number, milliseconds: number, program: string): void;
  answers(): AnswerCount[];
  latencies(): LatencyCount[];
}

interface RouteCounters {
  readonly byStatus: Map<number, Map<string, { count: number }>>;
  readonly buckets: Float64Array;
  milliseconds: number;
}

export function createRequestCounters(): RequestCounters {
  const routes = new Map<RouteClass, RouteCounters>();
  const open = (route: RouteClass): RouteCounters => {
    const made = { byStatus: new Map(), buckets: new Float64Array(LATENCY_BOUNDS.length + 1), milliseconds: 0 };
    routes.set(route, made);
    return made;
  };
  return {
    count(route, status, milliseconds, program) {
      const counters = routes.get(route) ?? open(route);
      const label = PROGRAMS.has(program) ? program : 'other';
      const programs = counters.byStatus.get(status) ?? new Map<string, { count: number }>();
      const cell = programs.get(label) ?? { count: 0 };
      if (cell.count === 0) counters.byStatus.set(status, programs.set(label, cell));
      cell.count += 1;
      let bucket = 0;
      while (bucket < LATENCY_BOUNDS.length && milliseconds > (LATENCY_BOUNDS[bucket] as number)) bucket += 1;
      counters.buckets[bucket] = (counters.buckets[bucket] as number) + 1;
      counters.milliseconds += milliseconds;
    },
    answers: () =>
      [...routes].flatMap(([route, { byStatus }]) =>
        [...byStatus].flatMap(([status, programs]) =>
          [...programs].map(([program, { count }]) => ({ route, status, program, count })),
        ),
      ),
    latencies: () =>
      [...routes].map(([route, { buckets, milliseconds }]) => ({ route, buckets: [...buckets], milliseconds })),
  };
}

/**
 * Programs with their own series. Clients may send any name and each would be a new series for ever, so others are
 * `other`.
 */
const PROGRAMS: ReadonlySet<string> = new Set([
  'Google-Calendar-Importer',
  'Googlebot',
  'CalendarAgent',
  'dataaccessd',
  'Thunderbird',
  'ICSx5',
  'Nextcloud',
  'Outlook',
  'Exchange',
  'Evolution',
  'vdirsyncer',
  'curl',
  'Mozilla',
  'Microsoft',
  'Yahoo',
  'Fantastical',
  'BusyCal',
  'Proton',
  'Prometheus',
  '-',
]);

/** The route of an address; paths themselves are unbounded, and some are secret. */
export function classify(path: string): RouteClass {
  if (path.startsWith('/my')) {
    if (path.length === 3) return 'personal page';
    if (path.charCodeAt(3) === 47) return isCalendarPath(path) ? 'personal feed' : 'personal page';
  }
  if (isCalendarPath(path)) return 'feed';
  if (path.startsWith('/desk')) return 'desk';
  if (path.startsWith('/api')) return 'api';
  return OPERATOR.has(path) ? 'operator' : 'page';
}

const OPERATOR: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics', '/status.json', '/robots.txt']);
