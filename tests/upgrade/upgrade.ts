/** An upgrade from one checkout's program to another's on the same store. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { type FeedEvent, readEvents } from '../frozen/feed-events.ts';

export interface Upgrade {
  /** Folders of the two programs. */
  readonly old: string;
  readonly now: string;
  /** The rules that both programs serve. */
  readonly data: string;
  /** Options for the store, and for an empty one to restore the export into. */
  readonly places: readonly [readonly string[], readonly string[]];
}

export interface UpgradeReport {
  readonly wrong: readonly string[];
  readonly said: readonly string[];
}

const COURSE = 'fall-2018/cos418';
const FEEDS = ['all.ics', 'L01.ics', 'P02.ics', 'L01+P02+OH.ics', 'all.download.ics', 'P02.download.ics'];
const run = promisify(execFile);

type Feeds = ReadonlyMap<string, string>;

export async function upgradeStore({ old, now, data, places: [place, empty] }: Upgrade): Promise<UpgradeReport> {
  const wrong: string[] = [];
  const said: string[] = [];
  const store = place.filter((flag) => flag !== '--publish');
  const change = (program: string, date: string): Promise<string> =>
    belltower(
      program,
      ['change', COURSE, '--sections', 'P02', '--on', date, '--cancel', '--by', 'head'],
      [...['--agree', 'in-the-past', ...store]],
    );

  await belltower(old, ['publish', data], store);
  await change(old, '2018-10-12');
  const exported = path.join(path.dirname(old), 'export.jsonl');
  await writeFile(exported, await belltower(old, ['export'], store));
  const before = (await serve(old, data, place)).feeds;

  const after = await serve(now, data, place);
  const same = FEEDS.filter((feed) => before.get(feed) === after.feeds.get(feed));
  said.push(`${same.length} of ${FEEDS.length} feeds equal to the byte`);
  wrong.push(...FEEDS.flatMap((feed) => compare(feed, before, after.feeds)));
  const migrated = /migrated the store of an earlier release[^\n"]*/.exec(after.log)?.[0];
  said.push(migrated ?? 'no migration');

  await change(now, '2018-10-19');
  const again = await serve(now, data, place);
  const cancelled = readEvents(again.feeds.get('P02.ics') ?? '').values();
  if ([...cancelled].filter(({ sequence }) => sequence > 0).length !== 2)
    wrong.push('the second change did not raise its event alone');

  const refused = await serve(old, data, place).then(
    () => null,
    (error: Error) => error.message,
  );
  if ((refused === null) !== (migrated === undefined))
    wrong.push(refused === null ? 'the older program opened a newer store' : `the older program failed: ${refused}`);
  if (refused !== null && !refused.includes('written by a later release'))
    wrong.push(`the older program refused without saying why: ${refused}`);
  said.push(refused === null ? 'the older program opens it still' : 'the older program refuses it');

  await belltower(
    now,
    ['restore', exported],
    empty.filter((flag) => flag !== '--publish'),
  );
  const restored = (await serve(now, data, empty)).feeds;
  wrong.push(...FEEDS.flatMap((feed) => compare(feed, before, restored).map((line) => `after restore, ${line}`)));
  return { wrong, said };
}

async function belltower(program: string, command: readonly string[], store: readonly string[]): Promise<string> {
  const [name = '', ...rest] = command;
  const args = [path.join(program, 'src/main.ts'), name, ...rest, ...store];
  const { stdout } = await run(process.execPath, args, { cwd: program, env: quiet(), maxBuffer: 2 ** 28 });
  return stdout;
}

function quiet(): NodeJS.ProcessEnv {
  const { BELLTOWER_STATE: _, DATABASE_URL: __, ...rest } = process.env;
  return { ...rest, BELLTOWER_ENV: '/dev/null' };
}

interface Served {
  readonly feeds: Feeds;
  readonly log: string;
}

/** Starts the program's server, fetches the feeds and stops it. @throws Error with its output if it does not start */
async function serve(program: string, data: string, place: readonly string[]): Promise<Served> {
  const args = [path.join(program, 'src/main.ts'), 'serve', '--port', '0', '--data', data, ...place];
  const child = spawn(process.execPath, args, { cwd: program, env: { ...quiet(), LOG_FORMAT: 'json' } });
  let log = '';
  const exited = once(child, 'exit');
  try {
    const origin = await new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        log += chunk;
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(log)?.[0];
        if (found !== undefined) resolve(found);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => reject(new Error(log.trim())));
    });
    const feeds = new Map<string, string>();
    for (const feed of FEEDS) {
      const answer = await fetch(`${origin}/${COURSE}/${feed}`);
      if (answer.status !== 200) throw new Error(`${feed} answers ${answer.status}`);
      // Events' links contain the server's origin.
      feeds.set(feed, (await answer.text()).replaceAll('\r\n ', '').replaceAll(origin, 'http://site'));
    }
    return { feeds, log };
  } finally {
    child.kill('SIGTERM');
    await exited;
  }
}

function compare(feed: string, before: Feeds, after: Feeds): string[] {
  const [old, now] = [readEvents(before.get(feed) ?? ''), readEvents(after.get(feed) ?? '')];
  if (old.size === 0) return [`${feed} had no event`];
  const added = [...now.keys()].filter((uid) => !old.has(uid)).map((uid) => `${feed}: ${uid} is new`);
  return [
    ...added,
    ...[...old].flatMap(([uid, event]) => compareEvent(event, now.get(uid)).map((why) => `${feed}: ${uid} ${why}`)),
  ];
}

function compareEvent(old: FeedEvent, now: FeedEvent | undefined): string[] {
  if (!now) return ['is lost'];
  if (now.sequence < old.sequence) return [`went back from SEQUENCE ${old.sequence} to ${now.sequence}`];
  return now.sequence > old.sequence ? [`was raised from ${old.sequence} to ${now.sequence}`] : [];
}
