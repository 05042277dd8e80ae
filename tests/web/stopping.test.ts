import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startServer } from '../../src/web/server.ts';
import { openTrial, type Trial } from '../cli/terminal.ts';
import { exchange } from '../fuzz/requests.ts';
import { until } from '../patient.ts';
import { type ChildSite, startChild } from '../site/child-site.ts';
import { openSite } from '../site/site.ts';

const FEED = '/fall-2018/cos418/L01.ics';
const LIMIT_MS = 5000;
const ask = (port: number): Promise<string> =>
  exchange(port, Buffer.from(`GET ${FEED} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`));

describe('a server that is asked to stop', () => {
  /** A server that starts responses at once and finishes them on demand. */
  async function startSlow() {
    let finish = (): void => {};
    let noteBegun = (): void => {};
    const begun = new Promise<void>((resolve) => {
      noteBegun = resolve;
    });
    const server = await startServer(
      (_request, response) => {
        response.writeHead(200);
        response.write('begun ');
        finish = () => response.end('done');
        noteBegun();
      },
      '127.0.0.1',
      0,
    );
    return { server, begun, finish: () => finish() };
  }
  const get = (port: number): Promise<string> =>
    new Promise((resolve) => {
      let text = '';
      const sent = request({ port, host: '127.0.0.1', agent: false }, (response) => {
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('close', () => resolve(text));
      });
      sent.on('error', () => resolve(text));
      sent.end();
    });

  it('finishes what was begun, and takes nothing new', async () => {
    const { server, begun, finish } = await startSlow();
    const answer = get(server.port);
    const idle = connect(server.port, '127.0.0.1');
    idle.on('error', () => undefined);
    await Promise.all([begun, once(idle, 'connect')]);
    const stopped = server.stop(LIMIT_MS);
    await expect(exchange(server.port, Buffer.from('GET / HTTP/1.1\r\n\r\n'))).resolves.toBe('');
    finish();
    expect(await answer).toBe('begun done');
    idle.destroy();
    await stopped;
  });

  it('lets go of clients that ask again and again on one connection, and cuts none of their answers', async () => {
    const server = await startServer(
      (_request, response) => {
        response.write('begun ');
        setImmediate(() => response.end('done'));
      },
      '127.0.0.1',
      0,
    );
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const again = (): Promise<string> =>
      new Promise((resolve) => {
        let text = '';
        const sent = request({ port: server.port, host: '127.0.0.1', agent }, (response) => {
          response.on('data', (chunk) => {
            text += chunk;
          });
          response.on('close', () => resolve(text));
        });
        sent.on('error', () => resolve(text));
        sent.end();
      });
    let stopped = false;
    let stopping: Promise<void> | null = null;
    const answers: string[] = [];
    // If the stopping server kept accepting requests, it would answer all three hundred.
    const isAnswered = (answer: string): boolean => answer === 'begun done';
    while (!stopped && answers.filter(isAnswered).length < 300) {
      answers.push(await again());
      if (answers.length < 5) continue;
      stopping ??= server.stop(LIMIT_MS).then(() => {
        stopped = true;
      });
    }
    expect(stopped).toBe(true);
    expect(new Set(answers).difference(new Set(['begun done', '']))).toEqual(new Set());
    await stopping;
    agent.destroy();
  });

  it('does not wait for ever', async () => {
    const { server, begun } = await startSlow();
    const answer = get(server.port);
    await begun;
    await server.stop(300);
    expect(await answer).toBe('begun ');
  });
});

describe('SIGTERM', () => {
  let trial: Trial;
  let site: ChildSite;
  beforeEach(async () => {
    trial = await openTrial();
  });
  afterEach(async () => {
    await site.forget();
    await trial.remove();
  });

  it('ends the process with 0, whoever is connected, with all that was served on disk', async () => {
    site = await startChild(trial.data);
    const before = await ask(site.port);
    const held = Array.from({ length: 20 }, () => connect(site.port, '127.0.0.1'));
    for (const socket of held) socket.on('error', () => undefined);
    held[0]?.write('GET / HTTP/1.1\r\nHo');
    held[1]?.write(`GET ${FEED} HTTP/1.1\r\nHost: x\r\n\r\n`);
    const file = path.join(trial.data, 'courses/fall-2018/cos418.yaml');
    await writeFile(file, (await readFile(file, 'utf8')).replace('where: Bowen 222, staff', 'where: CS 003, staff'));
    let served = before;
    while (served.split('\r\n\r\n')[1] === before.split('\r\n\r\n')[1]) served = await ask(site.port);
    expect(await site.terminate()).toBe(0);
    for (const socket of held) socket.destroy();
    expect(site.output()).toContain('stopping (SIGTERM)');

    const again = await openSite({ data: trial.data, state: site.state });
    const { bytes, headers } = await again.get(FEED);
    await again.stop();
    expect(bytes.toString('latin1')).toBe(served.slice(served.indexOf('\r\n\r\n') + 4));
    expect(served).toContain(`ETag: ${headers.etag}`);
  });

  it('reaches the server through npm, and leaves no process behind', async () => {
    site = await startChild(trial.data, ['npm', 'start', '--silent']);
    expect(await ask(site.port)).toMatch(/^HTTP\/1\.1 200/);
    const before = listBelow(site.child.pid ?? 0);
    expect(before.length).toBeGreaterThan(0);
    await site.terminate();
    await until(() => !before.some(isAlive), 'the end of every process');
    expect(site.output()).toContain('stopping (SIGTERM)');
    await expect(ask(site.port)).resolves.toBe('');
  });
});

/** Child process ids. */
function listBelow(parent: number): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const below = (id: number): number[] =>
    pairs.filter(([, ppid]) => ppid === id).flatMap(([pid = 0]) => [pid, ...below(pid)]);
  return below(parent);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
