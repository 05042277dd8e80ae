/**
 * A bare node:http listener: a Map from address to prebuilt answers, and nothing else but the log line that Belltower
 * writes too, by the same logger, with the server's settings of Node. The fastest that Node answers in this way.
 * Arguments: port, file of answers.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { deserialize } from 'node:v8';
import { openLog } from '../../../src/cli/log.ts';
import type { StoredFeed } from '../servers/stored.ts';

const [port, file = ''] = process.argv.slice(2);
const feeds = new Map(
  (deserialize(readFileSync(file)) as readonly StoredFeed[]).map((feed) => [
    feed.path,
    {
      identity: { ...feed.identity, body: Buffer.from(feed.identity.body) },
      gzip: { ...feed.gzip, body: Buffer.from(feed.gzip.body) },
    },
  ]),
);
const MISSING = Buffer.from('Not found.\n');
const MISSING_HEAD = ['Content-Type', 'text/plain; charset=utf-8', 'Content-Length', String(MISSING.length)];
const { poll } = openLog({ logFormat: 'text', logLevel: 'poll' }).requestLog;

const server = createServer({ keepAliveTimeout: 65_000, optimizeEmptyRequests: true }, (request, response) => {
  const started = performance.now();
  const { headers } = request;
  const feed = feeds.get(request.url ?? '/');
  let status = 404;
  let bytes = MISSING.length;
  if (!feed) {
    response.writeHead(404, MISSING_HEAD);
    response.end(MISSING);
  } else {
    const form = headers['accept-encoding']?.includes('gzip') ? feed.gzip : feed.identity;
    if (headers['if-none-match'] === form.etag) {
      status = 304;
      bytes = 0;
      response.writeHead(304, form.unchangedHead as string[]);
      response.end();
    } else {
      status = 200;
      bytes = form.body.length;
      response.writeHead(200, form.fullHead as string[]);
      response.end(form.body);
    }
  }
  const program = /^[\w-]+/.exec(headers['user-agent'] ?? '')?.[0] ?? '-';
  const time = (performance.now() - started).toFixed(1);
  poll?.({}, `${request.method} ${request.url} ${status} ${bytes} B ${time} ms ${program}`);
});
server.listen(Number(port), '127.0.0.1');
