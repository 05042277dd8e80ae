/**
 * A store on a full disk: by SQLite's page limit, page by page, and on a small file system that is filled up.
 * Acknowledged changes must survive, none may be partial, and writing must resume once there is space.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { StoreFullError } from '../../src/store/errors.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { type Answer, NOTHING_SEEN } from '../crash/story.ts';
import { inspect, makeChange } from '../crash/workload.ts';

export interface FullDiskReport {
  /** How often the disk became full. */
  readonly full: number;
  /** Acknowledged changes, all of which must survive. */
  readonly acknowledged: number;
  readonly wrong: readonly string[];
}

const PAGE = 4096;
const START = Date.parse('2018-10-01T12:00:00Z');
/** More changes than fit into the smallest free space tested. */
const MANY = 400;

/** Makes changes until the store is full. */
async function fill(store: Store, answers: Answer[]): Promise<string[]> {
  for (let turn = 0; turn < MANY; turn += 1) {
    try {
      answers.push(await makeChange(store, answers.length + 1, START + answers.length * 1000));
    } catch (error) {
      return error instanceof StoreFullError ? [] : [`a full disk is told as ${String(error)}`];
    }
  }
  return ['the disk was never full'];
}

/** Checks that nothing is lost and that one more change succeeds. */
async function goOn(store: Store, answers: Answer[]): Promise<string[]> {
  const { wrong } = await inspect(store, answers, NOTHING_SEEN);
  try {
    answers.push(await makeChange(store, answers.length + 1, START + answers.length * 1000));
  } catch (error) {
    wrong.push(`with space again: ${String(error)}`);
  }
  return [...wrong, ...(await inspect(store, answers, NOTHING_SEEN)).wrong];
}

/** Limits the store's growth to each of the given numbers of pages. */
export async function limitPages(pages: readonly number[]): Promise<FullDiskReport> {
  const wrong: string[] = [];
  let acknowledged = 0;
  for (const more of pages) {
    const folder = mkdtempSync(path.join(tmpdir(), 'belltower-full-'));
    const answers: Answer[] = [];
    try {
      const begun = await openSqliteStore(folder);
      answers.push(await makeChange(begun, 1, START));
      await begun.close();
      const { size } = statSync(path.join(folder, 'belltower.sqlite'));
      const limited = await openSqliteStore(folder, { maxBytes: size + more * PAGE });
      const found = await fill(limited, answers);
      acknowledged += answers.length;
      await limited.close();
      const free = await openSqliteStore(folder);
      found.push(...(await goOn(free, answers)));
      await free.close();
      wrong.push(...found.map((sentence) => `with ${more} pages: ${sentence}`));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return { full: pages.length, acknowledged, wrong };
}

/**
 * Fills a small file system up to each of the given numbers of free bytes. The store stays open throughout.
 * @returns null if none can be mounted
 */
export async function fillFileSystem(free: readonly number[]): Promise<FullDiskReport | null> {
  const place = mkdtempSync(path.join(tmpdir(), 'belltower-small-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', place]).status !== 0) {
    rmSync(place, { recursive: true });
    return null;
  }
  const wrong: string[] = [];
  const answers: Answer[] = [];
  try {
    const state = path.join(place, 'state');
    mkdirSync(state);
    const store = await openSqliteStore(state);
    for (const bytes of free) {
      const filler = path.join(place, 'filler');
      takeSpace(filler, bytes);
      const found = await fill(store, answers);
      rmSync(filler);
      found.push(...(await goOn(store, answers)));
      wrong.push(...found.map((sentence) => `with ${bytes} bytes free: ${sentence}`));
    }
    await store.close();
    return { full: free.length, acknowledged: answers.length, wrong };
  } finally {
    spawnSync('umount', [place]);
    rmSync(place, { recursive: true, force: true });
  }
}

/** Fills the file's file system except for the given number of bytes. */
function takeSpace(file: string, leave: number): void {
  const block = Buffer.alloc(PAGE);
  const left = Buffer.alloc(leave);
  const reserved = `${file}.reserved`;
  writeFileSync(reserved, left);
  try {
    for (;;) writeFileSync(file, block, { flag: 'a' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
  rmSync(reserved);
}
