import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { createRequestLog } from '../../src/web/access-log.ts';
import { createRequestCounters } from '../../src/web/request-counters.ts';

const SECRET = 'kYv3-9_'.repeat(7).slice(0, 32);

function open() {
  const lines: string[] = [];
  const note = (_: object, line: string): void => void lines.push(line);
  const counters = createRequestCounters();
  return { lines, counters, log: createRequestLog({ info: note }, counters) };
}

function ask(agent?: string): IncomingMessage {
  return { method: 'GET', headers: { 'user-agent': agent } } as IncomingMessage;
}

it('writes a line for an answer, and counts it by what its address is about', () => {
  const { lines, counters, log } = open();
  log.writeFeed(ask('Thunderbird/128.5.0'), '/fall-2018/cos418/L01.ics', 304, 0, 0.06);
  log.write(ask(), `/my/${SECRET}.ics`, 200, 1234, 12.3);
  expect(lines).toEqual([
    'GET /fall-2018/cos418/L01.ics 304 0 B 0.1 ms Thunderbird',
    'GET /my/….ics 200 1234 B 12 ms -',
  ]);
  expect(counters.answers()).toEqual([
    { route: 'feed', status: 304, program: 'Thunderbird', count: 1 },
    { route: 'personal feed', status: 200, program: '-', count: 1 },
  ]);
});

it.each(['write', 'writeFeed'] as const)('cuts an address that would fill the log (%s)', (method) => {
  const { lines, log } = open();
  const path = `/fall-2018/cos418/${'P01+'.repeat(60)}L01.ics`;
  log[method](ask(), path, 200, 1, 1);
  expect(lines[0]).toBe(`GET ${path.slice(0, 200)}… 200 1 B 1.0 ms -`);
});

it('writes fields for programs that read logs, with the id that the proxy gave', () => {
  const lines: unknown[] = [];
  const info = (fields: object, line: string): void => void lines.push([line, fields]);
  const poll = (fields: object, line: string): void => void lines.push(['poll', line, fields]);
  const log = createRequestLog({ info, poll, asFields: true });
  const request = { method: 'GET', headers: { 'user-agent': 'curl/8', 'x-request-id': 'a1b2c3d4e5' } };
  log.write(request as unknown as IncomingMessage, '/fall-2018', 200, 12, 3.456);
  log.writeFeed(ask('curl/8'), '/fall-2018/cos418/L01.ics', 304, 0, 0.06);
  const common = { method: 'GET', program: 'curl' };
  expect(lines).toEqual([
    [
      'request',
      { ...common, path: '/fall-2018', route: 'page', status: 200, bytes: 12, ms: 3.46, request: 'a1b2c3d4e5' },
    ],
    [
      'poll',
      'request',
      { ...common, path: '/fall-2018/cos418/L01.ics', route: 'feed', status: 304, bytes: 0, ms: 0.06 },
    ],
  ]);
});

it('leaves polls of feeds out where they are not wanted, and counts them all the same', () => {
  const lines: string[] = [];
  const counters = createRequestCounters();
  const log = createRequestLog({ info: (_, line) => void lines.push(line), poll: null }, counters);
  log.writeFeed(ask('curl/8'), '/fall-2018/cos418/L01.ics', 304, 0, 0.06);
  log.write(ask('curl/8'), '/', 200, 1, 1);
  expect(lines).toEqual(['GET / 200 1 B 1.0 ms curl']);
  expect(counters.answers()).toHaveLength(2);
});
