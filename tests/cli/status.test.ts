import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSite, type RunningSite } from '../site/site.ts';
import { openTrial, type Trial } from './terminal.ts';

const KEY = 'fall-2018/cos418';
let trial: Trial;
let state: string;
beforeEach(async () => {
  trial = await openTrial();
  state = path.join(trial.folder, 'state');
});
afterEach(() => trial.remove());

const status = (...flags: string[]): ReturnType<Trial['run']> => trial.run('status', '--state', state, ...flags);
const course = (): string => path.join(trial.data, `courses/${KEY}.yaml`);
const breakCourse = async (): Promise<void> =>
  writeFile(course(), (await readFile(course(), 'utf8')).replace('kind: lecture', 'kind: lectrue'));

describe('of a running server', () => {
  let site: RunningSite;
  beforeEach(async () => {
    site = await openSite({ data: trial.data, state });
  });
  afterEach(() => site.stop());

  it('says that nothing is wrong, and exits 0', async () => {
    const { code, out } = await status();
    expect([code, out]).toEqual([0, expect.stringContaining('nothing is wrong')]);
    expect(out).toContain(`process ${process.pid} on 127.0.0.1:`);
    expect(out).toContain('2018-09-05');
  });

  it('says which release runs, from where, and how old the backup is', async () => {
    expect((await status()).out).toMatch(
      /belltower \d+\.\d+\.\d+, Node 2\d\.[\s\S]*rules: .*data, owned by[\s\S]*never/,
    );
    await trial.run('backup', 'backups', '--state', state);
    const { out } = await status();
    expect(out).toMatch(/state: .*state, owned by user \d+, \S+ [GM]B free/);
    expect(out).toMatch(/last backup: \d+ seconds? ago, .*backups\/belltower-\S+\.jsonl/);
    expect(JSON.parse((await status('--json')).out)).toMatchObject({
      readAt: expect.any(Number),
      facts: { store: 'SQLite', lastBackup: { at: expect.any(Number) } },
    });
  });

  it('names each condition with what to do, and exits 1', async () => {
    await breakCourse();
    await site.readAgain();
    const { code, out } = await status();
    expect(code).toBe(1);
    expect(out).toContain(`course-broken: ${KEY}`);
    expect(out).toContain('to do: `belltower check`');
    const json = await status('--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({
      ready: true,
      conditions: [{ code: 'course-broken', subject: KEY, since: expect.any(Number) }],
      courses: [{ key: KEY, published: expect.any(Number) }],
    });
  });

  it('answers programs on this machine only', async () => {
    expect((await site.get('/status.json')).status).toBe(200);
    for (const headers of [{ 'x-forwarded-for': '192.0.2.1' }, { host: 'calendar.example.edu' }]) {
      expect((await site.get('/status.json', headers)).status).toBe(404);
    }
    await breakCourse();
    await site.readAgain();
    const { status: code, body } = await site.get('/readyz', { host: 'calendar.example.edu' });
    expect([code, body]).toEqual([200, expect.stringContaining('course-broken (1)')]);
    expect(body).not.toContain('cos418');
  });
});

describe('of a state on which no server runs', () => {
  beforeEach(async () => {
    const site = await openSite({ data: trial.data, state });
    await site.stop();
  });

  it('says so, and that nothing is wrong', async () => {
    const { code, out } = await status();
    expect([code, out]).toEqual([0, expect.stringContaining('no server runs here; one course')]);
  });

  it('names damaged courses, broken and vanished rules', async () => {
    const database = new DatabaseSync(path.join(state, 'belltower.sqlite'));
    database.exec('UPDATE courses SET published = replace(published, \'"facts"\', \'"fcats"\')');
    database.close();
    await breakCourse();
    expect((await status()).out).toMatch(/course-unreadable: fall-2018\/cos418[\s\S]*course-broken: fall-2018\/cos418/);
    await rm(course());
    const { code, out } = await status('--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ready: null,
      conditions: [{ code: 'course-unreadable' }, { code: 'course-missing' }],
    });
  });

  it('names a course whose file is gone', async () => {
    await rm(course());
    expect(await status()).toMatchObject({ code: 1, out: expect.stringContaining(`course-missing: ${KEY}`) });
  });

  it('names a server that ended without being stopped', async () => {
    await writeFile(path.join(state, 'server.json'), '{"pid": 999999999, "host": "127.0.0.1", "port": 9}\n');
    expect(await status()).toMatchObject({ code: 1, out: expect.stringContaining('process 999999999') });
  });

  it('creates no store, and refuses wrong usage', async () => {
    const empty = path.join(trial.folder, 'empty');
    await mkdir(empty);
    expect(await trial.run('status', '--state', empty)).toMatchObject({ code: 1 });
    expect(await trial.run('status', '--nonsense')).toMatchObject({ code: 2 });
  });
});
