/** A push service in this process: takes every message at once, or none of them ever. */
import { createECDH, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PushService {
  /** The address of one browser. */
  endpointOf(index: number): string;
  /** What browsers would give; all have the same. */
  readonly keys: Readonly<Record<string, string>>;
  taken(): number;
  stop(): void;
}

/** @param answers false: connections are taken, and nothing is ever answered */
export async function startPushService(answers: boolean): Promise<PushService> {
  let taken = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => {
      taken += 1;
      if (answers) response.writeHead(201).end();
    });
  });
  // Every address of the machine: each browser of a service that hangs has a host of its own.
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  const p256dh = createECDH('prime256v1').generateKeys().toString('base64url');
  return {
    endpointOf: (index) => {
      const host = answers ? '127.0.0.1' : `127.1.${index >> 8}.${index & 255}`;
      return `http://${host}:${port}/push/${index}`;
    },
    keys: { p256dh, auth: randomBytes(16).toString('base64url') },
    taken: () => taken,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
