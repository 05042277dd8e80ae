/** The HTTP server: listening, odd clients, and stopping cleanly. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RunningServer {
  readonly host: string;
  readonly port: number;
  /** Open requests finish, idle connections close; past the limit the rest is cut. */
  stop(limitMs: number): Promise<void>;
}

/** The address is taken or may not be used. */
export class ListenError extends Error {
  override name = 'ListenError';
}

/**
 * @throws ListenError, with what to do about it.
 */
export async function startServer(listener: RequestListener, host: string, port: number): Promise<RunningServer> {
  const server = createServer({ keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 60_000 }, listener);
  server.on('clientError', (_error, socket) => {
    // Node answers 431 and 408 itself only where nobody listens for this event.
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    else socket.destroy();
  });
  await listen(server, host, port);
  const address = server.address() as AddressInfo;
  return {
    host,
    port: address.port,
    stop: (limitMs) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), limitMs);
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? `port ${port} is taken by another program; choose one with --port (or PORT)`
          : error.code === 'EACCES'
            ? `this user may not listen on port ${port}; choose one above 1023 with --port`
            : `cannot listen on ${host}:${port}: ${error.message}`;
      reject(new ListenError(why));
    });
    server.listen(port, host, resolve);
  });
}
