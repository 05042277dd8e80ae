/** Chooses the store's driver: PostgreSQL if a database is configured, otherwise SQLite in the state folder. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Config } from '../config.ts';
import { StoreError } from '../store/errors.ts';
import type { OnMigrated } from '../store/migrations.ts';
import { openSqliteReader, openSqliteStore, sqliteStoreExists } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { CommandError } from './exit.ts';

/**
 * Opens the store, and creates it if needed, for commands that publish.
 * @param create false: a missing store is an error, for commands that read or administer
 * @throws CommandError
 */
export async function openStore(
  config: Pick<Config, 'state' | 'database'>,
  { create = true, onMigrated }: { readonly create?: boolean; readonly onMigrated?: OnMigrated } = {},
): Promise<Store> {
  try {
    if (config.database === null) {
      if (!create && !sqliteStoreExists(config.state)) throw new CommandError(describeMissing(config.state));
      return await openSqliteStore(config.state, onMigrated ? { onMigrated } : {});
    }
    const { openPostgresStore } = await import('../store/postgres.ts');
    return openPostgresStore(config.database, { create, ...(onMigrated ? { onMigrated } : {}) });
  } catch (error) {
    if (error instanceof StoreError) throw new CommandError(`${error.message} (${nameState(config)})`);
    throw error;
  }
}

/**
 * Opens an existing store read-only, without migrating it.
 * @throws CommandError
 */
export async function openStoreForReading(config: Pick<Config, 'state' | 'database'>): Promise<Store> {
  if (config.database !== null) return await openStore(config, { create: false });
  if (!sqliteStoreExists(config.state)) throw new CommandError(describeMissing(config.state));
  try {
    return await openSqliteReader(config.state);
  } catch (error) {
    if (error instanceof StoreError) throw new CommandError(`${error.message} (${nameState(config)})`);
    throw error;
  }
}

/** An empty store that is deleted when it is closed. */
export async function openTemporaryStore(): Promise<{ readonly store: Store; readonly close: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'belltower-'));
  const store = await openSqliteStore(folder, { isTemporary: true });
  const close = async (): Promise<void> => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { store, close };
}

function describeMissing(state: string): string {
  return (
    `there is no store in ${state}. Name the folder that the server keeps its state in with --state (or ` +
    'BELLTOWER_STATE), or its database with --database; `belltower serve` or `belltower publish` makes a new one'
  );
}

/** For messages. */
export function nameState(config: Pick<Config, 'state' | 'database'>): string {
  return config.database === null ? `the state in ${config.state}` : 'the database';
}
