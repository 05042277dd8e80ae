/** Whether a request comes from a program on this machine, without a proxy between. */
import type { IncomingMessage } from 'node:http';

const LOOPBACK_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/** Behind a local proxy every client connects from loopback: forwarding headers and the Host header reveal it. */
export function isOwnMachine({ socket, headers }: IncomingMessage): boolean {
  return (
    /^(?:127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') &&
    LOOPBACK_HOST.test(headers.host ?? '') &&
    FORWARDED.every((name) => headers[name] === undefined)
  );
}
