/**
 * Writes a fixture of a release's files and responses, for later releases to open:
 *
 *     node tests/frozen/freeze.ts CHECKOUT tests/fixtures/frozen/NAME
 *
 * Uses the release in CHECKOUT only through its commands and HTTP, each at a fixed instant.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { BUILT, FEEDS, OPENED_AT, type Secrets } from './fixture.ts';
import { type Client, openRelease } from './release.ts';
import * as rules from './rules.ts';

const [checkout = '', out = ''] = process.argv.slice(2);
if (checkout === '' || out === '') throw new Error('usage: freeze.ts CHECKOUT FOLDER');

const work = await mkdtemp(path.join(tmpdir(), 'belltower-freeze-'));
const data = path.join(work, 'data');
const state = path.join(work, 'state');
/** A static build of the same rules; its state is in its revisions.json. */
const site = path.join(work, 'public');
const release = openRelease(path.resolve(checkout), { data, state });
const stateless = openRelease(path.resolve(checkout), { data, state: path.join(work, 'no-state') });
const secrets: Secrets = { calendars: [], tokens: [], sessions: [], links: [] };

async function publishAt(at: string, write: (folder: string) => Promise<void>, ...flags: string[]): Promise<void> {
  await write(data);
  await release.run(at, 'publish', ...flags);
  await stateless.run(at, 'build', '--out', site, ...flags);
}

async function serveAt(at: string, use: (client: Client) => Promise<void>): Promise<void> {
  const server = await release.serve(at);
  await use(server).finally(server.stop);
}

async function changeAt(at: string, subject: string, ...flags: string[]): Promise<string> {
  const said = await release.run(at, 'change', subject, ...flags);
  return /change (\S+) \(--undo/.exec(said)?.[1] ?? '';
}

async function invite(at: string, mail: string, role: string, scope: string): Promise<string> {
  const where = scope === '*' ? ['--site'] : scope.includes('/') ? ['--course', scope] : ['--term', scope];
  const said = await release.run(at, 'staff', 'add', mail, '--role', role, ...where);
  return /\/desk\/sign-in\/\S+/.exec(said)?.[0] ?? '';
}

async function signIn(client: Client, link: string): Promise<string> {
  const answer = await client.post(link, {});
  const cookie = answer.cookie;
  if (answer.status !== 303 || cookie === null) throw new Error(`${link} answered ${answer.status}`);
  return cookie;
}

async function liveThroughFall(): Promise<void> {
  const cos = 'fall-2018/cos418';
  await publishAt('2018-09-05T12:00:00Z', (folder) => rules.writeFirstRules(path.join(checkout, 'data'), folder));
  await publishAt('2018-09-14T09:30:00Z', rules.moveRooms);
  await publishAt('2018-10-02T22:30:00Z', rules.dateExamsAndCancel, '--confirm');
  const past = await invite('2018-10-03T08:00:00Z', 'fall@example.edu', 'editor', cos);
  await serveAt('2018-10-03T09:00:00Z', async (client) => {
    secrets.sessions.push({ cookie: await signIn(client, past), mail: 'fall@example.edu', opens: false });
  });
  const say = ['--say', 'Join P01 or P03', '--why', 'Ill'];
  await changeAt('2018-10-08T10:00:00Z', cos, '--sections', 'P02', '--on', '2018-10-12', '--cancel', ...say);
  await changeAt('2018-10-08T10:05:00Z', cos, '--sections', 'L01', '--on', '2018-10-10', '--where', 'CS 003');
  const move = ['--on', '2018-10-15', '--move', 'Tue 2018-10-16 4pm-4:50pm'];
  await changeAt('2018-10-09T10:00:00Z', cos, '--sections', 'L01', ...move);
  await changeAt('2018-10-09T11:00:00Z', cos, '--sections', 'P03', '--on', '2018-10-19', '--staff', 'song');
  await changeAt('2018-10-09T12:00:00Z', cos, '--kinds', 'precept', '--on', '2018-11-16', '--note', 'Bring laptops');
  await changeAt('2018-10-10T10:00:00Z', cos, '--sections', 'P01', '--extra', 'Thu 2018-10-18 4pm-5pm');
  const span = ['--from', '2018-12-05', '--until', '2018-12-14', '--instead', 'Thu 1pm-3pm'];
  await changeAt('2018-10-10T11:00:00Z', cos, '--sections', 'OH', ...span);
  await changeAt('2018-11-12T12:00:00Z', 'fall-2018', '--on', '2018-11-12', '--closed', 'from 2pm', '--say', 'Snow');
  const undone = await changeAt('2018-11-16T12:00:00Z', cos, '--sections', 'L01', '--on', '2018-11-26', '--cancel');
  await changeAt('2018-11-17T12:00:00Z', cos, '--undo', undone);
}

async function liveThroughSpring(): Promise<void> {
  await publishAt('2018-12-15T12:00:00Z', rules.addSpring);
  await publishAt('2019-01-20T12:00:00Z', rules.renameCourse);
  await publishAt('2019-02-12T12:00:00Z', rules.takeAway, '--confirm');
  const bio = 'spring-2019/bio101';
  await changeAt('2019-02-20T12:00:00Z', bio, '--sections', 'L1', '--on', '2019-02-28', '--cancel', '--say', 'Strike');
  await changeAt('2019-02-20T12:01:00Z', bio, '--sections', 'Lab-B', '--on', '2019-03-12', '--where', 'Lab 9');
  await changeAt('2019-02-21T12:00:00Z', 'spring-2019/phy20', '--sections', 'S', '--on', '2019-03-07', '--cancel');
}

async function hireStaff(): Promise<void> {
  const at = '2019-02-26T12:00:00Z';
  const links: Record<string, string> = {
    'owner@example.edu': await invite(at, 'owner@example.edu', 'owner', '*'),
    'publisher@example.edu': await invite(at, 'publisher@example.edu', 'publisher', 'spring-2019'),
    'head@example.edu': await invite(at, 'head@example.edu', 'head', 'spring-2019/bio101'),
    'editor@example.edu': await invite(at, 'editor@example.edu', 'editor', 'spring-2019/bio101'),
    'viewer@example.edu': await invite(at, 'viewer@example.edu', 'viewer', 'spring-2019/bio101'),
    'left@example.edu': await invite(at, 'left@example.edu', 'editor', 'spring-2019/phy20'),
  };
  const unused = await release.run(at, 'staff', 'link', 'editor@example.edu');
  await serveAt('2019-02-27T12:00:00Z', async (client) => {
    for (const [mail, link] of Object.entries(links)) {
      const gone = mail === 'left@example.edu';
      secrets.sessions.push({ cookie: await signIn(client, link), mail, opens: !gone });
      secrets.links.push({ path: link, mail, state: 'used' });
    }
    const ended = await signIn(client, await invite(at, 'head@example.edu', 'head', 'spring-2019/bio101'));
    await client.signOut(ended);
    secrets.sessions.push({ cookie: ended, mail: 'head@example.edu', opens: false });
  });
  const late = await invite('2019-02-28T12:00:00Z', 'left@example.edu', 'editor', 'spring-2019/phy20');
  secrets.links.push({ path: late, mail: 'left@example.edu', state: 'revoked' });
  await release.run('2019-02-28T12:00:00Z', 'staff', 'remove', 'left@example.edu');
  secrets.links.push({
    path: /\/desk\/sign-in\/\S+/.exec(unused)?.[0] ?? '',
    mail: 'editor@example.edu',
    state: 'open',
  });
}

async function makeTokens(): Promise<void> {
  const at = '2019-02-27T13:00:00Z';
  const make = async (label: string, opens: boolean, ...flags: string[]): Promise<string> => {
    const secret = (await release.run(at, 'token', 'make', label, ...flags)).trim();
    secrets.tokens.push({ secret, label, opens });
    return secret;
  };
  await make('site', true, '--site', '--role', 'owner');
  const editor = await make('course', true, '--course', 'spring-2019/bio101', '--role', 'editor', '--days', '3660');
  await make('short', false, '--course', 'spring-2019/bio101', '--role', 'viewer', '--days', '1');
  await make('revoked', false, '--course', 'spring-2019/bio101', '--role', 'viewer');
  const listed = await release.run(at, 'token', 'list', '--course', 'spring-2019/bio101');
  const id = /^(\S+) {2}revoked:/m.exec(listed)?.[1] ?? '';
  await release.run(at, 'token', 'revoke', id, '--course', 'spring-2019/bio101');
  await serveAt('2019-02-27T14:00:00Z', async (client) => {
    const change = { sections: 'Lab-A', on: '2019-03-26', note: 'Wear shoes that are closed' };
    const answer = await client.api(editor, '/api/courses/spring-2019/bio101/changes', { change });
    if (answer.status !== 201) throw new Error(`the API answered ${answer.status}: ${answer.body}`);
  });
}

async function makeCalendars(): Promise<void> {
  await serveAt('2019-02-27T15:00:00Z', async (client) => {
    const plain = await client.createCalendar('fall-2018/cos418/L01', 'fall-2018/cos418/P02', 'spring-2019/bio101/L1');
    secrets.calendars.push({ ...plain, status: 200, opens: true });
    const edited = await client.createCalendar('spring-2019/bio101/L1', 'spring-2019/bio101/Lab-A');
    await client.post('/my/save', {
      key: edited.key,
      section: ['spring-2019/bio101/L1', 'spring-2019/bio101/Lab-B', 'spring-2019/mat107/T9'],
      from: '2019-03-11',
      'reminder-lab': '30',
      cancelled: 'cancelled',
    });
    secrets.calendars.push({ ...edited, status: 200, opens: true });
    const rotated = await client.createCalendar('spring-2019/phy20/S');
    const turned = await client.post('/my/rotate', { key: rotated.key });
    secrets.calendars.push({ ...rotated, status: 410, opens: true });
    secrets.calendars.push({ key: rotated.key, feed: client.feedOf(turned.body), status: 200, opens: true });
    const deleted = await client.createCalendar('spring-2019/phy20/R');
    await client.post('/my/delete', { key: deleted.key });
    secrets.calendars.push({ ...deleted, status: 410, opens: false });
  });
}

/** Adds rows that only servers on PostgreSQL write, and that a restored export brings to a file. */
function addSharedRows(): void {
  const store = new DatabaseSync(path.join(state, 'belltower.sqlite'));
  const at = Date.parse('2019-02-12T12:00:00Z');
  store.prepare('INSERT INTO confirmations (rules, at, made_by) VALUES (?, ?, ?)').run('f'.repeat(64), at, 'owner');
  store
    .prepare('INSERT INTO rules (number, at, files) VALUES (?, ?, ?)')
    .run(1, at, '{"site.yaml":"name: Belltower\\n"}');
  store.exec('VACUUM');
  store.close();
}

async function saveFeeds(): Promise<void> {
  await serveAt(OPENED_AT, async (client) => {
    for (const name of [
      ...FEEDS,
      ...secrets.calendars.filter(({ status }) => status === 200).map(({ feed }) => feed),
    ]) {
      const { status, body } = await client.get(name);
      if (status !== 200) throw new Error(`${name} answered ${status}`);
      const file = path.join(out, 'feeds', ...name.split('/'));
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, body);
    }
  });
}

await liveThroughFall();
await liveThroughSpring();
await hireStaff();
await makeTokens();
await makeCalendars();
addSharedRows();
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await saveFeeds();
const left = (await readdir(state)).filter((name) => name.startsWith('belltower.sqlite'));
if (left.join() !== 'belltower.sqlite') throw new Error(`the store was not closed: ${left.join(', ')}`);
await cp(path.join(state, 'belltower.sqlite'), path.join(out, 'belltower.sqlite'));
await cp(data, path.join(out, 'data'), { recursive: true });
const exported = path.join(work, 'state.jsonl');
await release.run(OPENED_AT, 'export', '--out', exported);
await writeFile(path.join(out, 'state.jsonl.gz'), gzipSync(await readFile(exported)));
await writeFile(path.join(out, 'revisions.json.gz'), gzipSync(await readFile(path.join(site, 'revisions.json'))));
for (const name of BUILT) {
  await mkdir(path.join(out, 'built', path.dirname(name)), { recursive: true });
  await cp(path.join(site, name), path.join(out, 'built', name));
}
await writeFile(path.join(out, 'secrets.json'), `${JSON.stringify(secrets, null, 2)}\n`);
await rm(work, { recursive: true, force: true });
