/** The test environment: PostgreSQL, three replicas, nginx, and the lists of URLs to read. */
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createCalendars } from '../../src/feeds/personal/calendars.ts';
import { openPostgresStore } from '../../src/store/postgres.ts';
import { type PostgresServer, startPostgres } from '../store/postgres-server.ts';
import type { BusyCourse } from './changer.ts';
import { ask } from './exchange.ts';
import { findFreePorts, makeFolder } from './places.ts';
import { type RunningProxy, SITE, startProxy, THREE_REPLICAS } from './proxy.ts';
import { type Relay, startRelay } from './relay.ts';
import { ROOT } from './release.ts';
import { createReplica, type Replica } from './replica.ts';
import { makeSubscriber, type Subscriber } from './subscribers.ts';
import { nameCourse, TERM, writeUniversity } from './university.ts';

const run = promisify(execFile);
const REPLICAS = 3;
/** Number of courses whose lectures change continuously; half of all subscribers read them. */
const BUSY = 12;
const PERSONAL = 24;

export interface Stage {
  readonly folder: string;
  readonly rules: string;
  readonly postgres: PostgresServer;
  readonly replicas: readonly Replica[];
  /** The relay between each replica and the database. */
  readonly relays: readonly Relay[];
  /** The replica that makes the changes; nginx chooses it by client address. */
  readonly desk: number;
  readonly proxy: RunningProxy;
  readonly token: string;
  readonly busy: readonly BusyCourse[];
  /** All URLs that are read, including personal feeds. */
  readonly urls: readonly string[];
  /** URLs with the lecture of these courses, which no personal feed contains. */
  quietLectures(courses: readonly number[]): string[];
  makeSubscribers(count: number): Subscriber[];
  belltower(...args: string[]): Promise<string>;
  remove(): Promise<void>;
}

export async function setStage(courses: number): Promise<Stage> {
  const folder = await makeFolder('belltower-scaling-');
  const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const remove = async (): Promise<void> => {
    for (const close of closing.toReversed()) await close();
  };
  try {
    const rules = path.join(folder, 'data');
    await writeUniversity(rules, courses);
    const [https, http, ...rest] = await findFreePorts(2 + 2 * REPLICAS);
    const ports = rest.slice(0, REPLICAS);
    // Started first, so that a missing program is reported at once.
    const proxy = await startProxy({
      folder: path.join(folder, 'nginx'),
      configuration: THREE_REPLICAS,
      ports: [https, http],
      replicas: ports,
    });
    closing.push(() => proxy.stop());
    const postgres = await startPostgres();
    closing.push(() => postgres.remove());
    const database = await postgres.createDatabase();
    const environment = { DATABASE_URL: database, PUBLIC_URL: `https://${SITE}` };
    const belltower = async (...args: string[]): Promise<string> => {
      const env = { PATH: process.env.PATH, LOG_LEVEL: 'silent', ...environment };
      return (await run(process.execPath, ['src/main.ts', ...args], { cwd: ROOT, env })).stdout;
    };
    await belltower('publish', rules);
    const token = (await belltower('token', 'make', 'scaling', '--site')).trim();

    const relays = await Promise.all(
      rest.slice(REPLICAS).map((port) => startRelay(port, Number(new URL(database).port))),
    );
    closing.push(() => Promise.all(relays.map((relay) => relay.stop())));
    const replicas: Replica[] = [];
    for (const [index, port] of ports.entries()) {
      const state = path.join(folder, String(port));
      await mkdir(state);
      const log = path.join(folder, `${port}.log`);
      const road = new URL(database);
      road.port = String(relays[index]?.port);
      const own = { ...environment, DATABASE_URL: road.href };
      const replica = createReplica({ port, release: ROOT, state, log, name: SITE, environment: own });
      closing.push(() => replica.kill());
      await replica.start();
      replicas.push(replica);
    }
    const desk = await findDesk(proxy, ports, folder);
    const busy = listBusyCourses(courses);
    const personal = await makePersonalFeeds(database, busy);
    for (const { urls } of busy) urls.push(...personal.filter((feed) => feed.course === urls[0]).map(({ url }) => url));
    const quiet = Array.from({ length: courses - BUSY }, (_, index) => nameCourse(BUSY + index)).flatMap((id) => [
      ...listLectureUrls(id),
      precept(id),
    ]);
    const busyUrls = busy.flatMap(({ id, urls }) => [...urls, precept(id)]);
    const secrets = new Set(personal.map(({ url }) => url));
    return {
      folder,
      rules,
      postgres,
      replicas,
      relays,
      desk,
      proxy,
      token,
      busy,
      urls: [...busyUrls, ...quiet],
      belltower,
      remove,
      quietLectures: (indices) => indices.flatMap((index) => listLectureUrls(nameCourse(index))),
      makeSubscribers: (count) =>
        Array.from({ length: count }, (_, number) => {
          const among = number % 2 === 0 ? busyUrls : quiet;
          const url = among[Math.floor(number / 2) % among.length] as string;
          return makeSubscriber(url, secrets.has(url) ? 'personal' : 'public', Math.floor(number / (2 * among.length)));
        }),
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function findDesk(proxy: RunningProxy, ports: readonly number[], folder: string): Promise<number> {
  const place = proxy.open(1);
  await ask(place, { path: '/api/me', patienceMs: 5000 });
  place.agent.destroy();
  for (let tries = 0; tries < 100; tries += 1) {
    const logs = await Promise.all(ports.map((port) => readFile(path.join(folder, `${port}.log`), 'utf8')));
    const found = logs.findIndex((log) => log.includes('"path":"/api/me"'));
    if (found >= 0) return found;
    await sleep(50);
  }
  throw new Error('no replica was asked for /api/me');
}

function listLectureUrls(course: string): string[] {
  return ['L01', 'all', 'L01+P02'].map((part) => `/${TERM}/${course}/${part}.ics`);
}

function precept(course: string): string {
  return `/${TERM}/${course}/P01.ics`;
}

/** With the URLs of the feeds that contain their lecture. */
function listBusyCourses(courses: number): { id: string; urls: string[] }[] {
  return Array.from({ length: Math.min(BUSY, courses) }, (_, index) => {
    const id = nameCourse(index);
    return { id, urls: listLectureUrls(id) };
  });
}

/** Each contains a busy course's lecture and another course's precept. */
async function makePersonalFeeds(
  database: string,
  busy: readonly BusyCourse[],
): Promise<{ readonly course: string | undefined; readonly url: string }[]> {
  const store = openPostgresStore(database);
  try {
    const calendars = createCalendars(store, Date.now, () => new Map());
    const made = [];
    for (let number = 0; number < PERSONAL; number += 1) {
      const course = busy[number % busy.length] as BusyCourse;
      const { token } = await calendars.create([
        { term: TERM, course: course.id, section: 'L01' },
        { term: TERM, course: nameCourse(BUSY + number), section: 'P02' },
      ]);
      made.push({ course: course.urls[0], url: `/my/${token}.ics` });
    }
    return made;
  } finally {
    await store.close();
  }
}
