/** nginx with the feeds as files, as deploy/nginx-static.conf tells it to: one worker, its access log as it is by default. */
import { truncateSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findFreePort, ROOT, startChild } from '../child.ts';
import type { FeedServer } from './server.ts';
import type { StoredFeed } from './stored.ts';

export async function startNginx(folder: string, feeds: readonly StoredFeed[]): Promise<FeedServer> {
  const site = path.join(folder, 'public');
  for (const feed of feeds) {
    const file = path.join(site, feed.path);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, feed.identity.body);
    await writeFile(`${file}.gz`, feed.gzip.body);
  }
  const port = await findFreePort();
  const log = path.join(folder, 'nginx-access.log');
  const given = await readFile(path.join(ROOT, 'deploy', 'nginx-static.conf'), 'utf8');
  const server = given.replace(/^root .*;$/m, `root ${site};`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/nginx-${name};`,
  );
  const configuration = `${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx-error.log;
events { worker_connections 1024; }
http {
${temporary.join('\n')}
sendfile on;
tcp_nopush on;
access_log ${log};
server {
listen 127.0.0.1:${port};
${server}
}
}
`;
  const file = path.join(folder, 'nginx.conf');
  await writeFile(file, configuration);
  const args = ['-e', `${folder}/nginx-error.log`, '-c', file, '-p', folder];
  const child = await startChild({ name: 'nginx', command: 'nginx', args, port, folder });
  return { name: 'nginx with files', child, only: null, pathOf: (own) => own, clearLog: () => truncateSync(log) };
}
