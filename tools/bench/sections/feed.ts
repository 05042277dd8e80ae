/** Answers with stored feeds: Belltower beside alternative servers. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { writeCatalogue } from '../catalogue/folder.ts';
import { compare, type Figure, type Target } from '../figure.ts';
import { type Call, mixCalls, repeatCall } from '../load/calls.ts';
import { type Loaded, loadSideBySide } from '../load/measure.ts';
import { openAsker } from '../load/rehearsal.ts';
import { startBelltower } from '../servers/belltower.ts';
import { startNginx } from '../servers/nginx.ts';
import { BARE, startBare, startExpressIcs, startIcalGenerator, wrap } from '../servers/node-servers.ts';
import { startRadicale } from '../servers/radicale.ts';
import { listStarts, readRows } from '../servers/rows.ts';
import type { FeedServer } from '../servers/server.ts';
import { storeFeeds } from '../servers/stored.ts';
import type { Workbench } from '../workbench.ts';

const COURSES = 300;
const FULL = 'A feed in full (200)';
const MIX = 'The mix of a day: many feeds, 90 % unchanged, 8 % in full, 2 % unknown';
const NEAR_BARE: Target = { bound: 'at least', ratio: 0.9 };

interface Load {
  readonly task: string;
  readonly callsOf: (paths: readonly string[], server: FeedServer) => readonly Call[];
}

const LOADS: readonly Load[] = [
  {
    task: FULL,
    callsOf: (paths, server) => repeatCall(server.pathOf(firstOf(paths)), 'plain'),
  },
  {
    task: 'A feed that has not changed (304)',
    callsOf: (paths, server) => repeatCall(server.pathOf(firstOf(paths)), 'fresh'),
  },
  {
    task: MIX,
    callsOf: (paths, server) =>
      mixCalls(paths.map(server.pathOf), (own) => own.replace(/\/[^/]*\.ics/, '/NOWHERE.ics')),
  },
];

export async function measureFeeds(bench: Workbench): Promise<readonly Figure[]> {
  const rules = path.join(bench.folder, 'feed', 'data');
  const feeds = await writeCatalogue(rules, bench.quick ? 30 : COURSES);
  const servers: FeedServer[] = [];
  try {
    const starts = await startAll(bench, rules, feeds.flat(), servers);
    const figures: Figure[] = [];
    for (const [index, { task, callsOf }] of LOADS.entries()) {
      bench.say(`  ${task}`);
      const own = (server: FeedServer): readonly Call[] => callsOf(server.only ?? [...starts.keys()], server);
      const check = (server: FeedServer, asked: string, body: string): void => {
        const feed = [...starts.keys()].find((known) => server.pathOf(known) === asked);
        if (feed === undefined || listStarts(body) !== starts.get(feed)) {
          throw new Error(`what came for ${asked} is not the feed`);
        }
      };
      const loaded = await loadSideBySide(bench, `feed-${index}`, servers, ['Belltower', BARE], own, check);
      for (const server of servers.slice(1)) figures.push(describe(task, server, loaded));
    }
    return figures;
  } finally {
    for (const server of servers) await server.child.stop();
  }
}

/** Starts all servers, Belltower first. Returns each feed's content by path. */
async function startAll(
  bench: Workbench,
  rules: string,
  feeds: readonly string[],
  servers: FeedServer[],
): Promise<ReadonlyMap<string, string>> {
  const folder = path.join(bench.folder, 'feed');
  await mkdir(folder, { recursive: true });
  const state = path.join(folder, 'state');
  const belltower = wrap('Belltower', await startBelltower({ name: 'belltower', folder, rules, state }));
  servers.push(belltower);
  const asker = openAsker(belltower.child.port);
  const stored = await storeFeeds(asker, feeds).finally(() => asker.close());
  const texts = stored.map(({ path: own, identity }) => ({ own, text: Buffer.from(identity.body).toString('utf8') }));
  const rows = texts.map(({ own, text }) => readRows(own, text));
  bench.say(`  ${stored.length} feeds, ${rows.reduce((sum, { events }) => sum + events.length, 0)} meetings in them`);
  servers.push(await startBare(folder, stored));
  if (!bench.without.has('nginx')) servers.push(await startNginx(folder, stored));
  servers.push(await startExpressIcs(folder, rows));
  servers.push(await startIcalGenerator(folder, rows));
  if (!bench.without.has('radicale')) servers.push(await startRadicale(folder, stored));
  return new Map(texts.map(({ own, text }) => [own, listStarts(text)]));
}

function describe(task: string, server: FeedServer, loaded: Loaded): Figure {
  const isBare = server.name === BARE;
  const notes = [
    ...(isBare ? ['in turns of a fifth of a second'] : []),
    ...(loaded.limited.has(server.name) ? ['wrk was at its own limit: the peer can do more'] : []),
    ...(loaded.unconditional.has(server.name) && task !== FULL ? ['never answers 304: sends the feed in full'] : []),
    ...(server.only ? [`holds ${server.only.length} of the feeds`] : []),
  ];
  const measured = isBare ? loaded.inTurns : loaded.perSecond;
  return compare(
    {
      section: 'feed',
      task,
      peer: server.name,
      unit: 'requests/s',
      target: isBare && task !== MIX ? NEAR_BARE : null,
      note: notes.length > 0 ? notes.join('; ') : null,
    },
    measured.get('Belltower') ?? [],
    measured.get(server.name) ?? [],
  );
}

function firstOf(paths: readonly string[]): string {
  const [first] = paths;
  if (first === undefined) throw new RangeError('no feeds');
  return first;
}
