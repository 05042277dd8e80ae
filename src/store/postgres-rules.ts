/** Finds one file among the published rules in the database: those of ten terms are 14 MB. */
import { StoreError, StoreUnavailableError } from './errors.ts';
import { firstRow, listPlaceholders, type Sql } from './sql.ts';
import type { StoreReads } from './store.ts';

type LatestRulesFile = StoreReads['latestRulesFile'];

/** @param otherwise for rules that the database cannot take apart: with a NUL in any file */
export function createLatestRulesFile(sql: Sql, otherwise: LatestRulesFile): LatestRulesFile {
  return async (names) => {
    try {
      const row = await firstRow(
        sql,
        `SELECT CAST(value AS TEXT) AS text
         FROM (SELECT files FROM rules ORDER BY number DESC LIMIT 1) AS latest, json_each(CAST(latest.files AS json))
         WHERE lower(key) IN (${listPlaceholders(names)})`,
        ...names,
      );
      return row ? String(JSON.parse(String(row.text))) : null;
    } catch (error) {
      if (!(error instanceof StoreError) || error instanceof StoreUnavailableError) throw error;
      return await otherwise(names);
    }
  };
}
