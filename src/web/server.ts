/** The HTTP server: listening, timeouts, malformed requests, graceful stop. */
import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer } from './node-http.ts';

export interface RunningServer {
  readonly host: string;
  readonly port: number;
  /** Finishes open requests and closes idle connections; after the limit the rest is cut. */
  stop(limitMs: number): Promise<void>;
}

/** The address is in use or not permitted. */
export class ListenError extends Error {
  override name = 'ListenError';
}

/** Timeouts of clients in ms. */
export interface Patience {
  /** From a connection's start, or a request's first byte, to the end of its head. */
  readonly head: number;
  /** For a request with its body. */
  readonly request: number;
  /** Between requests. */
  readonly idle: number;
  /** Without a byte in either direction, for clients that do not read their answer. */
  readonly silence: number;
  /** The interval of these checks. */
  readonly interval: number;
}

const PATIENCE: Patience = { head: 20_000, request: 60_000, idle: 65_000, silence: 90_000, interval: 5000 };
/** Programs send some twenty headers, proxies a dozen more. */
const MAX_HEADERS = 100;
/** The backlog of connections while the event loop is busy: a campus polls on the hour. */
const BACKLOG = 4096;

/** The interval at which idle connections are closed while the server stops (ms). */
const SWEEP_MS = 250;

/**
 * Neither connections nor requests per connection are limited, because calendar programs and proxies keep theirs open;
 * only how long a connection may be held without a proper request.
 * @throws ListenError, with what to do about it
 */
export async function startServer(
  listener: RequestListener,
  host: string,
  port: number,
  patience: Patience = PATIENCE,
): Promise<RunningServer> {
  const server = createServer(
    {
      keepAliveTimeout: patience.idle,
      headersTimeout: patience.head,
      requestTimeout: patience.request,
      connectionsCheckingInterval: patience.interval,
      // Spares a request without a body the events of an empty stream, a tenth of an answer's time. Nobody waits for them.
      optimizeEmptyRequests: true,
      // Two readings of a message's length enable request smuggling.
      insecureHTTPParser: false,
      requireHostHeader: true,
    },
    listener,
  );
  server.maxHeadersCount = MAX_HEADERS;
  server.setTimeout(patience.silence);
  server.on('clientError', refuse);
  await listen(server, host, port);
  const address = server.address() as AddressInfo;
  return {
    host,
    port: address.port,
    stop: (limitMs) =>
      new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), limitMs);
        // A connection that is busy now may be idle later and would be kept open until it is cut.
        server.prependListener('request', (_request, response) => {
          response.shouldKeepAlive = false;
        });
        const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
        server.close(() => {
          clearTimeout(cut);
          clearInterval(sweep);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

const REFUSALS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Node answers malformed requests itself only if nobody listens for this event. */
function refuse(
  error: NodeJS.ErrnoException,
  socket: Duplex & { readonly _httpMessage?: ServerResponse | null },
): void {
  // After a head was sent, this would be read as part of its body.
  if (!socket.writable || socket._httpMessage?.headersSent === true) {
    socket.destroy();
    return;
  }
  const status = REFUSALS[error.code ?? ''] ?? '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
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
    server.listen({ port, host, backlog: BACKLOG }, resolve);
  });
}
