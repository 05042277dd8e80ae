/** Radicale, a calendar server: each feed a collection that anybody may read. */

import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { findFreePort, startChild } from '../child.ts';
import type { FeedServer } from './server.ts';
import type { StoredFeed } from './stored.ts';

/** Storing takes it longest; with these few it has every feed at hand. */
const FEEDS = 40;
const OWNER = '/bench/';

export async function startRadicale(folder: string, feeds: readonly StoredFeed[]): Promise<FeedServer> {
  const port = await findFreePort();
  const rights = path.join(folder, 'radicale-rights');
  const configuration = `[server]
hosts = 127.0.0.1:${port}
max_connections = 100
[auth]
type = none
[rights]
type = from_file
file = ${rights}
[storage]
filesystem_folder = ${folder}/radicale-collections
`;
  const file = path.join(folder, 'radicale.conf');
  await mkdir(folder, { recursive: true });
  await writeFile(rights, '[all]\nuser: .*\ncollection: .*\npermissions: RrWw\n');
  await writeFile(file, configuration);
  const child = await startChild({ name: 'radicale', command: 'radicale', args: ['--config', file], port, folder });
  const kept = feeds.slice(0, FEEDS);
  const pathOf = (own: string): string => `${OWNER}${own.slice(1).replaceAll('/', '-')}/`;
  await send(port, 'MKCOL', OWNER, '');
  for (const feed of kept) await send(port, 'PUT', pathOf(feed.path), Buffer.from(feed.identity.body).toString('utf8'));
  return { name: 'Radicale', child, only: kept.map((feed) => feed.path), pathOf, clearLog: child.clearLog };
}

function send(port: number, method: string, to: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Length': Buffer.byteLength(body) };
    const asked = request({ host: '127.0.0.1', port, method, path: to, headers }, (response) => {
      response.resume();
      response.once('end', () => {
        if (response.statusCode === 201) resolve();
        else reject(new Error(`Radicale answered ${response.statusCode} to ${method} ${to}`));
      });
    });
    asked.once('error', reject);
    asked.end(body);
  });
}
