/** Converts database rows to values. Structured values are stored as JSON text. */

import { readDocument } from './document.ts';
import { RowDamagedError } from './errors.ts';
import type { Row } from './sql.ts';
import type { AuditEntry, CourseSummary, DeskChange, PersonalFeed, PublishedRules, StoredCourse } from './store.ts';

function text(value: unknown): string {
  return String(value);
}

function optional<T>(value: unknown, read: (value: unknown) => T): T | null {
  return value === null || value === undefined ? null : read(value);
}

function json(value: unknown): unknown {
  return readStored('a row of the store', () => JSON.parse(text(value)));
}

/** @throws RowDamagedError if the text is not in the stored format */
function readStored<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new RowDamagedError(`${what} is damaged: bring the store back from a backup`, { cause: error });
  }
}

export function readSummary(row: Row): CourseSummary {
  return {
    key: text(row.key),
    rules: text(row.rules),
    retired: Number(row.retired) === 1,
    revision: Number(row.revision),
    lastModified: Number(row.last_modified),
  };
}

export function readCourse(key: string, row: Row): StoredCourse {
  const published = readStored(`the stored document of ${key}`, () => readDocument(text(row.published)));
  return { published, rules: text(row.rules), retired: Number(row.retired) === 1 };
}

export function readDeskChange(row: Row): DeskChange {
  return {
    subject: text(row.subject),
    id: text(row.id),
    change: json(row.change) as DeskChange['change'],
    madeAt: Number(row.made_at),
    madeBy: text(row.made_by),
    undoneAt: optional(row.undone_at, Number),
    undoneBy: optional(row.undone_by, text),
    idempotencyKey: optional(row.idempotency_key, text),
  };
}

export function readPersonalFeed(row: Row): PersonalFeed {
  return {
    tokenHash: text(row.token_hash),
    keyHash: text(row.key_hash),
    selection: json(row.selection),
    options: json(row.options),
    instant: Number(row.instant),
    edits: Number(row.edits),
    raised: optional(row.raised, json),
    revokedAt: optional(row.revoked_at, Number),
  };
}

export function readAudit(row: Row): AuditEntry {
  return {
    at: Number(row.at),
    who: text(row.who),
    what: text(row.what),
    subject: text(row.subject),
    before: json(row.before_it),
    after: json(row.after_it),
  };
}

export function readRules(row: Row): PublishedRules {
  return { number: Number(row.number), at: Number(row.at), files: json(row.files) as PublishedRules['files'] };
}
