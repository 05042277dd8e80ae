/** A push service of one's own, as Firefox's (autopush): browsers hold a WebSocket, sites post messages for them. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { acceptWebSocket, type SocketEnd } from './websocket.ts';

export interface PushedMessage {
  readonly at: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface PushService {
  /** For Firefox's dom.push.serverURL. */
  readonly socketUrl: string;
  readonly taken: readonly PushedMessage[];
  /** Resolves when the browser has said that it received a message. */
  readonly acknowledged: Promise<void>;
  stop(): void;
}

interface SocketMessage {
  readonly messageType?: string;
  readonly channelID?: string;
}

export async function startPushService(): Promise<PushService> {
  const taken: PushedMessage[] = [];
  const { promise: acknowledged, resolve: acknowledge } = Promise.withResolvers<void>();
  let browser: SocketEnd | null = null;
  let base = '';

  const answer = (message: SocketMessage): object | null => {
    const { messageType, channelID } = message;
    if (messageType === 'hello') {
      return { messageType, uaid: randomUUID().replaceAll('-', ''), status: 200, use_webpush: true, broadcasts: {} };
    }
    if (messageType === 'register') {
      return { messageType, channelID, status: 200, pushEndpoint: `${base}/push/${channelID}` };
    }
    if (messageType === 'ack') acknowledge();
    // A ping is answered alike.
    return messageType === undefined ? {} : null;
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const channelID = request.url?.slice('/push/'.length);
      taken.push({ at: Date.now(), headers: request.headers, body });
      const headers = { encoding: request.headers['content-encoding'] };
      const version = `v${taken.length}`;
      const data = body.toString('base64url');
      browser?.send(JSON.stringify({ messageType: 'notification', channelID, version, data, headers }));
      response.writeHead(201, { Location: `${base}/message/${taken.length}` }).end();
    });
  });
  server.on('upgrade', (request, socket) => {
    browser = acceptWebSocket(request, socket, (text, end) => {
      const said = answer(JSON.parse(text) as SocketMessage);
      if (said) end.send(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
  return {
    socketUrl: `ws://127.0.0.1:${port}/`,
    taken,
    acknowledged,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
