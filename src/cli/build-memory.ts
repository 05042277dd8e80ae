/** The state that a build continues from: a server's store, or `revisions.json` beside the feeds. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import {
  PREDECESSOR,
  type PrintedPublications,
  printPublications,
  REVISIONS,
  restoreRevisions,
  type WrittenSite,
  writeRevisions,
  writtenBy,
} from '../publish/revisions-file.ts';
import { writeWholeFile } from '../publish/whole-file.ts';
import { sqliteStoreExists } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { CommandError } from './exit.ts';
import { openStore, openTemporaryStore } from './open-store.ts';
import { type FoundRevisions, findRevisions, refuseOlder } from './previous-build.ts';
import type { Terminal } from './terminal.ts';

export interface BuildMemory {
  readonly store: Store;
  /** The last build's state. */
  readonly written: WrittenSite;
  /** There is no previous state, and `--first` was not given. */
  readonly isUnexpectedlyNew: boolean;
  /** This build's number; null if a store keeps the revisions. */
  build(): number | null;
  /** Writes the state for the next build; before the feeds, so that no feed is newer. */
  keep(written: WrittenSite): Promise<void>;
  close(): Promise<void>;
}

export interface MemoryPaths {
  /** The folder of feeds. */
  readonly out: string;
  /** --previous */
  readonly previous: string | undefined;
  /** --revisions: where revisions.json is kept, and read from; undefined: in `out`. */
  readonly revisions: string | undefined;
  /** --published: what is online now. */
  readonly published: string | undefined;
  /** --first */
  readonly isFirst: boolean;
  /** Whether --state was given. */
  readonly hasState: boolean;
}

const NOTHING: WrittenSite = { files: new Map(), digests: new Map() };

/** @throws CommandError if earlier publications may be lost */
export async function openBuildMemory(config: Config, paths: MemoryPaths, terminal: Terminal): Promise<BuildMemory> {
  const { previous } = paths;
  const isNamed = paths.hasState || config.database !== null;
  if (previous === undefined && paths.revisions === undefined && (isNamed || sqliteStoreExists(config.state))) {
    const store = await openStore(config, { create: false });
    return {
      store,
      written: NOTHING,
      isUnexpectedlyNew: false,
      build: () => null,
      keep: async () => undefined,
      close: () => store.close(),
    };
  }
  const kept = paths.revisions === undefined ? paths.out : path.resolve(terminal.folder, paths.revisions);
  const named = previous ?? paths.revisions;
  const found = await findRevisions({ out: paths.out, named, isFirst: paths.isFirst }, terminal);
  await refuseOlder(paths.published, found?.file ?? null, terminal);
  if (!found) await refuseLostRevisions(paths.out);
  const { store, close } = await openRestored(found);
  const memory = openMemory(kept, found);
  let printed: PrintedPublications | null = null;
  return {
    store,
    written: found ? writtenBy(found.file) : NOTHING,
    isUnexpectedlyNew: !found && !paths.isFirst,
    build: memory.build,
    async keep(written) {
      const publications = printed ?? (await printPublications(store));
      printed = publications;
      await memory.keep((build) => writeRevisions(publications, written, build));
    },
    close,
  };
}

/** The previous state, for comparison only; empty if there is no revisions.json. */
export async function openRevisions(previous: string, terminal: Terminal): ReturnType<typeof openTemporaryStore> {
  return openRestored(await findRevisions({ out: previous, named: previous, isFirst: true }, terminal));
}

async function openRestored(found: FoundRevisions | null): ReturnType<typeof openTemporaryStore> {
  const { store, close } = await openTemporaryStore();
  try {
    if (found) await restoreRevisions(store, found.file);
    return { store, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The revisions.json of a folder. Its build number increases with every change of its content. */
function openMemory(folder: string, found: FoundRevisions | null) {
  const before = found?.file.build ?? 0;
  let build = before;
  let kept = found?.isWhole ? found.text : null;
  let hasPredecessor = false;
  return {
    build: () => build,
    async keep(write: (build: number) => string): Promise<void> {
      const text = write(build);
      if (text === kept && existsSync(path.join(folder, REVISIONS))) return;
      if (text !== kept && build === before) {
        build += 1;
        return await this.keep(write);
      }
      if (found?.isWhole && !hasPredecessor) await writeWholeFile(path.join(folder, PREDECESSOR), found.text);
      hasPredecessor = true;
      await writeWholeFile(path.join(folder, REVISIONS), text);
      kept = text;
    },
  };
}

/** Without the state, sequences above 0 would restart at 0, and calendars would ignore every change as old. */
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
