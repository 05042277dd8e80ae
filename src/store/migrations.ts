/**
 * The tables, version by version. A version once released is never edited: what it lacks is added by the next one,
 * in a way that the release before can live with, because during a roll-out both are running.
 */

import {
  COURSE_INDEX,
  COURSE_RESOURCES,
  COURSE_WORDS,
  indexCourses,
  indexResources,
  ODD_INDEX,
} from './course-index.ts';
import { DOCUMENT_VERSION } from './document.ts';
import { StoreTooNewError } from './errors.ts';
import { HOLIDAY_TABLES } from './holidays.ts';
import { RECOVERY_TABLES } from './recovery.ts';
import { REPLICA_TABLES } from './replicas.ts';
import { firstRow, type Sql } from './sql.ts';

const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE head (id INTEGER PRIMARY KEY, revision BIGINT NOT NULL, instant BIGINT NOT NULL)`,
    `INSERT INTO head (id, revision, instant) VALUES (1, 0, 0)`,
    // `published` is null for a course that was removed: whoever compares revisions must learn of it.
    `CREATE TABLE courses (
       key TEXT PRIMARY KEY, revision BIGINT NOT NULL, last_modified BIGINT NOT NULL,
       rules TEXT NOT NULL, retired INTEGER NOT NULL, published TEXT)`,
    `CREATE INDEX courses_revision ON courses (revision)`,
    `CREATE TABLE desk_changes (
       number BIGINT PRIMARY KEY, subject TEXT NOT NULL, id TEXT NOT NULL, change TEXT NOT NULL,
       made_at BIGINT NOT NULL, made_by TEXT NOT NULL, undone_at BIGINT, undone_by TEXT,
       idempotency_key TEXT, UNIQUE (subject, id), UNIQUE (made_by, idempotency_key))`,
    `CREATE TABLE personal_feeds (
       token_hash TEXT PRIMARY KEY, key_hash TEXT NOT NULL, revision BIGINT NOT NULL, selection TEXT NOT NULL,
       options TEXT NOT NULL, instant BIGINT NOT NULL, edits BIGINT NOT NULL, revoked_at BIGINT)`,
    `CREATE INDEX personal_feeds_revision ON personal_feeds (revision)`,
    `CREATE TABLE rules (number BIGINT PRIMARY KEY, at BIGINT NOT NULL, files TEXT NOT NULL)`,
    `CREATE TABLE confirmations (rules TEXT PRIMARY KEY, at BIGINT NOT NULL, made_by TEXT NOT NULL)`,
    `CREATE TABLE audit (
       number BIGINT PRIMARY KEY, at BIGINT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL,
       subject TEXT NOT NULL, before_it TEXT NOT NULL, after_it TEXT NOT NULL)`,
    `CREATE INDEX audit_subject ON audit (subject, number)`,
  ],
  [
    `CREATE TABLE staff (mail TEXT PRIMARY KEY, name TEXT, added_at BIGINT NOT NULL, added_by TEXT NOT NULL)`,
    `CREATE TABLE grants (
       mail TEXT NOT NULL, scope TEXT NOT NULL, role TEXT NOT NULL, at BIGINT NOT NULL, made_by TEXT NOT NULL,
       PRIMARY KEY (mail, scope))`,
    `CREATE INDEX grants_scope ON grants (scope)`,
    `CREATE TABLE sign_in_links (
       hash TEXT PRIMARY KEY, mail TEXT NOT NULL, made_at BIGINT NOT NULL, made_by TEXT NOT NULL,
       expires_at BIGINT NOT NULL, used_at BIGINT, revoked_at BIGINT)`,
    `CREATE INDEX sign_in_links_mail ON sign_in_links (mail)`,
    `CREATE TABLE sessions (
       hash TEXT PRIMARY KEY, mail TEXT NOT NULL, device TEXT NOT NULL, made_at BIGINT NOT NULL,
       expires_at BIGINT NOT NULL, ended_at BIGINT)`,
    `CREATE INDEX sessions_mail ON sessions (mail)`,
    `CREATE TABLE api_tokens (
       id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, label TEXT NOT NULL, role TEXT NOT NULL, scope TEXT NOT NULL,
       made_at BIGINT NOT NULL, made_by TEXT NOT NULL, expires_at BIGINT, revoked_at BIGINT)`,
    `CREATE INDEX api_tokens_scope ON api_tokens (scope)`,
  ],
  // The version of the courses' documents, for a release to refuse those of a later one.
  [`ALTER TABLE schema_version ADD COLUMN document INTEGER NOT NULL DEFAULT 1`],
  // Which events of a personal calendar its edits raised; null: all of them, at each edit.
  [`ALTER TABLE personal_feeds ADD COLUMN raised TEXT`],
  [
    // Who made a credential (staff.ts, MakerId), as a JSON list; null in rows written by an earlier release.
    `ALTER TABLE sign_in_links ADD COLUMN makers TEXT`,
    `ALTER TABLE sign_in_links ADD COLUMN ceiling TEXT`,
    `ALTER TABLE sessions ADD COLUMN makers TEXT`,
    `ALTER TABLE sessions ADD COLUMN ceiling TEXT`,
    `ALTER TABLE api_tokens ADD COLUMN makers TEXT`,
    // The OpenID Connect identity that a person first signed in with.
    `ALTER TABLE staff ADD COLUMN issuer TEXT`,
    `ALTER TABLE staff ADD COLUMN subject TEXT`,
    // Where the server that uses this store is reached: links printed by commands come from it.
    `CREATE TABLE site (id INTEGER PRIMARY KEY, address TEXT NOT NULL)`,
    // An idempotency key belongs to a subject as well as to its maker. SQLite cannot drop a constraint of a table.
    `CREATE TABLE desk_changes_by_subject (
       number BIGINT PRIMARY KEY, subject TEXT NOT NULL, id TEXT NOT NULL, change TEXT NOT NULL,
       made_at BIGINT NOT NULL, made_by TEXT NOT NULL, undone_at BIGINT, undone_by TEXT,
       idempotency_key TEXT, UNIQUE (subject, id), UNIQUE (subject, made_by, idempotency_key))`,
    `INSERT INTO desk_changes_by_subject
       (number, subject, id, change, made_at, made_by, undone_at, undone_by, idempotency_key)
     SELECT number, subject, id, change, made_at, made_by, undone_at, undone_by, idempotency_key FROM desk_changes`,
    `DROP TABLE desk_changes`,
    `ALTER TABLE desk_changes_by_subject RENAME TO desk_changes`,
    `CREATE TABLE agreed_texts (digest TEXT PRIMARY KEY, text TEXT NOT NULL)`,
    // `files`: the digest of each file's text, by path.
    `CREATE TABLE agreed_rules (key TEXT PRIMARY KEY, files TEXT NOT NULL)`,
    `CREATE TABLE held_edits (key TEXT PRIMARY KEY, rules TEXT NOT NULL, summary TEXT NOT NULL, since BIGINT NOT NULL)`,
  ],
  // What a start reads of each course.
  [
    `CREATE TABLE course_index (
       key TEXT PRIMARY KEY, revision BIGINT NOT NULL, last_modified BIGINT NOT NULL, entry TEXT NOT NULL,
       search TEXT NOT NULL)`,
  ],
  [
    // Notices: who asked for them, and the outbox.
    `CREATE TABLE notice_keys (
       id INTEGER PRIMARY KEY, secret TEXT NOT NULL, vapid_public TEXT NOT NULL, vapid_private TEXT NOT NULL)`,
    `CREATE TABLE notice_subscriptions (
       id TEXT PRIMARY KEY, channel TEXT NOT NULL, address TEXT NOT NULL, settings TEXT NOT NULL,
       made_at BIGINT NOT NULL, confirmed_at BIGINT, ends_at BIGINT NOT NULL, ended_at BIGINT, ended_why TEXT)`,
    `CREATE INDEX notice_subscriptions_address ON notice_subscriptions (address, channel)`,
    `CREATE TABLE notice_choices (
       subscription TEXT NOT NULL, course TEXT NOT NULL, sections TEXT NOT NULL, pace TEXT NOT NULL,
       PRIMARY KEY (subscription, course))`,
    `CREATE INDEX notice_choices_course ON notice_choices (course)`,
    `CREATE TABLE notice_changes (
       course TEXT PRIMARY KEY, since BIGINT NOT NULL, revision BIGINT NOT NULL, before_it TEXT NOT NULL)`,
    `CREATE TABLE notices (
       number BIGINT PRIMARY KEY, course TEXT NOT NULL, revision BIGINT NOT NULL, at BIGINT NOT NULL,
       content TEXT NOT NULL)`,
    `CREATE TABLE notice_deliveries (
       number BIGINT PRIMARY KEY, subscription TEXT NOT NULL, notice BIGINT, kind TEXT NOT NULL, part TEXT NOT NULL,
       due_at BIGINT NOT NULL, attempts INTEGER NOT NULL, message TEXT, error TEXT)`,
    `CREATE INDEX notice_deliveries_due ON notice_deliveries (due_at)`,
    `CREATE INDEX notice_deliveries_subscription ON notice_deliveries (subscription)`,
    `CREATE INDEX notice_deliveries_notice ON notice_deliveries (notice)`,
    `CREATE TABLE notice_lease (id INTEGER PRIMARY KEY, holder TEXT NOT NULL, ends_at BIGINT NOT NULL)`,
  ],
  // A cache (feed-validators.ts).
  [
    `CREATE TABLE feed_validators (
       path TEXT PRIMARY KEY, stamp TEXT NOT NULL, tag TEXT NOT NULL, last_modified BIGINT NOT NULL)`,
  ],
  [`CREATE TABLE closed_terms (term TEXT PRIMARY KEY, at BIGINT NOT NULL)`],
  RECOVERY_TABLES,
  // The index is made of the documents: a new form of it replaces it.
  [`DROP TABLE course_index`, `CREATE TABLE ${COURSE_INDEX}`, `CREATE TABLE ${COURSE_WORDS}`],
  // Agreements to held edits are kept per course (agreed_rules). The release before still expects the table itself.
  [`DELETE FROM confirmations`],
  // Program is null while no program has fetched the calendar.
  [`CREATE TABLE personal_fetches (token_hash TEXT PRIMARY KEY, at BIGINT NOT NULL, program TEXT)`],
  HOLIDAY_TABLES,
  REPLICA_TABLES,
  // The index has exams and people.
  [
    `DROP TABLE course_index`,
    `DROP TABLE course_words`,
    `CREATE TABLE ${COURSE_INDEX}`,
    `CREATE TABLE ${COURSE_WORDS}`,
  ],
  // What followers of the store read after each commit: with the key, it is read from the index alone.
  [`CREATE INDEX courses_revision_key ON courses (revision, key)`, `DROP INDEX courses_revision`],
  [`CREATE TABLE ${COURSE_RESOURCES}`],
  // So that the courses to be shown of a term are counted without reading their rows.
  [ODD_INDEX],
];

/** The version that introduced the present index of courses: for earlier ones it is filled from the documents. */
const INDEXED_SINCE = 16;
/** The version that introduced the table of resources, which is filled from the index. */
const RESOURCES_SINCE = 18;

/** The version of the tables that this release writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** The versions of a store's tables and documents. */
export interface StoreVersions {
  readonly tables: number;
  readonly document: number;
}

/** Called once a store of an earlier release was migrated, with a sentence for the log. */
export type OnMigrated = (sentence: string) => void;

/**
 * Migrates the tables to this release's version; call it in a transaction that excludes others.
 * @returns a sentence about what was migrated; null: nothing, or the tables are new
 * @throws StoreTooNewError
 */
export async function migrate(sql: Sql): Promise<string | null> {
  await sql.all('CREATE TABLE IF NOT EXISTS schema_version (id INTEGER PRIMARY KEY, version INTEGER NOT NULL)');
  const found = await findVersions(sql);
  refuseNewer(found);
  if (!isOlder(found)) return null;
  for (const statements of MIGRATIONS.slice(found.tables)) for (const statement of statements) await sql.all(statement);
  await fillIndex(sql, found.tables);
  await sql.all('DELETE FROM schema_version');
  await sql.all(
    'INSERT INTO schema_version (id, version, document) VALUES (1, ?, ?)',
    SCHEMA_VERSION,
    DOCUMENT_VERSION,
  );
  if (found.tables === 0) return null;
  const documents =
    found.document < DOCUMENT_VERSION ? `, documents from ${found.document} to ${DOCUMENT_VERSION}` : '';
  return `migrated the store of an earlier release: tables from version ${found.tables} to ${SCHEMA_VERSION}${documents}`;
}

/** @param from the version of the tables before */
async function fillIndex(sql: Sql, from: number): Promise<void> {
  if (from < INDEXED_SINCE) await indexCourses(sql);
  else if (from < RESOURCES_SINCE) await indexResources(sql);
}

/** The store's versions; 0 without tables. The table of versions must exist. */
export async function findVersions(sql: Sql): Promise<StoreVersions> {
  const row = await firstRow(sql, 'SELECT * FROM schema_version WHERE id = 1');
  return { tables: Number(row?.version ?? 0), document: Number(row?.document ?? (row ? 1 : 0)) };
}

export function isOlder({ tables, document }: StoreVersions): boolean {
  return tables < SCHEMA_VERSION || document < DOCUMENT_VERSION;
}

/** Adds the tables that an older store lacks in memory, for a reader, which cannot migrate it; and fills the index. */
export async function completeForReading(sql: Sql): Promise<void> {
  const { tables } = await findVersions(sql);
  if (tables >= SCHEMA_VERSION) return;
  await sql.all('PRAGMA temp_store = MEMORY');
  for (const statement of MIGRATIONS.slice(tables).flat()) {
    if (statement.startsWith('CREATE TABLE ')) await sql.all(statement.replace('CREATE TABLE ', 'CREATE TEMP TABLE '));
    if (statement.startsWith('DROP TABLE '))
      await sql.all(statement.replace('DROP TABLE ', 'DROP TABLE IF EXISTS temp.'));
  }
  await fillIndex(sql, tables);
}

/** @throws StoreTooNewError */
export function refuseNewer({ tables, document }: StoreVersions): void {
  if (tables <= SCHEMA_VERSION && document <= DOCUMENT_VERSION) return;
  throw new StoreTooNewError(
    `the store was written by a later release (tables ${tables}, documents ${document}; this release knows ` +
      `${SCHEMA_VERSION} and ${DOCUMENT_VERSION}): run that release, or restore an export made before the upgrade`,
  );
}
