/** Several servers on one real PostgreSQL: changes reach all, the database goes and comes back, a replica starts without it. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTrial, type Trial } from '../cli/terminal.ts';
import { until } from '../patient.ts';
import { openSite, type RunningSite } from '../site/site.ts';
import { type PostgresServer, startPostgres } from '../store/postgres-server.ts';

/** How often two rule sets are read beside each other. */
const ROUNDS = 10;

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.remove());

let trial: Trial;
let database: string;
let sites: RunningSite[];
let states: string;
beforeEach(async () => {
  trial = await openTrial();
  database = await postgres.createDatabase();
  states = await mkdtemp(path.join(tmpdir(), 'belltower-replicas-'));
  sites = [];
});
afterEach(async () => {
  for (const site of sites) await site.stop();
  await trial.remove();
  await rm(states, { recursive: true, force: true });
});

const FEED = '/fall-2018/cos418/P02.ics';
const CANCEL = [
  'fall-2018/cos418',
  '--sections',
  'P02',
  '--on',
  '2018-10-12',
  '--cancel',
  '--say',
  'No precept',
  '--agree',
  'in-the-past',
];

async function openReplica(name: string, log?: (line: string) => void): Promise<RunningSite> {
  // With an address of its own, a site offers notices, whose keys are in the store.
  const publicUrl = 'https://calendar.example.edu';
  const options = { data: path.join(trial.folder, 'unused'), state: path.join(states, name), database, publicUrl };
  const site = await openSite(log ? { ...options, log } : options);
  sites.push(site);
  return site;
}

it('serves the published rules on every replica, and a change through one on all', async () => {
  const early = await openReplica('early');
  expect((await early.get(FEED)).status).toBe(404);
  expect((await trial.run('publish', '--database', database)).code).toBe(0);
  const late = await openReplica('late');
  await until(async () => (await early.get(FEED)).status === 200, 'the first publication');
  expect((await late.get(FEED)).body).toBe((await early.get(FEED)).body);
  expect((await late.get(FEED)).headers['last-modified']).toBe('Wed, 05 Sep 2018 04:00:00 GMT');

  const made = await trial.run('change', ...CANCEL, '--database', database);
  expect([made.code, made.err]).toEqual([0, '']);
  for (const site of sites) {
    await until(async () => (await site.get(FEED)).body.includes('CANCELLED: '), 'the change');
  }
  const [one, other] = await Promise.all(sites.map((site) => site.get(FEED)));
  expect(one?.headers.etag).toBe(other?.headers.etag);
  expect(one?.headers['last-modified']).toBe(other?.headers['last-modified']);
});

it('goes on without its database, refuses changes, and takes up again by itself', async () => {
  await trial.run('publish', '--database', database);
  const site = await openReplica('steady');
  const before = await site.get(FEED);
  // Written in the background; the restarted server below begins with it.
  const listKept = () => readdir(path.join(states, 'steady'), { recursive: true });
  await until(async () => (await listKept()).some((name) => name.endsWith('.index.json')), 'the copy on the disk');
  await postgres.stop();
  try {
    await until(async () => (await site.get('/readyz')).body.includes('store-unreachable'), 'the loss being noticed');
    expect((await site.get('/readyz')).status).toBe(200);
    expect((await site.get(FEED)).body).toBe(before.body);
    const refused = await trial.run('change', ...CANCEL, '--database', database);
    expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/database/)]);

    const lines: string[] = [];
    // As left by the first one; two processes never share a state folder.
    await cp(path.join(states, 'steady'), path.join(states, 'restarted'), { recursive: true });
    const restarted = await openReplica('restarted', (line) => lines.push(line));
    expect((await restarted.get(FEED)).body).toBe(before.body);
    expect(lines.join('\n')).toContain('serving the last publication kept on this machine');

    const fresh = await openReplica('fresh');
    const answer = await fresh.get(FEED);
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '30']);
    expect((await fresh.get('/readyz')).status).toBe(503);
  } finally {
    await postgres.start();
  }
  await until(async () => (await trial.run('change', ...CANCEL, '--database', database)).code === 0, 'the change');
  for (const one of sites) {
    await until(async () => (await one.get(FEED)).body.includes('CANCELLED: '), 'the change after the return');
    await until(async () => (await one.get('/readyz')).body === 'ready\n', 'being ready again');
    await until(async () => (await one.get('/notices')).status === 200, 'notices');
  }
});

it('never lets two rule sets publish over each other', async () => {
  const publisher = await openSite({
    data: trial.data,
    state: path.join(states, 'publisher'),
    database,
    publish: true,
  });
  sites.push(publisher);
  // Another replica with other rules on its disk; it serves what was published.
  const other = await openTrial();
  const course = path.join(other.data, 'courses/fall-2018/cos418.yaml');
  await writeFile(course, (await readFile(course, 'utf8')).replaceAll('11:00am-11:50am', '1:00pm-1:50pm'));
  const replica = await openSite({ data: other.data, state: path.join(states, 'replica'), database });
  sites.push(replica);
  const before = await publisher.get(FEED);
  expect(before.status).toBe(200);
  for (let round = 0; round < ROUNDS; round += 1) {
    await Promise.all([publisher.readAgain(), replica.readAgain()]);
    for (const site of [publisher, replica]) {
      expect((await site.get(FEED)).headers.etag, `round ${round}`).toBe(before.headers.etag);
    }
    await sleep(50);
  }
  await other.remove();
});
