/**
 * `npm run rush`: a campus that polls on the hour. 5,000 calendar programs open TLS connections at once to nginx with
 * deploy/nginx.conf and the settings that docs/operating.md gives for it, and each asks for a feed, half of them with the
 * validators of what they have. All must be answered, with 200 or 304.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ask, type Place } from './exchange.ts';
import { findFreePorts, makeFolder } from './places.ts';
import { type Configuration, startProxy, surround } from './proxy.ts';
import { ROOT } from './release.ts';
import { createReplica } from './replica.ts';

const CLIENTS = 5000;
const PATIENCE_MS = 60_000;
const FEEDS = ['L01', 'P01', 'P02', 'L01+P02', 'all'].map((name) => `/fall-2018/cos418/${name}.ics`);

/** The lines that docs/operating.md gives for nginx's own file. */
function readSettings(): string {
  const guide = readFileSync(path.join(ROOT, 'docs/operating.md'), 'utf8');
  const [lines] = /^ {4}worker_rlimit_nofile \d+;\n {4}events \{.*\}$/m.exec(guide) ?? [];
  if (lines === undefined) throw new Error('docs/operating.md no longer gives nginx’s settings in two lines');
  return lines;
}

const ONE_SERVER: Configuration = {
  file: 'nginx.conf',
  ports: [4180],
  surround: (folder, file) => surround(folder, file, readSettings()),
};

interface Tally {
  readonly answers: Map<string, number>;
  readonly times: number[];
}

async function rush(place: Place, tags: ReadonlyMap<string, string>): Promise<Tally> {
  const tally: Tally = { answers: new Map(), times: [] };
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, index) => {
      const feed = FEEDS[index % FEEDS.length] as string;
      const tag = Math.floor(index / FEEDS.length) % 2 === 0 ? tags.get(feed) : undefined;
      const answer = await ask(place, {
        path: feed,
        patienceMs: PATIENCE_MS,
        headers: { 'User-Agent': `campus/${index}`, ...(tag ? { 'If-None-Match': tag } : {}) },
      }).catch((error: Error) => error);
      const name = answer instanceof Error ? answer.message : String(answer.status);
      tally.answers.set(name, (tally.answers.get(name) ?? 0) + 1);
      tally.times.push(performance.now() - started);
    }),
  );
  return tally;
}

const folder = await makeFolder('belltower-rush-');
const [https = 0, http = 0, port = 0] = await findFreePorts(3);
const server = createReplica({
  port,
  name: 'calendar.example.edu',
  release: ROOT,
  state: path.join(folder, 'state'),
  log: path.join(folder, 'belltower.log'),
  environment: { PUBLIC_URL: 'https://calendar.example.edu', BELLTOWER_DATA: path.join(ROOT, 'data') },
});
const proxy = await startProxy({
  folder: path.join(folder, 'nginx'),
  configuration: ONE_SERVER,
  ports: [https, http],
  replicas: [port],
});
try {
  await server.start();
  const first = proxy.open(1);
  const tags = new Map<string, string>();
  for (const feed of FEEDS) {
    const { headers } = await ask(first, { path: feed, patienceMs: PATIENCE_MS });
    tags.set(feed, String(headers.etag));
  }
  first.agent.destroy();
  // A connection for each client: none waits for another's.
  const crowd: Place = proxy.open(CLIENTS);
  const { answers, times } = await rush(crowd, tags);
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): string => `${((sorted[Math.floor(sorted.length * share)] ?? 0) / 1000).toFixed(1)} s`;
  const told = [...answers].map(([name, count]) => `${count} × ${name}`).join(', ');
  process.stdout.write(
    `${CLIENTS} clients at once through nginx with TLS: ${told}; half answered after ${at(0.5)}, all after ${at(0.9999)}\n`,
  );
  const good = (answers.get('200') ?? 0) + (answers.get('304') ?? 0);
  process.exitCode = good === CLIENTS ? 0 : 1;
} finally {
  await server.stop();
  await proxy.stop();
}
