/** What a build remembers of the builds before it: a server's store, or `revisions.json` beside the feeds. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import type { FileTimes } from '../publish/revisions-file.ts';
import {
  PREDECESSOR,
  REVISIONS,
  RevisionsError,
  type RevisionsFile,
  readRevisions,
  restoreRevisions,
  timesOf,
  writeRevisions,
} from '../publish/revisions-file.ts';
import { writeWholeFile } from '../publish/whole-file.ts';
import { sqliteStoreExists } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { CommandError } from './exit.ts';
import { openStore, openTemporaryStore } from './open-store.ts';
import type { Terminal } from './terminal.ts';

export interface BuildMemory {
  readonly store: Store;
  /** The times of the last build's files, by path. */
  readonly times: FileTimes;
  /** Nothing was remembered and nobody said that this is the first build. */
  readonly isUnexpectedlyNew: boolean;
  /** Writes what the next build needs; before the feeds, so that no feed is ahead of it. */
  keep(times: FileTimes): Promise<void>;
  close(): Promise<void>;
}

export interface MemoryPlace {
  /** The folder of feeds. */
  readonly out: string;
  /** --previous */
  readonly previous: string | undefined;
  /** --first */
  readonly isFirst: boolean;
  /** Whether --state was given. */
  readonly hasState: boolean;
}

/** @throws CommandError where what was published before may be lost */
export async function openBuildMemory(config: Config, place: MemoryPlace, terminal: Terminal): Promise<BuildMemory> {
  const { previous } = place;
  const isNamed = place.hasState || config.database !== null;
  if (previous === undefined && (isNamed || sqliteStoreExists(config.state))) {
    const store = await openStore(config, { create: false });
    return {
      store,
      times: new Map(),
      isUnexpectedlyNew: false,
      keep: async () => undefined,
      close: () => store.close(),
    };
  }
  const found = await findRevisions(place, terminal);
  if (!found) await refuseLostRevisions(place.out);
  const { store, close } = await openTemporaryStore();
  try {
    if (found) await restoreRevisions(store, found.file);
  } catch (error) {
    await close();
    throw error;
  }
  let kept: string | null = found?.isWhole ? found.text : null;
  let hasPredecessor = false;
  return {
    store,
    times: found ? timesOf(found.file) : new Map(),
    isUnexpectedlyNew: !found && !place.isFirst,
    async keep(times) {
      const text = await writeRevisions(store, times);
      if (text === kept && existsSync(path.join(place.out, REVISIONS))) return;
      if (found?.isWhole && !hasPredecessor) await writeWholeFile(path.join(place.out, PREDECESSOR), found.text);
      hasPredecessor = true;
      await writeWholeFile(path.join(place.out, REVISIONS), text);
      kept = text;
    },
    close,
  };
}

interface FoundRevisions {
  readonly file: RevisionsFile;
  readonly text: string;
  /** False: it was the predecessor. */
  readonly isWhole: boolean;
}

/** The last build's memory, or where that is missing or damaged its predecessor; null: there is none. */
async function findRevisions(place: MemoryPlace, terminal: Terminal): Promise<FoundRevisions | null> {
  const source = openSource(place, terminal);
  const text = await source.read(REVISIONS);
  const file = text === null ? null : readRevisions(text);
  if (text !== null && file && !(file instanceof RevisionsError)) return { file, text, isWhole: true };
  const damage = file instanceof RevisionsError ? file : null;
  if (damage?.isNewer) throw new CommandError(`${damage.message} (${source.name})`);
  const older = await source.read(PREDECESSOR);
  const predecessor = older === null ? null : readRevisions(older);
  if (older !== null && predecessor && !(predecessor instanceof RevisionsError)) {
    const why = damage ? `is damaged (${damage.message})` : 'is missing';
    terminal.err(
      `belltower: ${REVISIONS} in ${source.name} ${why}; going on from ${PREDECESSOR}, which is one publication older`,
    );
    return { file: predecessor, text: older, isWhole: false };
  }
  if (damage) {
    throw new CommandError(
      `${damage.message} (${source.name}). Put a backup of it in its place: without it calendars would take changes for old ones`,
    );
  }
  if (source.isNamed && !place.isFirst) {
    throw new CommandError(
      `there is no ${REVISIONS} in ${source.name}. If nothing was ever published there, agree with --first`,
    );
  }
  return null;
}

interface Source {
  readonly name: string;
  /** Whether --previous names it. */
  readonly isNamed: boolean;
  /** Null: there is no such file. */
  read(name: string): Promise<string | null>;
}

function openSource({ out, previous, isFirst }: MemoryPlace, terminal: Terminal): Source {
  if (previous !== undefined && /^https?:\/\//i.test(previous)) {
    const base = previous.replace(/\/revisions\.json$/, '').replace(/\/+$/, '');
    return { name: previous, isNamed: true, read: (name) => download(`${base}/${name}`, isFirst) };
  }
  const folder = previous === undefined ? out : path.resolve(terminal.folder, previous);
  const read = (name: string): Promise<string | null> =>
    readFile(path.join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
      throw new CommandError(`cannot read ${path.join(folder, name)}: ${error.message}`);
    });
  return { name: previous ?? out, isNamed: previous !== undefined, read };
}

async function download(address: string, isFirst: boolean): Promise<string | null> {
  const response = await fetch(address).catch((error: Error) => {
    if (isFirst) return null;
    const cause = error.cause instanceof Error ? error.cause.message : error.message;
    throw new CommandError(`cannot read ${address}: ${cause}. If nothing was ever published there, agree with --first`);
  });
  if (response === null || response.status === 404) return null;
  if (!response.ok) throw new CommandError(`cannot read ${address}: it answers ${response.status}`);
  return await response.text();
}

/** Feeds that say SEQUENCE:1 and more would begin again at 0, and calendars would take every change for an old one. */
async function refuseLostRevisions(out: string): Promise<void> {
  const entries = await readdir(out, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new CommandError(`cannot read ${out}: ${error.message}`);
  });
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.ics')) continue;
    const file = path.join(entry.parentPath, entry.name);
    if (!/^SEQUENCE:0*[1-9]/m.test(await readFile(file, 'utf8'))) continue;
    throw new CommandError(
      `there is no ${REVISIONS} in ${out}, but ${path.relative(out, file)} there was revised before: calendars would take ` +
        `every change from now on for an old one. Put ${REVISIONS} back, from a backup or from the site (--previous ADDRESS)`,
    );
  }
}
