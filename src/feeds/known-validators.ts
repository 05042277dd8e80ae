/** Validators of feeds that this or another process composed before: kept in the store, written in batches. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServiceLog } from '../domain/log.ts';
import { WRITER_VERSION } from '../ical/calendar.ts';
import { StoreError } from '../store/errors.ts';
import type { StoredValidators } from '../store/feed-validators.ts';
import type { Store } from '../store/store.ts';
import type { Feed } from './feed.ts';

export interface KnownValidators {
  /**
   * The validators of the feed's current publication; null: nobody has composed it.
   * @param stamp identifies the publications that it is composed of; null: there are none
   */
  find(path: string, stamp: string | null): Promise<StoredValidators | null>;
  /** Records a feed that was composed. */
  note(path: string, stamp: string | null, feed: Pick<Feed, 'tag' | 'lastModified'>): void;
  /** Writes the recorded validators. */
  flush(): Promise<void>;
}

const FLUSH_MS = 3000;
const MOST_NOTED = 500;
/** Longer paths are not kept: one feed has any number of them. */
const LONGEST_PATH = 200;

/** @param publicUrl part of the bytes of feeds */
export function createKnownValidators(
  store: Pick<Store, 'feedValidators' | 'write' | 'writable' | 'available'>,
  publicUrl: string | null,
  log: Pick<ServiceLog, 'warn'>,
): KnownValidators {
  const release = nameRelease(publicUrl);
  let noted = new Map<string, StoredValidators>();
  let timer: NodeJS.Timeout | undefined;
  const withRelease = (stamp: string | null): string | null => stamp && `${release} ${stamp}`;
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const validators = [...noted.values()];
    noted = new Map();
    if (validators.length === 0 || !store.writable || !store.available()) return;
    try {
      await store.write((tx) => tx.saveFeedValidators(validators));
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      log.warn({}, `validators of feeds were not kept: ${error.message}`);
    }
  };
  return {
    flush,
    async find(path, given) {
      const stamp = withRelease(given);
      const known = noted.get(path) ?? (stamp === null ? null : await store.feedValidators(path));
      return known?.stamp === stamp ? known : null;
    },
    note(path, given, { tag, lastModified }) {
      const stamp = withRelease(given);
      if (stamp === null || path.length > LONGEST_PATH || noted.size >= MOST_NOTED) return;
      noted.set(path, { path, stamp, tag, lastModified });
      timer ??= setTimeout(() => void flush(), FLUSH_MS).unref();
    },
  };
}

/** A different release or public address gives different bytes for the same publication. */
function nameRelease(publicUrl: string | null): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return createHash('sha256').update(`${version} ${WRITER_VERSION} ${publicUrl}`).digest('base64url').slice(0, 8);
}
