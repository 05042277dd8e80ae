/** Starts a server from a configuration: store, rules, feeds, pages, listener. */

import type { RequestListener } from 'node:http';
import { hostname } from 'node:os';
import path from 'node:path';
import type { Config } from '../config.ts';
import { systemClock } from '../domain/clock.ts';
import { refuseDrafts } from '../feeds/answering.ts';
import type { Courses } from '../feeds/courses.ts';
import { listPublished } from '../feeds/list-published.ts';
import { createListener } from '../feeds/listener.ts';
import { openFeed, openNamed } from '../feeds/named-courses.ts';
import { createFetches } from '../feeds/personal/fetches.ts';
import { startReplicaReports } from '../feeds/replica-reports.ts';
import { createRoomCourses } from '../feeds/room-courses.ts';
import { startServing } from '../feeds/serving.ts';
import { describeStatus } from '../feeds/status.ts';
import { createTermFeeds } from '../feeds/term-feeds.ts';
import { type Conditions, createConditions } from '../publish/conditions.ts';
import { FileWriteError } from '../publish/file-write-error.ts';
import { registerRefusals } from '../publish/store-health.ts';
import { StoreError } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import { createRequestLog, type Log, type RequestLogOptions } from '../web/access-log.ts';
import { createApp } from '../web/app.ts';
import { createAddressOf } from '../web/client-address.ts';
import { routeHealth } from '../web/health.ts';
import { openMetrics, routeMetrics } from '../web/metrics.ts';
import { isOwnMachine } from '../web/own-machine.ts';
import { createRequestCounters } from '../web/request-counters.ts';
import { startServer } from '../web/server.ts';
import { routeStatus } from '../web/status.ts';
import { inVoice, type Voice, voiceOf } from '../words/voice.ts';
import { gatherFacts } from './facts.ts';
import { openDesk } from './open-desk.ts';
import { openNotices } from './open-notices.ts';
import { openStore } from './open-store.ts';
import { openPages } from './pages.ts';
import { removeRunningFile, writeRunningFile } from './running-file.ts';
import { writeAddress } from './site-address.ts';
import { readSiteAssets } from './site-assets.ts';
import { VERSION } from './version.ts';

export interface OpenServer {
  readonly host: string;
  readonly port: number;
  readonly courses: Courses;
  readonly conditions: Conditions;
  /** Reads the folder of rules again without waiting for the watcher. */
  readonly readAgain: () => Promise<void>;
  /** Open requests finish, then everything is closed. */
  readonly stop: () => Promise<void>;
}

/** The time for open requests to finish when the server stops. */
const STOP_MS = 3000;

/**
 * @param opening the store, if the caller is already opening it
 * @throws CommandError for a store that cannot be opened, ListenError for an address that cannot be used
 */
export async function openServer(
  config: Config,
  log: Log,
  opening: Promise<Store> = openStore(config),
  requestLog: RequestLogOptions = log,
): Promise<OpenServer> {
  // Only a private site shows drafts, and only to direct requests.
  const drafts = isLoopback(config.host) && config.publicUrl === null;
  const conditions = createConditions(log, systemClock);
  const store = registerRefusals(await opening, conditions);
  const serving = await startServing({
    store,
    log,
    conditions,
    clock: systemClock,
    publicUrl: config.publicUrl,
    drafts,
    folder: config.publish ? config.data : null,
    cache: config.database === null ? null : path.join(config.state, 'cache', 'publications'),
  });
  const counters = createRequestCounters();
  const metrics = openMetrics({ ...serving, counters, conditions, facts: () => gatherFacts(config, store) });
  const fetches = createFetches(store, systemClock);
  let stopNotices = async (): Promise<void> => undefined;
  let stopReports = async (): Promise<void> => undefined;
  const close = async (): Promise<void> => {
    await stopReports();
    await stopNotices();
    await fetches.stop();
    metrics.stop();
    await serving.stop();
    await store.close();
  };
  const { compression, publicUrl, frameAncestors } = config;
  const { courses, feedCache } = serving;
  const coursesUsing = createRoomCourses(store, courses);
  const siteName = (): string => serving.site()?.name ?? 'Belltower';
  const voice = (): Voice => voiceOf(serving.site() ?? {});
  const addressOf = createAddressOf(config.trustedProxies);
  const carried = { assets: readSiteAssets(), addressOf, siteName, clock: systemClock };
  const desk = await openDesk({ ...carried, config, log, store, serving, conditions });
  const notices = await openNotices({ ...carried, config, log, store, courses, conditions });
  stopNotices = notices.stop;
  const health = routeHealth(() => serving.status().ready, conditions, config.publicUrl);
  const status = routeStatus(async () => ({
    ...describeStatus(serving.status().ready, conditions, await listPublished(courses)),
    facts: await gatherFacts(config, store),
    readAt: serving.status().readAt,
    notices: notices.means,
  }));
  const requests = createRequestLog(requestLog, counters);
  /** The site with or without drafts. */
  const openSite = (showsDrafts: boolean): RequestListener => {
    const pages = openPages({
      ...carried,
      ...desk.api,
      fetches,
      courses,
      feedCache,
      holidays: serving.holidays,
      site: serving.site,
      store,
      publishedUntil: serving.publishedUntil,
      publicUrl,
      drafts: showsDrafts,
      compression,
      frameAncestors,
      notices: notices.routers.length > 0,
    });
    const app = createApp({
      log,
      voice,
      secure: config.publicUrl?.startsWith('https:') === true,
      routers: [
        health,
        routeMetrics(metrics, config.metrics),
        status,
        ...desk.routers,
        ...notices.routers,
        ...pages.routers,
        pages.missing,
      ],
    });
    return createListener({
      app,
      log: requests,
      errors: log,
      compression,
      ...(drafts && !showsDrafts
        ? { answerFeed: refuseDrafts(courses, serving.answerFeed) }
        : { answerFeed: serving.answerFeed, answerKept: serving.answerKept }),
      answerTermFeed: createTermFeeds({
        ...{ ...serving, publicUrl, drafts: showsDrafts },
        store: { coursesUsing },
      }),
      answerPersonalFeed: pages.answerPersonalFeed,
      renderMissing: (line) => inVoice(voice(), () => pages.renderMissing(line)),
      open: (path) => openFeed(courses, path),
      prepare: (path) => openNamed(courses, path),
    });
  };
  const others = openSite(false);
  const own = drafts ? openSite(true) : others;
  const listener: RequestListener = (request, response) =>
    (drafts && isOwnMachine(request) ? own : others)(request, response);
  try {
    // With courses in the store, serving starts before the folder is read.
    const waits = serving.courses.terms().length === 0;
    const begun = waits ? serving.begin() : null;
    // The newest of several terms suffices.
    if (begun) await Promise.race([begun, serving.served]);
    const server = await startServer(listener, config.host, config.port);
    await announce(config.state, server, log);
    if (store.replicas) {
      const name = `${hostname()}:${server.port}`;
      const describe = () => ({ name, release: VERSION, revision: serving.revision() });
      stopReports = startReplicaReports(store.replicas, describe);
    }
    notices.start();
    await leaveAddress(config, store, server, log);
    await (begun ?? serving.begin());
    return {
      host: server.host,
      port: server.port,
      courses: serving.courses,
      conditions,
      readAgain: serving.readAgain,
      async stop() {
        await server.stop(STOP_MS);
        await close();
        await removeRunningFile(config.state, process.pid);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Lets `belltower status` find this server. An unwritable state folder is registered as a condition elsewhere. */
async function announce(state: string, { host, port }: { host: string; port: number }, log: Log): Promise<void> {
  await writeRunningFile(state, { pid: process.pid, host, port }).catch((error: unknown) => {
    if (!(error instanceof FileWriteError)) throw error;
    log.warn({}, `\`belltower status\` will not find this server: ${error.message}`);
  });
}

/**
 * Stores the site's address, with which commands beside the server begin links. On a shared
 * database only PUBLIC_URL is stored, because replicas have different addresses.
 */
async function leaveAddress(
  config: Config,
  store: Store,
  server: { readonly host: string; readonly port: number },
  log: Log,
): Promise<void> {
  const address = config.publicUrl ?? (config.database === null ? writeAddress(server.host, server.port) : null);
  if (address === null || !store.writable) return;
  try {
    if ((await store.siteAddress()) !== address) await store.write((tx) => tx.saveSiteAddress(address));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    log.warn({}, `links that \`belltower staff\` prints may not lead here: ${error.message}`);
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
