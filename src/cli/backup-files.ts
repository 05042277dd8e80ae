/** The files of `belltower backup`: their names, the oldest ones, and whether the last one is still there. */
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Backup } from '../store/recovery.ts';

const NAME = /^belltower-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.jsonl$/;

/** belltower-20181012T030000Z.jsonl: names sort by time. */
export function nameBackup(at: number): string {
  const stamp = new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '');
  return `belltower-${stamp}.jsonl`;
}

/** @returns the names of the deleted ones, oldest first */
export async function deleteOldest(folder: string, keep: number): Promise<readonly string[]> {
  const names = await listBackups(folder);
  const oldest = names.slice(0, Math.max(0, names.length - keep));
  for (const name of oldest) await rm(path.join(folder, name), { force: true });
  return oldest;
}

/** The newest backup that still exists. */
export interface NewestBackup {
  /** Null: there is none. */
  readonly lastBackup: Backup | null;
  /** The file that the last backup wrote, if it is gone. */
  readonly missingBackup?: string;
}

/**
 * Looks for the file of the last backup, and in its folder for an older one if it is gone. If the folder cannot be read
 * by this user, the store is believed.
 * @param mayBeElsewhere whether another machine may have written it: then a folder that is not here, or has no backups,
 *   says nothing of it
 */
export async function findBackup(last: Backup | null, mayBeElsewhere: boolean): Promise<NewestBackup> {
  if (last === null) return { lastBackup: null };
  const folder = path.dirname(last.place);
  try {
    const names = await listBackups(folder);
    if (names.includes(path.basename(last.place))) return { lastBackup: last };
    const newest = names.at(-1);
    if (newest === undefined && mayBeElsewhere) return { lastBackup: last };
    const found = newest === undefined ? null : { at: timeOf(newest), place: path.join(folder, newest) };
    return { lastBackup: found, missingBackup: last.place };
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return isGone && !mayBeElsewhere ? { lastBackup: null, missingBackup: last.place } : { lastBackup: last };
  }
}

/** Oldest first. */
async function listBackups(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => NAME.test(name)).sort();
}

function timeOf(name: string): number {
  const [, year, month, day, hour, minute, second] = NAME.exec(name) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
