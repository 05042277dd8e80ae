/**
 * Counts the source files of which a function runs (V8 coverage of the main thread) while a meeting is cancelled at the
 * desk, a personal feed is requested, and a saved file becomes a feed. `--list` names the files.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand } from '../src/cli/command.ts';
import { openServer } from '../src/cli/open-server.ts';
import { readConfig } from '../src/config.ts';
import { type Browser, fieldsOf, openBrowser } from '../tests/desk/desk-site.ts';

const COURSE = 'fall-2018/cos418';
const root = path.dirname(import.meta.dirname);
const source = pathToFileURL(path.join(root, 'src', path.sep)).href;

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

const folder = await mkdtemp(path.join(tmpdir(), 'belltower-passed-'));
const data = path.join(folder, 'data');
await cp(path.join(root, 'data'), data, { recursive: true });
const environment = { BELLTOWER_DATA: data, LOG_LEVEL: 'silent', INIT_CWD: folder };
const quiet = { info: () => undefined, warn: () => undefined, error: console.error };
const server = await openServer(readConfig({ port: '0' }, environment), quiet);
const base = `http://${server.host}:${server.port}`;
try {
  const desk = openBrowser(base);
  await desk.post(await makeSignInLink());
  await desk.get('/desk/devices');
  const feed = await makePersonalFeed();
  await take();
  await cancelMeeting(desk);
  report('cancel a meeting at the desk', await take());
  await desk.get(feed);
  report('a personal feed’s request', await take());
  const file = path.join(data, 'courses', `${COURSE}.yaml`);
  await writeFile(file, (await readFile(file, 'utf8')).replace('Friend 008', 'Friend 006'));
  await server.readAgain();
  await desk.get(`/${COURSE}/P01.ics`);
  report('a saved file becomes a feed', await take());
} finally {
  await server.stop();
  session.disconnect();
  await rm(folder, { recursive: true, force: true });
}

/** The files of src of which a function has run since this was last called. */
async function take(): Promise<string[]> {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  return result
    .filter(({ url }) => url.startsWith(source))
    .filter(({ functions }) => functions.some(({ functionName, ranges }) => functionName !== '' && ranges[0]?.count))
    .map(({ url }) => url.slice(source.length))
    .sort();
}

function report(what: string, files: readonly string[]): void {
  const byRoom = Object.entries(Object.groupBy(files, (name) => name.split('/')[0] ?? ''));
  console.log(`${what}: ${files.length} files (${byRoom.map(([room, of = []]) => `${room} ${of.length}`).join(', ')})`);
  if (process.argv.includes('--list')) console.log(files.map((name) => `  ${name}`).join('\n'));
}

async function makeSignInLink(): Promise<string> {
  const lines: string[] = [];
  await runCommand(['staff', 'add', 'editor@example.edu', '--role', 'editor', '--course', COURSE], {
    out: (text) => lines.push(text),
    drained: async () => undefined,
    err: console.error,
    environment,
    folder,
    isInteractive: false,
    now: Date.now,
    readInput: async () => Buffer.of(),
    untilStopped: async () => 'done',
  });
  const [link] = /\/desk\/sign-in\/\S+/.exec(lines.join('\n')) ?? [];
  if (link === undefined) throw new Error(lines.join('\n'));
  return link;
}

async function makePersonalFeed(): Promise<string> {
  const { body } = await openBrowser(base).post('/my', { section: [`${COURSE}/L01`, `${COURSE}/P02`] });
  const [, feed] = /value="[^"]*(\/my\/[\w-]+\.ics)"/.exec(body) ?? [];
  if (feed === undefined) throw new Error(body);
  return feed;
}

/** The meeting’s page, the preview, the publication, the page after it, and the feed that says so. */
async function cancelMeeting(desk: Browser): Promise<void> {
  const pages = `/desk/courses/${COURSE}`;
  const before = (await desk.get(`/${COURSE}/P02.ics`)).body.replaceAll('\r\n ', '');
  const uid = /UID:(\S+)/.exec(before)?.[1] ?? '';
  await take();
  const page = await desk.get(`${pages}/meeting?uid=${encodeURIComponent(uid)}`);
  const hidden = fieldsOf(page.body.split('id="act-cancel"')[1] ?? '', `${pages}/preview`);
  const preview = await desk.post(`${pages}/preview`, { ...hidden, say: 'Join P01' });
  const done = await desk.post(`${pages}/publish`, {
    ...fieldsOf(preview.body, `${pages}/publish`),
    agree: 'in-the-past',
  });
  if (done.status !== 303) throw new Error(`${done.status}: ${done.body}`);
  await desk.get(String(done.headers.location));
  const after = await desk.get(`/${COURSE}/P02.ics`);
  if (!after.body.includes('CANCELLED')) throw new Error(after.body);
}
