/**
 * A replica's road to the database, which can be blocked: connections stand, nothing is refused and nothing arrives,
 * as when a switch fails or a machine hangs. What was sent meanwhile arrives when the road is free again.
 */
import { connect, createServer, type Socket } from 'node:net';

export interface Relay {
  readonly port: number;
  block(): void;
  free(): void;
  /** As the database itself does while it is stopped: connections end, new ones are refused. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  stop(): Promise<void>;
}

/** @param to the database's port on this machine */
export async function startRelay(port: number, to: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  const waiting: (() => void)[] = [];
  let blocked = false;
  /** Now, or when the road is free, in the order in which it came. */
  const pass = (act: () => void): void => {
    if (blocked) waiting.push(act);
    else act();
  };
  const join = (one: Socket, other: Socket): void => {
    sockets.add(one);
    one.on('data', (chunk) => pass(() => other.write(chunk)));
    one.on('error', () => undefined);
    one.on('close', () => {
      sockets.delete(one);
      pass(() => other.destroy());
    });
  };
  const server = createServer((client) => {
    const database = connect(to, '127.0.0.1');
    join(client, database);
    join(database, client);
  });
  const accept = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => resolve());
    });
  const refuse = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  const free = (): void => {
    blocked = false;
    for (const act of waiting.splice(0)) act();
  };
  await accept();
  return {
    port,
    block() {
      blocked = true;
    },
    free,
    refuse,
    accept,
    async stop() {
      free();
      await refuse();
    },
  };
}
