/** Chooses the store's driver: PostgreSQL where a database is named, SQLite in the state folder otherwise. */
import type { Config } from '../config.ts';
import { StoreError } from '../store/errors.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { CommandError } from './exit.ts';

/**
 * @throws CommandError with what is wrong and what to do.
 */
export async function openStore(config: Pick<Config, 'state' | 'database'>): Promise<Store> {
  try {
    if (config.database === null) return await openSqliteStore(config.state);
    const { openPostgresStore } = await import('../store/postgres.ts');
    return await openPostgresStore(config.database);
  } catch (error) {
    if (error instanceof StoreError) throw new CommandError(`${error.message} (state: ${nameState(config)})`);
    throw error;
  }
}

function nameState(config: Pick<Config, 'state' | 'database'>): string {
  return config.database === null ? config.state : 'the database of --database';
}
