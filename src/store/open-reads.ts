/** Opens a store in a worker thread, for reading: documents are slow to copy from thread to thread. */
import type { Store, StoreLocation, StoreReads } from './store.ts';

export interface OpenedReads {
  readonly reads: StoreReads;
  close(): Promise<void>;
}

/**
 * Opens the store for reading what is committed; statements run one after another.
 * @throws StoreError
 */
export async function openReads(location: StoreLocation): Promise<OpenedReads> {
  const store = await openStore(location);
  return { reads: store, close: () => store.close() };
}

async function openStore(location: StoreLocation): Promise<Store> {
  // A thread loads its own driver only.
  if (location.driver === 'sqlite') {
    const { openSqliteReader } = await import('./sqlite.ts');
    return openSqliteReader(location.folder);
  }
  const { openPostgresStore } = await import('./postgres.ts');
  return openPostgresStore(location.url, { create: false, connections: 1 });
}
