/** Opens a store in a worker thread, for reading: documents are slow to copy from thread to thread. */
import type { Store, StoreLocation, StoreReads } from './store.ts';

export type OpenedReads = StoreReads & Pick<Store, 'close'>;

/**
 * Opens the store for reading what is committed; statements run one after another.
 * @throws StoreError
 */
export async function openReads(location: StoreLocation): Promise<OpenedReads> {
  // A thread loads its own driver only.
  if (location.driver === 'sqlite') {
    const { openSqliteReader } = await import('./sqlite.ts');
    return openSqliteReader(location.folder);
  }
  const { openPostgresStore } = await import('./postgres.ts');
  return openPostgresStore(location.url, { create: false, connections: 1 });
}
