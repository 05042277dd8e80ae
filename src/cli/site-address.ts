/** The site's address, for links that commands print. */
import type { Config } from '../config.ts';
import type { Store } from '../store/store.ts';
import type { Terminal } from './terminal.ts';

/** The address of a server without PUBLIC_URL; the loopback address if it listens on all. */
export function writeAddress(host: string, port: number): string {
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

/**
 * PUBLIC_URL if set, otherwise the address that the last server left in the store. Otherwise the link works once
 * a server runs with this command's configuration, which the output says.
 */
export async function findSiteAddress(config: Config, store: Store, terminal: Terminal): Promise<string> {
  const known = config.publicUrl ?? (await store.siteAddress());
  if (known !== null) return known;
  const address = writeAddress(config.host, config.port);
  terminal.err(
    `belltower: no server has used ${config.database === null ? config.state : 'this database'} yet: the link leads to ` +
      `${address} (set PUBLIC_URL to the address that people use)`,
  );
  return address;
}
