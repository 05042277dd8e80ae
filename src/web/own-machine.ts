/** Whether a request comes from a program on this machine, without a proxy between. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

const LOOPBACK_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;

/** Behind a local proxy every client connects from loopback: forwarding headers and the Host header reveal it. */
export function isOwnMachine({ socket, headers }: IncomingMessage): boolean {
  return isLoopback(socket.remoteAddress ?? '') && !isForwarded(headers) && LOOPBACK_HOST.test(headers.host ?? '');
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.');
}

// Each header is read by its own name: a loop over their names takes several times as long, at every request.
function isForwarded(headers: IncomingHttpHeaders): boolean {
  return (
    headers.forwarded !== undefined ||
    headers.via !== undefined ||
    headers['x-forwarded-for'] !== undefined ||
    headers['x-forwarded-host'] !== undefined ||
    headers['x-forwarded-proto'] !== undefined ||
    headers['x-real-ip'] !== undefined
  );
}
