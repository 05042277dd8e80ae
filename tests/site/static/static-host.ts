/** A static host under a path, as GitHub Pages serves a project: folders have an index, what is missing the 404 page. */
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

export interface StaticHost {
  /** 'http://127.0.0.1:1234/repo' */
  readonly base: string;
  stop(): Promise<void>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.atom': 'application/atom+xml',
  '.ics': 'text/calendar; charset=utf-8',
};

/** @param folder asked for at each request, so that the site is known before its address is */
export async function openStaticHost(folder: () => string, root = '/repo', port = 0): Promise<StaticHost> {
  const server = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://host');
    const inside = pathname === root || pathname.startsWith(`${root}/`);
    const file = path.join(folder(), decodeURIComponent(pathname.slice(root.length)));
    const found = inside ? await stat(file).catch(() => null) : null;
    if (found?.isDirectory() && !pathname.endsWith('/')) {
      response.writeHead(301, { Location: `${pathname}/${search}` }).end();
      return;
    }
    const wanted = found?.isDirectory() ? path.join(file, 'index.html') : file;
    const body = inside ? await readFile(wanted).catch(() => null) : null;
    const type = TYPES[path.extname(wanted)] ?? 'application/octet-stream';
    if (body) response.writeHead(200, { 'Content-Type': type }).end(body);
    else {
      const missing = await readFile(path.join(folder(), '404.html')).catch(() => 'missing');
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(missing);
    }
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}${root}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
