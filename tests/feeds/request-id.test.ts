import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { findRequestId, makeRequestId } from '../../src/feeds/request-id.ts';

const ask = (id?: string): IncomingMessage => ({ headers: { 'x-request-id': id } }) as unknown as IncomingMessage;

test('a valid id of a proxy is kept, other values are not', () => {
  expect(findRequestId(ask('4bf92f3577b34da6a3ce929d0e0e4736'))).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  for (const odd of ['short', 'a'.repeat(129), 'id with spaces', '"quoted-text"', 'line\nline-line', '<script>alert']) {
    expect(findRequestId(ask(odd)), odd).toBeUndefined();
  }
});

test('a request without one gets a new one, once', () => {
  const request = ask();
  const id = makeRequestId(request);
  expect(id).toMatch(/^[\da-f]{12}-[\da-z]+$/);
  expect([makeRequestId(request), findRequestId(request)]).toEqual([id, id]);
  expect(makeRequestId(ask())).not.toBe(id);
});
