/** Closed terms: their feeds stay as they are, whatever the folder of rules and the desk say. */
import type { Sql } from './sql.ts';

export interface ClosedTerm {
  readonly term: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface ClosedTermReads {
  /** Sorted by term. */
  closedTerms(): Promise<ClosedTerm[]>;
}

export interface ClosedTermWrites {
  /** Does nothing if it is closed already. */
  closeTerm(closed: ClosedTerm): Promise<void>;
  reopenTerm(term: string): Promise<void>;
}

export function createClosedTermReads(sql: Sql): ClosedTermReads {
  return {
    async closedTerms() {
      const rows = await sql.all('SELECT term, at FROM closed_terms');
      return rows
        .map((row) => ({ term: String(row.term), at: Number(row.at) }))
        .sort((a, b) => (a.term < b.term ? -1 : 1));
    },
  };
}

/** @param stamp assigns this transaction's revision, by which other processes notice it */
export function createClosedTermWrites(sql: Sql, stamp: () => Promise<unknown>): ClosedTermWrites {
  return {
    async closeTerm({ term, at }) {
      await stamp();
      await sql.all('INSERT INTO closed_terms (term, at) VALUES (?, ?) ON CONFLICT (term) DO NOTHING', term, at);
    },
    async reopenTerm(term) {
      await stamp();
      await sql.all('DELETE FROM closed_terms WHERE term = ?', term);
    },
  };
}
