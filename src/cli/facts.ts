/** Facts for operators: release, folders, user, disk space, and the age of the last backup. */
import { stat, statfs } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Config } from '../config.ts';
import type { PlaceFacts, StatusFacts } from '../feeds/status.ts';
import { StoreError } from '../store/errors.ts';
import type { Store } from '../store/store.ts';
import { VERSION } from './version.ts';

export async function gatherFacts(
  config: Pick<Config, 'data' | 'state' | 'database' | 'publish'>,
  store: Pick<Store, 'lastBackup'>,
): Promise<StatusFacts> {
  return {
    release: VERSION,
    node: process.versions.node,
    zoneData: process.versions.tz ?? null,
    user: userInfo().username,
    store: config.database === null ? 'SQLite' : 'PostgreSQL',
    rules: config.publish ? await describePlace(config.data) : null,
    state: await describePlace(config.state),
    ...(await findBackup(store)),
  };
}

/** An unreachable store is reported as a condition; the other facts are still collected. */
async function findBackup(store: Pick<Store, 'lastBackup'>): Promise<Pick<StatusFacts, 'lastBackup'>> {
  try {
    return { lastBackup: await store.lastBackup() };
  } catch (error) {
    if (error instanceof StoreError) return {};
    throw error;
  }
}

/** Null if unknown: the folder is missing, or the system has no such figure. */
async function describePlace(path: string): Promise<PlaceFacts> {
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
