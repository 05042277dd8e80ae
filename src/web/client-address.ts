/** The address of the client, for rate limits only; never logged. */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

export type AddressOf = (request: IncomingMessage) => string;

const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/**
 * The address of the connection or, if that is a trusted proxy, the last untrusted address in X-Forwarded-For. Anybody
 * can send that header: from others it is ignored.
 * @param proxies addresses, networks as 10.0.0.0/8, `loopback`, `private`
 */
export function createAddressOf(proxies: readonly string[]): AddressOf {
  const isProxy = createProxyTest(proxies);
  return ({ socket, headers }) => {
    const direct = readAddress(socket.remoteAddress ?? '') ?? '';
    if (!isProxy(direct)) return direct;
    const named = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').reverse();
    let last = direct;
    for (const text of named) {
      const address = readAddress(text.trim());
      if (address === null) break;
      last = address;
      if (!isProxy(address)) break;
    }
    return last;
  };
}

function createProxyTest(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const text of proxies.flatMap((proxy) => NAMED[proxy] ?? [proxy])) {
    const [network = '', length] = text.split('/');
    const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
    if (length === undefined) list.addAddress(network, family);
    else list.addSubnet(network, Number(length), family);
  }
  return (address) => {
    const version = isIP(address);
    return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
  };
}

/** IPv4-mapped IPv6 addresses (::ffff:192.0.2.1) are treated as IPv4. Null: not an address. */
function readAddress(text: string): string | null {
  const plain = text.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(plain) === 0 ? null : plain;
}

/** The IPv6 addresses of a household share a /64. */
export function groupOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}
