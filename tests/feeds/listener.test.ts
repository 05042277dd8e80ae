import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { createListener } from '../../src/feeds/listener.ts';

const lines: string[] = [];

async function ask(context: Partial<Parameters<typeof createListener>[0]>, path: string): Promise<IncomingMessage> {
  const listener = createListener({
    answerFeed: () => null,
    app: (_request, response) => void response.end('page'),
    log: { write: () => undefined, writeFeed: () => undefined, follow: () => undefined },
    errors: { error: (details) => void lines.push(JSON.stringify(details)) },
    compression: false,
    ...context,
  });
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, agent: false }, (response) => resolve(response.resume())).on('error', reject);
  });
  await new Promise((resolve) => server.close(resolve));
  return answer;
}

const fail = (): never => {
  throw new Error('a bug');
};

it.each<[string, Partial<Parameters<typeof createListener>[0]>, string]>([
  ['a feed is looked up', { answerFeed: fail }, '/a/b/c.ics'],
  ['a personal feed is looked up', { answerPersonalFeed: fail }, '/my/x.ics'],
  ['a personal feed is made', { answerPersonalFeed: async () => fail() }, '/my/x.ics'],
  ['a page is made', { app: fail }, '/a/b'],
  ['the line of the log is written', { log: { write: fail, writeFeed: fail, follow: fail } }, '/a'],
])('an error while %s ends that request with 503, and is logged', async (_, context, path) => {
  lines.length = 0;
  const given = { ...context };
  if (context.log) {
    let first = true;
    const once = (): void => {
      if (first) {
        first = false;
        fail();
      }
    };
    given.log = { write: once, writeFeed: once, follow: once };
  }
  const { statusCode, headers } = await ask(given, path);
  expect([statusCode, headers['x-request-id']]).toEqual([503, expect.stringMatching(/./)]);
  expect(lines.join()).toContain('a bug');
});

it.each([404, 410, 503])('an answer with status %i instead of a feed has a request id', async (status) => {
  const answerFeed = () => ({ type: 'text', status, text: 'no feed', headers: {} }) as const;
  const { statusCode, headers } = await ask({ answerFeed }, '/a/b/c.ics');
  expect([statusCode, headers['x-request-id']]).toEqual([status, expect.stringMatching(/./)]);
});
