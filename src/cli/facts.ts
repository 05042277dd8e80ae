/** Facts for operators: release, folders, user, disk space, the age of the last backup, and replicas. */
import { stat, statfs } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { zoneDataVersion } from '../domain/zone.ts';
import { STALE_MS } from '../feeds/replica-reports.ts';
import type { FolderFacts, ReplicasStatus, StatusFacts } from '../feeds/status.ts';
import { StoreError } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import { findBackup } from './backup-files.ts';
import { VERSION } from './version.ts';

type AskedStore = Pick<Store, 'driver' | 'lastBackup' | 'replicas' | 'head'>;

/** Monitors ask again soon, and must not wait for an unreachable database. */
const PATIENCE_MS = 2000;

export async function gatherFacts(
  config: Pick<Config, 'data' | 'state' | 'database' | 'publish'>,
  store: AskedStore,
  patienceMs = PATIENCE_MS,
): Promise<StatusFacts> {
  const [rules, state, stored] = await Promise.all([
    config.publish ? describeFolder(config.data) : null,
    describeFolder(config.state),
    askStore(store, patienceMs),
  ]);
  return {
    release: VERSION,
    node: process.versions.node,
    zoneData: zoneDataVersion() || null,
    user: userInfo().username,
    store: config.database === null ? 'SQLite' : 'PostgreSQL',
    rules,
    state,
    ...stored,
  };
}

type StoredFacts = Pick<StatusFacts, 'lastBackup' | 'missingBackup' | 'replicas'>;

/** An unreachable store is reported as a condition; the other facts are still collected. */
async function askStore(store: AskedStore, patienceMs: number): Promise<StoredFacts> {
  const end = new AbortController();
  const answered = readStore(store).catch((error: unknown): StoredFacts => {
    if (error instanceof StoreError) return {};
    throw error;
  });
  const waited = sleep(patienceMs, {}, { signal: end.signal, ref: false }).catch(() => ({}));
  try {
    return await Promise.race([answered, waited]);
  } finally {
    end.abort();
  }
}

async function readStore(store: AskedStore): Promise<StoredFacts> {
  const [lastBackup, replicas] = await Promise.all([store.lastBackup(), listReplicas(store)]);
  const backup = await findBackup(lastBackup, store.driver === 'postgresql');
  return { ...backup, ...(replicas ? { replicas } : {}) };
}

async function listReplicas({ replicas, head }: AskedStore): Promise<ReplicasStatus | null> {
  if (!replicas) return null;
  const [seen, { revision }] = await Promise.all([replicas.list(), head()]);
  return { revision, seen: seen.map((one) => ({ ...one, stale: one.age > STALE_MS })) };
}

/** Null if unknown: the folder is missing, or the system has no such figure. */
async function describeFolder(path: string): Promise<FolderFacts> {
  const [owner, freeBytes] = await Promise.all([
    stat(path).then(
      ({ uid }) => uid,
      () => null,
    ),
    statfs(path).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => null,
    ),
  ]);
  return { path, owner, freeBytes };
}
