/**
 * What Belltower remembers, which is only what the rules cannot say again: published revisions, changes made at the
 * desk, personal selections, published rule sets, who did what. One interface, two drivers (sqlite.ts, postgres.ts).
 *
 * Instants are epoch ms. Every committed write that changed something has a number of its own, the store's revision;
 * revisions grow by one and become visible in their order, so whoever has seen N has missed nothing up to N.
 */
import type { Change, CourseKey } from '../domain/model.ts';
import type { PublishedCourse } from '../domain/published.ts';
import type { AgreedReads, AgreedWrites } from './agreed.ts';
import type { ClosedTermReads, ClosedTermWrites } from './closed-terms.ts';
import type { CourseIndexReads } from './course-entry.ts';
import type { ValidatorReads, ValidatorWrites } from './feed-validators.ts';
import type { NoticeReads, NoticeWrites } from './notices.ts';
import type { StaffReads, StaffWrites } from './staff.ts';
import type { WordsWrites } from './words.ts';

/** Where a store stands: its last revision, and the latest instant of anything published from it. */
export interface Head {
  readonly revision: number;
  readonly instant: number;
}

export interface StoredCourse {
  readonly published: PublishedCourse;
  /** A hash of everything the publication was made from: a start can leave out what has not changed. */
  readonly rules: string;
  /** Ended by command, whatever its file says: its feeds go on with what was to come marked as cancelled. */
  readonly retired: boolean;
}

/** A course without its publication, which is cheap to list. */
export interface CourseSummary {
  readonly key: CourseKey;
  readonly rules: string;
  readonly retired: boolean;
  /** The store's revision that last wrote it. */
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
  /** The same maker and key a second time over the same subject is the same change, not another one. */
  readonly idempotencyKey: string | null;
}

/** A selection of sections under a secret address; secrets are kept as hashes only. */
export interface PersonalFeed {
  readonly tokenHash: string;
  /** Of the key that edits it. */
  readonly keyHash: string;
  /** The chosen sections, as the service understands them. */
  readonly selection: unknown;
  readonly options: unknown;
  /** When what the feed says last changed for a reason of its own. */
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

/** Somebody agreed to a set of rules that is held because it takes much away. */
export interface Confirmation {
  readonly rules: string;
  readonly at: number;
  readonly by: string;
}

/** One line of the trail of who did what. */
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
  /** Any of these; without it, everything. */
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
    NoticeReads {
  head(): Promise<Head>;
  /** Every stored course, retired ones too, sorted by key. */
  listCourses(): Promise<CourseSummary[]>;
  findCourse(key: CourseKey): Promise<CourseSummary | null>;
  loadCourse(key: CourseKey): Promise<StoredCourse | null>;
  /** The published course as the JSON text that is kept; null if there is none. */
  loadDocument(key: CourseKey): Promise<string | null>;
  loadCourses(): Promise<Map<CourseKey, StoredCourse>>;
  /** Courses written or removed after `revision`, oldest first, each once. */
  changedSince(revision: number): Promise<ChangedCourse[]>;
  /** In the order in which the store took them, undone ones too; of these courses and terms together, or of all. */
  deskChanges(...subjects: readonly string[]): Promise<DeskChange[]>;
  personalFeed(tokenHash: string): Promise<PersonalFeed | null>;
  /** Personal feeds written after `revision`, revoked ones too. */
  personalFeeds(revision?: number): Promise<PersonalFeed[]>;
  latestRules(): Promise<PublishedRules | null>;
  /** The number of the latest rules without their text; 0 where there are none. */
  rulesNumber(): Promise<number>;
  /** Every published set of rules that is kept, oldest first. */
  allRules(): Promise<PublishedRules[]>;
  confirmation(rules: string): Promise<Confirmation | null>;
  confirmations(): Promise<Confirmation[]>;
  /** Newest first, at most `limit`; of one subject, or of all. */
  auditTrail(limit: number, subject?: string): Promise<AuditEntry[]>;
  /** The same, filtered and page by page. */
  history(filter: HistoryFilter): Promise<NumberedEntry[]>;
}

export interface StoreTransaction
  extends StoreReads,
    StaffWrites,
    AgreedWrites,
    NoticeWrites,
    WordsWrites,
    ValidatorWrites,
    ClosedTermWrites {
  /** @param document the JSON text of `course.published`, from callers that have it */
  saveCourse(key: CourseKey, course: StoredCourse, document?: string): Promise<void>;
  /** Forgets a course with its sequences. */
  removeCourse(key: CourseKey): Promise<void>;
  /** Lets everything that names the course by its key name it by another: changes, roles, tokens, history. */
  renameSubject(from: CourseKey, to: CourseKey): Promise<void>;
  /** Adds it, or answers with the one that its maker added to its subject before under the same idempotency key. */
  addDeskChange(change: DeskChange): Promise<{ readonly change: DeskChange; readonly repeated: boolean }>;
  /** The change as undone; null if there is none, or it was undone before. */
  undoDeskChange(subject: string, id: string, at: number, by: string): Promise<DeskChange | null>;
  savePersonalFeed(feed: PersonalFeed): Promise<void>;
  /** The number of the rules: a new one, or the latest one's if its files are the same. */
  publishRules(files: Readonly<Record<string, string>>, at: number): Promise<number>;
  confirmRules(confirmation: Confirmation): Promise<void>;
  addAudit(entry: AuditEntry): Promise<void>;
  /** Puts a set of rules back under the number it had. */
  restoreRules(rules: PublishedRules): Promise<void>;
  /** Lets the store's instant be at least this. */
  raiseInstant(instant: number): Promise<void>;
  /**
   * Forgets everything, in a way that other processes learn of: courses as removed, personal feeds as revoked at
   * `at`.
   */
  clear(at: number): Promise<void>;
}

export interface Store extends StoreReads {
  readonly driver: 'sqlite' | 'postgresql';
  /** False: opened on a folder that can only be read; a later write tries to open it for writing again. */
  readonly writable: boolean;
  /**
   * One transaction over whatever `work` does, alone among all processes. What it throws undoes everything and is
   * thrown on. Answered only when the change is safe on disk. It must not call `write` again, which would wait for
   * itself.
   * @throws StoreFullError, StoreReadOnlyError, StoreLockedError, StoreReplacedError, StoreUnavailableError
   */
  write<T>(work: (tx: StoreTransaction) => Promise<T> | T): Promise<T>;
  /** The same call without the commit, for previews. */
  rehearse<T>(work: (tx: StoreTransaction) => Promise<T> | T): Promise<T>;
  /**
   * Tells where the store stands: once at the start, then after commits by any process, this one included, within a
   * second; one call may stand for several commits. Whoever compares with changedSince misses none.
   * @returns a function that ends the watch
   */
  watch(onChange: (head: Head) => void): () => void;
  /** The published course as the JSON text that is kept, at once; absent where the database is asked over a network. */
  readonly documentNow?: (key: CourseKey) => string | null;
  /** Whether the database could be reached when last tried. */
  available(): boolean;
  /** False: the files of the store were deleted or replaced while it is open, and writes are refused. */
  inPlace(): boolean;
  /**
   * Takes a small write to the disk that changes nothing.
   * @throws as write
   */
  probe(): Promise<void>;
  /**
   * Rewrites the store's files, so that they hold nothing of what was deleted or overwritten. On PostgreSQL that is
   * the database's own vacuuming, and nothing is done here.
   * @throws as write
   */
  scrub(): Promise<void>;
  /** Ends what is under way first; may be called again. */
  close(): Promise<void>;
}
