/** Watches the folder of rules, including a path that is a symbolic link and is switched to another folder. */
import { realpath } from 'node:fs/promises';
import type { FSWatcher } from 'chokidar';
import { loadLater } from '../domain/load-later.ts';
import { isRules } from './folder.ts';

// Once feeds are served.
const chokidar = loadLater<typeof import('chokidar')>('chokidar');

const SETTLE_MS = 60;
/** The polling interval for the folder's real path. */
const LOOK_MS = 1000;

export interface FolderWatch {
  stop(): Promise<void>;
}

/** Calls `onChange` shortly after files of rules were written, added or removed, until `stop` is called. */
export function watchFolder(folder: string, onChange: () => void, lookMs = LOOK_MS): FolderWatch {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const settle = (): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(onChange, SETTLE_MS);
  };
  let watcher = openWatcher(folder, settle, onChange);
  let real: string | null = null;
  const look = async (): Promise<void> => {
    const now = await realpath(folder).catch(() => null);
    // The last real path is kept while the folder is missing: the watcher reports its return under that path.
    if (stopped || now === null || now === real) return;
    const isFirst = real === null;
    real = now;
    if (isFirst) return;
    const last = watcher;
    watcher = openWatcher(folder, settle, onChange);
    await last.close();
    settle();
  };
  void look();
  const looking = setInterval(() => void look(), lookMs);
  looking.unref();
  return {
    async stop() {
      stopped = true;
      clearInterval(looking);
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

function openWatcher(folder: string, settle: () => void, onError: () => void): FSWatcher {
  const watcher = chokidar().watch(folder, {
    ignoreInitial: true,
    ignored: (file, found) => found?.isFile() === true && !isRules(file),
  });
  watcher.on('all', settle);
  // The initial scan emits no events, so what was saved during it is read now.
  watcher.on('ready', settle);
  watcher.on('error', onError);
  return watcher;
}
