/** Every metric of /metrics, as prom-client prints them. */
import { readdir } from 'node:fs/promises';
import { Counter, Gauge, Registry } from 'prom-client';
import { type ConditionCode, LIST_OF_CODES } from '../domain/condition.ts';
import type { CourseKey } from '../domain/model.ts';
import type { Courses } from '../feeds/courses.ts';
import type { FeedCache } from '../feeds/feed-cache.ts';
import { listPublished } from '../feeds/list-published.ts';
import type { ServingStatus } from '../feeds/serving.ts';
import type { StatusFacts } from '../feeds/status.ts';
import type { Conditions } from '../publish/conditions.ts';
import { createLatencies } from './latency-metric.ts';
import type { LoopWatch } from './loop-watch.ts';
import { type RequestCounters, ROUTE_CLASSES } from './request-counters.ts';

export interface MetricsContext {
  readonly counters: RequestCounters;
  readonly courses: Pick<Courses, 'terms' | 'inTerm' | 'size'>;
  readonly feedCache: Pick<FeedCache, 'counts'>;
  readonly status: () => ServingStatus;
  readonly conditions: Pick<Conditions, 'list'>;
  readonly facts: () => Promise<StatusFacts>;
}

/** Returns what prints all of them as they are then, in the text exposition format. */
export function createFamilies(context: MetricsContext, loop: Pick<LoopWatch, 'delays'>): () => Promise<string> {
  const registry = new Registry();
  let facts: StatusFacts | null = null;
  measureRequests(registry, context);
  measurePublications(registry, context);
  measureProcess(registry, context, loop);
  measureState(registry, () => facts);
  return async () => {
    facts = await context.facts();
    return await registry.metrics();
  };
}

function measureRequests(registry: Registry, { counters, feedCache }: MetricsContext): void {
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
  // Every route has its series from the start, because a rate needs a value before the first failure.
  counter('belltower_failures_total', 'Answers with a status of 500 or above', ['route'], (to) => {
    for (const route of ROUTE_CLASSES) to.inc({ route }, 0);
    for (const { route, status, count } of counters.answers()) if (status >= 500) to.inc({ route }, count);
  });
  registry.registerMetric(createLatencies(counters));
  counter('belltower_feed_lookups_total', 'Feeds asked for: kept already, or made', ['outcome'], (to) => {
    const { kept, made } = feedCache.counts();
    to.inc({ outcome: 'kept' }, kept);
    to.inc({ outcome: 'made' }, made);
  });
  gauge(registry, 'belltower_feed_cache_bytes', 'Memory taken by feeds that are kept', [], (to) =>
    to.set(feedCache.counts().bytes),
  );
}

function measurePublications(registry: Registry, { courses, status, conditions }: MetricsContext): void {
  const mark = (to: Gauge<'course'>, keys: Iterable<CourseKey>): void => {
    for (const course of keys) to.set({ course }, 1);
  };
  const each = (name: string, help: string, read: (to: Gauge<'course'>) => void | Promise<void>): void =>
    gauge(registry, name, help, ['course'], read);
  each('belltower_course_published_timestamp_seconds', 'When the feeds of a course last changed', async (to) => {
    for (const { key: course, lastModified } of await listPublished(courses)) to.set({ course }, lastModified / 1000);
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
      this.inc(status().failures);
    },
  });
  gauge(registry, 'belltower_read_timestamp_seconds', 'When rules were last read and published in full', [], (to) =>
    to.set(status().readAt / 1000),
  );
}

function measureProcess(registry: Registry, context: MetricsContext, loop: Pick<LoopWatch, 'delays'>): void {
  gauge(
    registry,
    'belltower_ready',
    '1 once the publications are loaded, also if the store holds no course',
    [],
    (to) => to.set(context.status().ready ? 1 : 0),
  );
  gauge(registry, 'belltower_store_available', '1 while the database answers', [], (to) =>
    to.set(subjectsOf(context.conditions, 'store-unreachable').length > 0 ? 0 : 1),
  );
  gauge(registry, 'belltower_store_writable', '1 while changes can be written', [], (to) => {
    const codes = ['store-unreachable', 'store-unwritable', 'store-replaced'] as const;
    to.set(codes.some((code) => subjectsOf(context.conditions, code).length > 0) ? 0 : 1);
  });
  gauge(registry, 'process_resident_memory_bytes', 'Memory of the process', [], (to) =>
    to.set(process.memoryUsage.rss()),
  );
  gauge(registry, 'process_start_time_seconds', 'When the process began', [], (to) =>
    to.set(Math.round(performance.timeOrigin / 1000)),
  );
  gauge(registry, 'process_heap_bytes', 'JavaScript heap in use', [], (to) => to.set(process.memoryUsage().heapUsed));
  new Counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time of the process',
    registers: [registry],
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc((user + system) / 1e6);
    },
  });
  gauge(
    registry,
    'process_open_fds',
    'Open file descriptors; missing where the system does not tell',
    [],
    async (to) => {
      const open = await readdir('/proc/self/fd').catch(() => null);
      if (open) to.set(open.length);
    },
  );
  const help = 'In the last minute or two: delay of a timer, half of them below, 99 % below, the longest';
  gauge(registry, 'belltower_event_loop_delay_seconds', help, ['statistic'], (to) => {
    for (const [statistic, seconds] of Object.entries(loop.delays())) to.set({ statistic }, seconds);
  });
}

/** @param facts as they were gathered for this reading */
function measureState(registry: Registry, facts: () => StatusFacts | null): void {
  const info = 'Always 1: release, Node and zone data, as labels';
  gauge(registry, 'belltower_build_info', info, ['version', 'node', 'zone_data'], (to) => {
    const { release = '', node = '', zoneData } = facts() ?? {};
    to.set({ version: release, node, zone_data: zoneData ?? '' }, 1);
  });
  const backup = 'When the newest backup that exists was made; 0: there is none';
  gauge(registry, 'belltower_last_backup_timestamp_seconds', backup, [], (to) => {
    const lastBackup = facts()?.lastBackup;
    if (lastBackup !== undefined) to.set((lastBackup?.at ?? 0) / 1000);
  });
  gauge(registry, 'belltower_state_free_bytes', 'Free space of the file system of the state', [], (to) => {
    const freeBytes = facts()?.state.freeBytes ?? null;
    if (freeBytes !== null) to.set(freeBytes);
  });
}

function subjectsOf(conditions: Pick<Conditions, 'list'>, wanted: ConditionCode): string[] {
  return conditions
    .list()
    .filter(({ code }) => code === wanted)
    .map(({ subject }) => subject);
}

/** A gauge that forgets values which are not set again. */
function gauge<T extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly T[],
  read: (to: Gauge<T>) => void | Promise<void>,
): void {
  new Gauge({
    name,
    help,
    labelNames,
    registers: [registry],
    collect() {
      this.reset();
      return read(this);
    },
  });
}
