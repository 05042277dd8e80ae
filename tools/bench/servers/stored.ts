/** Belltower's own answers, taken once: what the bare listener and nginx send, byte for byte. */
import type { Answer, Asker } from '../load/rehearsal.ts';

export interface StoredForm {
  readonly etag: string;
  /** Names and values in turn, without those that Node adds by itself. */
  readonly fullHead: readonly string[];
  readonly unchangedHead: readonly string[];
  readonly body: Uint8Array;
}

export interface StoredFeed {
  readonly path: string;
  readonly identity: StoredForm;
  readonly gzip: StoredForm;
}

const NODES_OWN = new Set(['date', 'connection', 'keep-alive']);

/** @throws Error for an address that has no feed */
export async function storeFeeds(asker: Asker, paths: readonly string[]): Promise<readonly StoredFeed[]> {
  const stored: StoredFeed[] = [];
  for (const path of paths) {
    stored.push({
      path,
      identity: await storeForm(asker, path, 'identity'),
      gzip: await storeForm(asker, path, 'gzip'),
    });
  }
  return stored;
}

async function storeForm(asker: Asker, path: string, encoding: string): Promise<StoredForm> {
  const full = await asker.ask(path, { 'Accept-Encoding': encoding });
  const { etag } = full.headers;
  if (full.status !== 200 || etag === undefined) throw new Error(`${path} answered ${full.status}`);
  const unchanged = await asker.ask(path, { 'Accept-Encoding': encoding, 'If-None-Match': etag });
  if (unchanged.status !== 304) throw new Error(`${path} answered ${unchanged.status} to its own tag`);
  return { etag, fullHead: ownHead(full), unchangedHead: ownHead(unchanged), body: full.body };
}

function ownHead({ rawHeaders }: Answer): string[] {
  return rawHeaders.filter((_, index) => !NODES_OWN.has((rawHeaders[index - (index % 2)] ?? '').toLowerCase()));
}
