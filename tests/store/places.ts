/** Where tests keep their stores: each driver with fresh places, which can be opened more than once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openPostgresStore } from '../../src/store/postgres.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { PATIENT } from '../patient.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { sharePostgres } from './shared-postgres.ts';

export interface Places {
  readonly name: string;
  /** A new place: a folder, or a connection string. */
  create(): Promise<string>;
  /** A store on it; closed by `closeAll` at the latest. */
  open(place: string): Promise<Store>;
  /** Closes every store that was opened. */
  closeAll(): Promise<void>;
  /** Removes every place. */
  remove(): Promise<void>;
}

function remember(opened: Set<Store>, store: Store): Store {
  opened.add(store);
  return store;
}

async function close(opened: Set<Store>): Promise<void> {
  const stores = [...opened];
  opened.clear();
  await Promise.all(stores.map((store) => store.close()));
}

/** @param options.isTemporary for tests of other things than the store: opening one takes a tenth of the time */
export function createSqlitePlaces({ isTemporary = false } = {}): Places {
  const folders: string[] = [];
  const opened = new Set<Store>();
  return {
    name: 'SQLite',
    async create() {
      const folder = await mkdtemp(path.join(tmpdir(), 'belltower-store-'));
      folders.push(folder);
      return folder;
    },
    open: async (folder) => remember(opened, await openSqliteStore(folder, { watchMs: 20, isTemporary })),
    closeAll: () => close(opened),
    async remove() {
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** On the worker's server, or on one of its own that starts with the first place. */
export function createPostgresPlaces(): Places {
  const opened = new Set<Store>();
  let own: Promise<PostgresServer> | null = null;
  const server = (): Promise<PostgresServer> => {
    const shared = sharePostgres();
    if (shared) return shared;
    own ??= startPostgres();
    return own;
  };
  return {
    name: 'PostgreSQL',
    async create() {
      return await (await server()).createDatabase();
    },
    open: async (url) => remember(opened, openPostgresStore(url, { beatMs: 20, patienceMs: PATIENT.timeout })),
    closeAll: () => close(opened),
    async remove() {
      if (own) await (await own).remove();
    },
  };
}
