import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { isOwnMachine } from '../../src/web/own-machine.ts';

function isOwn(remoteAddress: string | undefined, headers: Readonly<Record<string, string>>): boolean {
  return isOwnMachine({ socket: { remoteAddress }, headers } as unknown as IncomingMessage);
}

it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])(
  'a program that connects from %s is here',
  (address) => {
    expect(isOwn(address, { host: 'localhost:4180' })).toBe(true);
  },
);

it.each(['192.0.2.1', '::ffff:192.0.2.1', '2001:db8::1', '::11', '1.127.0.0', undefined])(
  'one that connects from %s is not',
  (address) => {
    expect(isOwn(address, { host: 'localhost:4180' })).toBe(false);
  },
);

it.each(['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'])(
  'nor is one that a proxy brings, which %s says',
  (name) => {
    expect(isOwn('127.0.0.1', { host: '127.0.0.1', [name]: '' })).toBe(false);
  },
);

it.each([
  ['localhost', true],
  ['LOCALHOST:80', true],
  ['127.0.0.1:4180', true],
  ['[::1]:4180', true],
  ['calendar.example.edu', false],
  ['localhost.example.edu', false],
  ['', false],
])('nor one that asks for another host: %s', (host, own) => {
  expect(isOwn('127.0.0.1', { host })).toBe(own);
});
