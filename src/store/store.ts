/**
 * The persistent state: only what the rules cannot reproduce. Published revisions, changes made at the desk, personal
 * selections, published rule sets, the audit trail. One interface, two drivers (sqlite.ts, postgres.ts).
 *
 * Instants are epoch ms. Every committed write that changed something has a number, the store's revision; revisions
 * increase by one and become visible in order, so a reader that has seen N has missed nothing up to N.
 */
import type { Change } from '../domain/change.ts';
import type { CourseKey } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import type { AgreedReads, AgreedWrites } from './agreed.ts';
import type { ClosedTermReads, ClosedTermWrites } from './closed-terms.ts';
import type { CourseIndexReads } from './course-entry.ts';
import type { ValidatorReads, ValidatorWrites } from './feed-validators.ts';
import type { HolidayReads, HolidayWrites } from './holidays.ts';
import type { CourseIndexNow } from './indexed-terms.ts';
import type { NoticeReads, NoticeWrites } from './notices.ts';
import type { PersonalFetchReads, PersonalFetchWrites } from './personal-fetches.ts';
import type { RecoveryReads, RecoveryWrites } from './recovery.ts';
import type { ReplicaRows } from './replicas.ts';
import type { StaffReads, StaffWrites } from './staff-model.ts';
import type { WordsWrites } from './words.ts';

/** The store's last revision, and the latest instant (epoch ms) of anything published from it. */
export interface Head {
  readonly revision: number;
  readonly instant: number;
}

export interface StoredCourse {
  readonly published: PublishedCourse;
  /** A hash of all input of the publication: unchanged courses are skipped at the start. */
  readonly rules: string;
  /** Ended by command, regardless of its file: its feeds stay, with future meetings marked as cancelled. */
  readonly retired: boolean;
}

/** A course on its way into the store. */
export interface SavedCourse {
  readonly key: CourseKey;
  readonly course: StoredCourse;
}

/** A document with what is known of it without parsing it. */
export interface StoredDocument {
  readonly text: string;
  /** Its bytes are those that a release wrote which checks what it writes, by their checksum. */
  readonly isIntact: boolean;
}

/** A course without its publication, which makes listing cheap. */
export interface CourseSummary {
  readonly key: CourseKey;
  readonly rules: string;
  readonly retired: boolean;
  /** The revision that last wrote it. */
  readonly revision: number;
  readonly lastModified: number;
}

/** A course that was written, or removed, by a revision. */
export interface ChangedCourse {
  readonly revision: number;
  readonly key: CourseKey;
}

/** A change made at the desk or by command, not in YAML. */
export interface DeskChange {
  /** The course's key, or a term's id for a change over a whole term. */
  readonly subject: string;
  /** The change's own id, unique within its subject. */
  readonly id: string;
  readonly change: Omit<Change, 'at'>;
  readonly madeAt: number;
  readonly madeBy: string;
  readonly undoneAt: number | null;
  readonly undoneBy: string | null;
  /** A repeated request by the same maker, with the same key and subject, is the same change. */
  readonly idempotencyKey: string | null;
}

/** A selection of sections under a secret address; only hashes of secrets are stored. */
export interface PersonalFeed {
  readonly tokenHash: string;
  /** The hash of the key that edits it. */
  readonly keyHash: string;
  /** The chosen sections, as the service understands them. */
  readonly selection: unknown;
  readonly options: unknown;
  /** When the feed's content last changed for a reason of its own (epoch ms). */
  readonly instant: number;
  /** Added to the SEQUENCE of each of its events: edits made before events were raised one by one. */
  readonly edits: number;
  /** Which events its edits raised, as the service understands it; null: it was last edited by release 0.1. */
  readonly raised: unknown;
  readonly revokedAt: number | null;
}

/** A numbered set of rules that every replica serves: file names with their text. */
export interface PublishedRules {
  readonly number: number;
  readonly at: number;
  readonly files: Readonly<Record<string, string>>;
}

/** One entry of the audit trail. */
export interface AuditEntry {
  readonly at: number;
  readonly who: string;
  readonly what: string;
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface NumberedEntry extends AuditEntry {
  readonly number: number;
}

export interface HistoryFilter {
  /** Any of these; default: everything. */
  readonly subjects?: readonly string[];
  readonly who?: string;
  readonly what?: string;
  /** Only entries with a lower number: the next page. */
  readonly before?: number;
  readonly limit: number;
}

export interface StoreReads
  extends StaffReads,
    AgreedReads,
    CourseIndexReads,
    ValidatorReads,
    ClosedTermReads,
    HolidayReads,
    PersonalFetchReads,
    RecoveryReads,
    NoticeReads {
  head(): Promise<Head>;
  /** Every stored course, retired ones too, sorted by key. @param term only its courses */
  listCourses(term?: string): Promise<CourseSummary[]>;
  findCourse(key: CourseKey): Promise<CourseSummary | null>;
  loadCourse(key: CourseKey): Promise<StoredCourse | null>;
  /** The published course as the JSON text that is kept; null if there is none. */
  loadDocument(key: CourseKey): Promise<string | null>;
  /** The same of several at once; those that there are none of are left out. */
  loadDocuments(keys: readonly CourseKey[]): Promise<Map<CourseKey, StoredDocument>>;
  /** @param keys only these; default: all, which takes gigabytes for many terms */
  loadCourses(keys?: readonly CourseKey[]): Promise<Map<CourseKey, StoredCourse>>;
  /** Courses written or removed after `revision`, oldest first, each once. */
  changedSince(revision: number): Promise<ChangedCourse[]>;
  /** In insertion order, including undone ones; of these courses and terms together, or all. */
  deskChanges(...subjects: readonly string[]): Promise<DeskChange[]>;
  personalFeed(tokenHash: string): Promise<PersonalFeed | null>;
  /** Personal feeds written after `revision`, including revoked ones. */
  personalFeeds(revision?: number): Promise<PersonalFeed[]>;
  latestRules(): Promise<PublishedRules | null>;
  /** The text of the file of the latest rules that has one of the names, in any case. @param names in lower case */
  latestRulesFile(names: readonly string[]): Promise<string | null>;
  /** The number of the latest rules without their text; 0 where there are none. */
  rulesNumber(): Promise<number>;
  /** The numbers of every published set of rules that is kept, oldest first. */
  rulesNumbers(): Promise<number[]>;
  loadRules(number: number): Promise<PublishedRules | null>;
  /** Newest first, at most `limit`; of one subject, or all. */
  auditTrail(limit: number, subject?: string): Promise<AuditEntry[]>;
  /** Oldest first, at most `limit`, with higher numbers than `after`. */
  auditAfter(after: number, limit: number): Promise<NumberedEntry[]>;
  /** The same, filtered and paginated. */
  history(filter: HistoryFilter): Promise<NumberedEntry[]>;
}

export interface StoreTransaction
  extends StoreReads,
    StaffWrites,
    AgreedWrites,
    NoticeWrites,
    WordsWrites,
    ValidatorWrites,
    ClosedTermWrites,
    HolidayWrites,
    PersonalFetchWrites,
    RecoveryWrites {
  /** The store's number of this transaction; null: it has written nothing yet. */
  revision(): number | null;
  saveCourse(key: CourseKey, course: StoredCourse): Promise<void>;
  /** The same for several, each key once: a few statements for all of them. */
  saveCourses(courses: readonly SavedCourse[]): Promise<void>;
  /** Deletes a course with its sequences. */
  removeCourse(key: CourseKey): Promise<void>;
  /** Changes all references from the course's key to another one: changes, roles, tokens, history. */
  renameSubject(from: CourseKey, to: CourseKey): Promise<void>;
  /** Adds the change, or returns the existing one with the same maker, subject and idempotency key. */
  addDeskChange(change: DeskChange): Promise<{ readonly change: DeskChange; readonly repeated: boolean }>;
  /** Returns the undone change; null if it does not exist or was already undone. */
  undoDeskChange(subject: string, id: string, at: number, by: string): Promise<DeskChange | null>;
  savePersonalFeed(feed: PersonalFeed): Promise<void>;
  /** The number of the rules: a new one, or the latest one's if its files are the same. */
  publishRules(files: Readonly<Record<string, string>>, at: number): Promise<number>;
  addAudit(entry: AuditEntry): Promise<void>;
  /** Restores a set of rules under its previous number. */
  restoreRules(rules: PublishedRules): Promise<void>;
  /** Advances the store's instant to at least this (epoch ms). */
  raiseInstant(instant: number): Promise<void>;
  /**
   * Deletes everything in a way that other processes notice: courses as removed, personal feeds as revoked at
   * `at`.
   */
  clear(at: number): Promise<void>;
}

export type StoreLocation =
  | { readonly driver: 'sqlite'; readonly folder: string }
  | { readonly driver: 'postgresql'; readonly url: string };

export interface Store extends StoreReads {
  readonly driver: 'sqlite' | 'postgresql';
  /** For reading it in another thread. */
  readonly location: StoreLocation;
  /** False: opened on a read-only folder; a later write tries to reopen it for writing. */
  readonly writable: boolean;
  /**
   * Runs `work` in one transaction, exclusive among all processes. An exception rolls back and is rethrown. Resolves
   * only when the change is durable. `work` must not call `write`, which would deadlock.
   *
   * @throws StoreFullError, StoreReadOnlyError, StoreLockedError, StoreReplacedError, StoreUnavailableError
   */
  write<T>(work: (tx: StoreTransaction) => Promise<T> | T): Promise<T>;
  /** The same, but always rolled back; for previews. */
  rehearse<T>(work: (tx: StoreTransaction) => Promise<T> | T): Promise<T>;
  /** Runs `work` on the state as it is now, whatever is committed meanwhile; writers do not wait for it. */
  snapshot<T>(work: (reads: StoreReads) => Promise<T>): Promise<T>;
  /**
   * Calls back with the store's position: at first, then within a second of commits by any process including this one;
   * one call may cover several commits. Compare with changedSince to miss none.
   * @returns a function that ends the watch
   */
  watch(onChange: (head: Head) => void): () => void;
  /** The document of a published course, at once; absent where the database is asked over a network. */
  readonly documentNow?: (key: CourseKey) => StoredDocument | null;
  /** The index of courses, at once; absent where `documentNow` is. */
  readonly courseIndexNow?: CourseIndexNow;
  /** The replicas that serve this database; null: a store of one process. */
  readonly replicas: ReplicaRows | null;
  /** Whether the last attempt to reach the database succeeded. */
  available(): boolean;
  /** False: the files of the store were deleted or replaced while it is open, and writes are refused. */
  inPlace(): boolean;
  /**
   * Writes to the disk without changing anything, to test that writes work.
   * @throws as write
   */
  probe(): Promise<void>;
  /**
   * Rewrites the store's files so that they contain no deleted or overwritten data. On PostgreSQL that is the
   * database's own vacuuming, and this does nothing.
   * @throws as write
   */
  scrub(): Promise<void>;
  /** Finishes pending work first; idempotent. */
  close(): Promise<void>;
}

/** A course that is stored but not in memory, where the store is a network away and cannot be read synchronously. */
export class CourseNotLoadedError extends Error {
  override name = 'CourseNotLoadedError';
  readonly key: CourseKey;

  constructor(key: CourseKey) {
    super(`${key} is not loaded`);
    this.key = key;
  }
}
