/** Runs statements on a PostgreSQL connection and maps its errors to the store's. */
import pg from 'pg';
import {
  StoreDamagedError,
  StoreError,
  StoreFullError,
  StoreLockedError,
  StoreReadOnlyError,
  StoreUnavailableError,
} from './errors.ts';
import type { Row, Sql, SqlValue } from './sql.ts';

/** The interface that pools and clients share. */
interface Queryable {
  query(text: string, values: SqlValue[]): Promise<{ rows: Row[] }>;
}

/** The type id of BIGINT, whose values are all safe integers here: revisions, counts and epoch ms. */
const BIGINT = 20;

/** Parses BIGINT as numbers, without affecting other users of `pg` in this process. */
export const NUMBER_TYPES: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    id === BIGINT ? Number : pg.types.getTypeParser(id, format)) as typeof pg.types.getTypeParser,
};

/** @param onOutcome called after each statement with whether the database answered */
export function createPostgresSql(queryable: Queryable, onOutcome: (reached: boolean) => void): Sql {
  return {
    async all(text, ...values) {
      try {
        const { rows } = await queryable.query(numberPlaceholders(text), values);
        onOutcome(true);
        return rows;
      } catch (error) {
        const explained = explainPostgres(error);
        onOutcome(!(explained instanceof StoreUnavailableError));
        throw explained;
      }
    },
  };
}

const numbered = new Map<string, string>();

/** Replaces `?` by `$1`, `$2`, … The store's statements have no other question marks. */
function numberPlaceholders(text: string): string {
  const known = numbered.get(text);
  if (known !== undefined) return known;
  let count = 0;
  const result = text.replaceAll('?', () => {
    count += 1;
    return `$${count}`;
  });
  numbered.set(text, result);
  return result;
}

/** Maps SQLSTATE codes (PostgreSQL manual, appendix A) and network errors to the store's errors. */
export function explainPostgres(error: unknown): Error {
  if (error instanceof StoreError || error instanceof TypeError || error instanceof ReferenceError) return error;
  const { message, code } = error as Error & { code?: string };
  const cause = { cause: error };
  const sqlState = /^[0-9A-Z]{5}$/.test(code ?? '') && code !== 'EPIPE' ? (code as string) : null;
  if (sqlState === '53100') return new StoreFullError('the disk of the database is full: nothing was written', cause);
  if (sqlState === '25006' || sqlState === '42501') {
    return new StoreReadOnlyError(`the database lets this user read only: ${message}`, cause);
  }
  if (sqlState === '55P03' || sqlState === '40P01' || sqlState === '40001') {
    return new StoreLockedError('another process keeps the store locked: nothing was written, try again', cause);
  }
  if (sqlState === 'XX001' || sqlState === 'XX002')
    return new StoreDamagedError(`the database is damaged: ${message}`, cause);
  // No SQLSTATE: the network, a timeout of ours. 08, 28, 3D: no connection, no such user or database; 53: too many
  // connections, no memory; 57: shutting down, starting up; 58: the machine's own errors; 25P03: idle for too long.
  if (sqlState === null || /^(08|28|3D|53|57|58|25P03)/.test(sqlState)) {
    return new StoreUnavailableError(`the database cannot be reached: ${message || code}`, cause);
  }
  return new StoreError(`the database refused a statement: ${message} (${sqlState})`, cause);
}
