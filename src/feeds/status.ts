/** The data of `belltower status`, from a server or a store: conditions, courses and when each was last published. */
import type { Condition } from '../domain/condition.ts';
import type { CourseKey } from '../domain/model.ts';
import type { Conditions } from '../publish/conditions.ts';
import type { PublishedAt } from '../store/indexed-terms.ts';
import type { Backup } from '../store/recovery.ts';
import type { SeenReplica } from '../store/replicas.ts';

export interface CourseStatus {
  readonly key: CourseKey;
  /** When its feeds last changed (epoch ms). */
  readonly published: number;
}

/** A folder that a server depends on. Null: it cannot be told. */
export interface FolderFacts {
  readonly path: string;
  /** The numeric user that owns it. */
  readonly owner: number | null;
  /** Of its file system, for users other than root. */
  readonly freeBytes: number | null;
}

export interface StatusFacts {
  readonly release: string;
  readonly node: string;
  /** The version of the zone data that Node has; null: it does not say. */
  readonly zoneData: string | null;
  /** Who runs it. */
  readonly user: string;
  readonly store: 'SQLite' | 'PostgreSQL';
  /** Null: rules are published to the database by a command. */
  readonly rules: FolderFacts | null;
  readonly state: FolderFacts;
  /** The newest whose file exists. Null: there is none; missing: the store does not answer. */
  readonly lastBackup?: Backup | null;
  /** The file of the last backup, if it was deleted. */
  readonly missingBackup?: string;
  /** On PostgreSQL; missing: the store does not answer. */
  readonly replicas?: ReplicasStatus;
}

export interface ReplicasStatus {
  /** The store's present revision, which each should serve. */
  readonly revision: number;
  readonly seen: readonly (SeenReplica & {
    /** Not seen for a minute. */
    readonly stale: boolean;
  })[];
}

export interface Status {
  /** Whether feeds can be served; null: no server is running. */
  readonly ready: boolean | null;
  readonly conditions: readonly Condition[];
  readonly courses: readonly CourseStatus[];
  readonly facts?: StatusFacts;
  /** When rules were last read and published in full (epoch ms); missing or 0: not since the start. */
  readonly readAt?: number;
  /** The means of notification that are set up, and what the others need. */
  readonly notices?: readonly string[];
}

export function describeStatus(
  ready: boolean,
  conditions: Pick<Conditions, 'list'>,
  courses: Iterable<Pick<PublishedAt, 'key' | 'lastModified'>>,
): Status {
  return {
    ready,
    conditions: conditions.list(),
    courses: [...courses].map(({ key, lastModified }) => ({ key, published: lastModified })),
  };
}
