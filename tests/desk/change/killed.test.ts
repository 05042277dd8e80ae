/** A change confirmed by the desk survives a crash of the machine. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../../../src/cli/command.ts';
import { type Browser, COURSE, openBrowser, SHIPPED } from '../desk-site.ts';

const MAIN = path.resolve(import.meta.dirname, '../../../src/main.ts');
const DESK = `/desk/courses/${COURSE}`;
const ROUNDS = 2;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'belltower-killed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function start(): Promise<{ base: string; kill: () => Promise<void> }> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--data', SHIPPED, '--state', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, LOG_LEVEL: 'silent' },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  const base = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /open +(http:\/\/127\.0\.0\.1:\d+)\//.exec(said)?.[1];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(`the server ended: ${said}`)));
  });
  return {
    base,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function signInLink(): Promise<string> {
  const out: string[] = [];
  const argv = ['staff', 'add', 'ta@example.edu', '--course', COURSE, '--state', folder, '--data', SHIPPED];
  const code = await runCommand(argv, {
    out: (text) => out.push(text),
    drained: () => Promise.resolve(),
    err: (text) => out.push(text),
    environment: {},
    folder,
    isInteractive: false,
    now: () => Date.now(),
    readInput: () => Promise.resolve(new Uint8Array()),
    untilStopped: () => Promise.resolve(''),
  });
  expect(code, out.join('\n')).toBe(0);
  return new URL(out.at(-1) ?? '').pathname;
}

test(`killed the moment after “published” was shown, ${ROUNDS} times: the change, its history and the session are there`, async () => {
  let server = await start();
  let browser: Browser = openBrowser(server.base);
  await browser.post(await signInLink());
  await browser.get('/desk/devices');
  const cookie = browser.cookies.get('belltower-desk') ?? '';
  for (let round = 0; round < ROUNDS; round += 1) {
    const note = `Round ${round} was published`;
    const fields = { page: 'several', on: '2018-10-12', sections: 'P02', note, key: `round-${round}` };
    const published = await browser.post(`${DESK}/publish`, fields);
    await server.kill();
    expect(published.status).toBe(303);
    server = await start();
    browser = openBrowser(server.base);
    browser.cookies.set('belltower-desk', cookie);
    const done = await browser.get(String(published.headers.location));
    expect(done.status).toBe(200);
    expect(done.body).toContain(note);
    expect((await browser.get(`/${COURSE}/P02.ics`)).body.replaceAll('\r\n ', '')).toContain(note);
    expect((await browser.get(`${DESK}/history`)).body).toContain(note);
  }
  await server.kill();
});
