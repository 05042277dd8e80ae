/** /metrics for Prometheus: what an operator asks, by route and by program, never by person. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type RequestHandler, Router } from 'express';
import { Counter, Gauge, Registry } from 'prom-client';
import { type ConditionCode, LIST_OF_CODES } from '../domain/condition.ts';
import type { CourseKey } from '../domain/model.ts';
import type { Courses } from '../feeds/courses.ts';
import type { ServingState } from '../feeds/serving.ts';
import type { Shelf } from '../feeds/shelf.ts';
import type { Conditions } from '../publish/conditions.ts';
import { createLatencies } from './latency-metric.ts';
import { isOwnMachine } from './own-machine.ts';
import { type RequestCounters, ROUTE_CLASSES } from './request-counters.ts';

/** `loopback`: only for programs on this machine that come straight here, not through a proxy. */
export type MetricsAccess = 'open' | 'loopback' | 'off';

export interface MetricsParts {
  readonly counters: RequestCounters;
  readonly courses: Pick<Courses, 'entries' | 'size'>;
  readonly shelf: Pick<Shelf, 'counts'>;
  readonly state: () => ServingState;
  readonly conditions: Pick<Conditions, 'list'>;
}

export interface Metrics {
  /** The exposition format's text. */
  print(): Promise<string>;
  stop(): void;
}

const LOOP_RESOLUTION_MS = 20;

/** Starts to watch the event loop; everything else is read when it is asked for. */
export function openMetrics(parts: MetricsParts): Metrics {
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  loop.enable();
  const registry = new Registry();
  measureRequests(registry, parts);
  measurePublications(registry, parts);
  measureProcess(registry, parts, loop);
  return { print: () => registry.metrics(), stop: () => void loop.disable() };
}

function measureRequests(registry: Registry, { counters, shelf }: MetricsParts): void {
  const counter = <T extends string>(
    name: string,
    help: string,
    labels: readonly T[],
    read: (to: Counter<T>) => void,
  ) =>
    new Counter({
      name,
      help,
      labelNames: labels,
      registers: [registry],
      collect() {
        this.reset();
        read(this);
      },
    });
  counter('belltower_requests_total', 'Answers sent', ['route', 'status', 'program'], (to) => {
    for (const { count, ...labels } of counters.answers()) to.inc(labels, count);
  });
  // Every route has its series from the start: a rate needs a value before the first failure.
  counter('belltower_failures_total', 'Answers with a status of 500 or above', ['route'], (to) => {
    for (const route of ROUTE_CLASSES) to.inc({ route }, 0);
    for (const { route, status, count } of counters.answers()) if (status >= 500) to.inc({ route }, count);
  });
  registry.registerMetric(createLatencies(counters));
  counter('belltower_feed_lookups_total', 'Feeds asked for: kept already, or made', ['outcome'], (to) => {
    const { kept, made } = shelf.counts();
    to.inc({ outcome: 'kept' }, kept);
    to.inc({ outcome: 'made' }, made);
  });
  gauge(registry, 'belltower_feed_cache_bytes', 'Memory taken by feeds that are kept', [], (to) =>
    to.set(shelf.counts().bytes),
  );
}

function measurePublications(registry: Registry, { courses, state, conditions }: MetricsParts): void {
  const mark = (to: Gauge<'course'>, keys: Iterable<CourseKey>): void => {
    for (const course of keys) to.set({ course }, 1);
  };
  const each = (name: string, help: string, read: (to: Gauge<'course'>) => void): void =>
    gauge(registry, name, help, ['course'], read);
  each('belltower_course_published_timestamp_seconds', 'When the feeds of a course last changed', (to) => {
    for (const { key: course, lastModified } of courses.entries()) to.set({ course }, lastModified / 1000);
  });
  each('belltower_course_broken', 'Courses whose rules hold a mistake; their last good feeds stand', (to) =>
    mark(to, subjectsOf(conditions, 'course-broken')),
  );
  each('belltower_course_held', 'Courses with an edit that waits for belltower publish --confirm', (to) =>
    mark(to, subjectsOf(conditions, 'edit-held')),
  );
  gauge(registry, 'belltower_condition', 'Conditions that hold now, by code; 0: none', ['code'], (to) => {
    for (const code of LIST_OF_CODES) to.set({ code }, subjectsOf(conditions, code).length);
  });
  gauge(registry, 'belltower_courses', 'Courses being served', [], (to) => to.set(courses.size()));
  gauge(registry, 'belltower_publication_failing', '1 while rules cannot be published', [], (to) =>
    to.set(subjectsOf(conditions, 'publication-failing').length > 0 ? 1 : 0),
  );
  new Counter({
    name: 'belltower_publication_failures_total',
    help: 'Readings of rules that could not be published',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(state().failures);
    },
  });
  gauge(registry, 'belltower_read_timestamp_seconds', 'When rules were last read and published in full', [], (to) =>
    to.set(state().readAt / 1000),
  );
}

function measureProcess(registry: Registry, parts: MetricsParts, loop: ReturnType<typeof monitorEventLoopDelay>): void {
  gauge(registry, 'belltower_ready', '1 while there are feeds to serve', [], (to) =>
    to.set(parts.state().ready ? 1 : 0),
  );
  gauge(registry, 'belltower_store_available', '1 while the database answers', [], (to) =>
    to.set(subjectsOf(parts.conditions, 'store-unreachable').length > 0 ? 0 : 1),
  );
  gauge(registry, 'belltower_store_writable', '1 while changes can be written', [], (to) => {
    const codes = ['store-unreachable', 'store-unwritable', 'store-replaced'] as const;
    to.set(codes.some((code) => subjectsOf(parts.conditions, code).length > 0) ? 0 : 1);
  });
  gauge(registry, 'process_resident_memory_bytes', 'Memory of the process', [], (to) =>
    to.set(process.memoryUsage.rss()),
  );
  gauge(registry, 'process_start_time_seconds', 'When the process began', [], (to) =>
    to.set(Math.round(performance.timeOrigin / 1000)),
  );
  gauge(
    registry,
    'belltower_event_loop_delay_seconds',
    'Since the last reading of these figures',
    ['quantile'],
    (to) => {
      // The histogram holds the timer's own interval too: what is above it is delay.
      const delay = (ns: number): number => Math.max(0, ns / 1e9 - LOOP_RESOLUTION_MS / 1000) || 0;
      to.set({ quantile: '0.5' }, delay(loop.percentile(50)));
      to.set({ quantile: '0.99' }, delay(loop.percentile(99)));
      to.set({ quantile: '1' }, delay(loop.max));
      loop.reset();
    },
  );
}

function subjectsOf(conditions: Pick<Conditions, 'list'>, wanted: ConditionCode): string[] {
  return conditions
    .list()
    .filter(({ code }) => code === wanted)
    .map(({ subject }) => subject);
}

/** A gauge without memory: whatever it does not set anew is gone. */
function gauge<T extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly T[],
  read: (to: Gauge<T>) => void,
): void {
  new Gauge({
    name,
    help,
    labelNames,
    registers: [registry],
    collect() {
      this.reset();
      read(this);
    },
  });
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
