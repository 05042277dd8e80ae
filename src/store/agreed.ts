/**
 * Agreed rules: the texts that each course was last published from, so that changes can be applied to them whatever the
 * files say now, and held edits. Texts shared by courses, such as their term's, are stored once.
 */
import { cutBatches } from '../domain/batches.ts';
import type { CourseKey } from '../domain/model.ts';
import {
  compareTexts,
  firstRow,
  listPlaceholders,
  listRows,
  ofTerm,
  ROWS_AT_ONCE,
  type Row,
  readPages,
  type Sql,
} from './sql.ts';

export interface AgreedText {
  /** A hash of the text. */
  readonly digest: string;
  readonly text: string;
}

/** The files that a course was last published from, by path: digests of their texts. */
export interface AgreedRules {
  readonly key: CourseKey;
  readonly files: Readonly<Record<string, string>>;
}

/** A held edit as it was last shown: it is published only when somebody agrees to it. */
export interface HeldEdit {
  readonly key: CourseKey;
  /** Of the held rules, as in publish/rules.ts. */
  readonly rules: string;
  /** Its effect, in a line. */
  readonly summary: string;
  /** Epoch ms. */
  readonly since: number;
}

export interface AgreedReads {
  /** Of one course; null: none. */
  agreedRules(key: CourseKey): Promise<AgreedRules | null>;
  /** The courses whose rules are kept. @param term only its courses */
  agreedKeys(term?: string): Promise<CourseKey[]>;
  /** Of every course, sorted by key. */
  allAgreedRules(): Promise<AgreedRules[]>;
  /** Null: there is no such text. */
  agreedText(digest: string): Promise<string | null>;
  /** Sorted. */
  agreedDigests(): Promise<string[]>;
  /** Sorted by digest. @param digests only these; default: all */
  agreedTexts(digests?: readonly string[]): Promise<AgreedText[]>;
  /** Sorted by key. */
  heldEdits(): Promise<HeldEdit[]>;
}

export interface AgreedWrites {
  saveAgreedTexts(texts: readonly AgreedText[]): Promise<void>;
  /** @param rules each of another course */
  saveAgreedRules(rules: readonly AgreedRules[]): Promise<void>;
  /** Deletes the texts that no course refers to. */
  dropUnusedTexts(): Promise<void>;
  saveHeldEdit(edit: HeldEdit): Promise<void>;
  dropHeldEdit(key: CourseKey): Promise<void>;
}

/** In an order that deletion allows. */
export const AGREED_TABLES = ['agreed_rules', 'agreed_texts', 'held_edits'] as const;

/** Rows per query: two thousand would block the event loop. */
const PAGE = 400;

function readRulesRow(row: Row): AgreedRules {
  return { key: String(row.key), files: JSON.parse(String(row.files)) as AgreedRules['files'] };
}

export function createAgreedReads(sql: Sql): AgreedReads {
  return {
    async agreedRules(key) {
      const row = await firstRow(sql, 'SELECT key, files FROM agreed_rules WHERE key = ?', key);
      return row ? readRulesRow(row) : null;
    },
    async agreedKeys(term) {
      const [own, values] = ofTerm('key', term);
      return (await sql.all(`SELECT key FROM agreed_rules WHERE ${own}`, ...values)).map(({ key }) => String(key));
    },
    async allAgreedRules() {
      const rows = await sql.all('SELECT key, files FROM agreed_rules');
      return rows.map(readRulesRow).sort((a, b) => compareTexts(a.key, b.key));
    },
    async agreedText(digest) {
      const row = await firstRow(sql, 'SELECT text FROM agreed_texts WHERE digest = ?', digest);
      return row ? String(row.text) : null;
    },
    async agreedDigests() {
      const rows = await sql.all('SELECT digest FROM agreed_texts');
      return rows.map(({ digest }) => String(digest)).sort(compareTexts);
    },
    async agreedTexts(digests) {
      if (digests?.length === 0) return [];
      const wanted = digests ? `WHERE digest IN (${listPlaceholders(digests)})` : '';
      const rows = await sql.all(`SELECT digest, text FROM agreed_texts ${wanted}`, ...(digests ?? []));
      return rows
        .map((row) => ({ digest: String(row.digest), text: String(row.text) }))
        .sort((a, b) => compareTexts(a.digest, b.digest));
    },
    async heldEdits() {
      const rows = await sql.all('SELECT key, rules, summary, since FROM held_edits');
      return rows
        .map((row) => ({
          key: String(row.key),
          rules: String(row.rules),
          summary: String(row.summary),
          since: Number(row.since),
        }))
        .sort((a, b) => compareTexts(a.key, b.key));
    },
  };
}

/** The digests of the texts that courses refer to. */
async function findNamedTexts(sql: Sql): Promise<Set<string>> {
  const named = new Set<string>();
  const select = 'SELECT key, files FROM agreed_rules WHERE key > ?';
  for await (const rows of readPages(sql, PAGE, select)) {
    for (const row of rows) for (const digest of Object.values(readRulesRow(row).files)) named.add(digest);
  }
  return named;
}

/** @param stamp assigns this transaction's revision, by which other processes notice it */
export function createAgreedWrites(sql: Sql, stamp: () => Promise<unknown>): AgreedWrites {
  return {
    async saveAgreedTexts(texts) {
      await stamp();
      for (const batch of cutBatches(texts, ROWS_AT_ONCE)) {
        await sql.all(
          `INSERT INTO agreed_texts (digest, text) VALUES ${listRows(batch.length, 2)} ON CONFLICT (digest) DO NOTHING`,
          ...batch.flatMap(({ digest, text }) => [digest, text]),
        );
      }
    },
    async saveAgreedRules(rules) {
      await stamp();
      for (const batch of cutBatches(rules, ROWS_AT_ONCE)) {
        await sql.all(
          `INSERT INTO agreed_rules (key, files) VALUES ${listRows(batch.length, 2)}
           ON CONFLICT (key) DO UPDATE SET files = excluded.files`,
          ...batch.flatMap(({ key, files }) => [key, JSON.stringify(files)]),
        );
      }
    },
    async dropUnusedTexts() {
      const named = await findNamedTexts(sql);
      for (const row of await sql.all('SELECT digest FROM agreed_texts')) {
        const digest = String(row.digest);
        if (!named.has(digest)) await sql.all('DELETE FROM agreed_texts WHERE digest = ?', digest);
      }
    },
    async saveHeldEdit({ key, rules, summary, since }) {
      await stamp();
      await sql.all(
        `INSERT INTO held_edits (key, rules, summary, since) VALUES (?, ?, ?, ?)
         ON CONFLICT (key) DO UPDATE SET rules = excluded.rules, summary = excluded.summary, since = excluded.since`,
        key,
        rules,
        summary,
        since,
      );
    },
    async dropHeldEdit(key) {
      await stamp();
      await sql.all('DELETE FROM held_edits WHERE key = ?', key);
    },
  };
}
