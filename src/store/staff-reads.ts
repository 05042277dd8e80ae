/** Queries on staff, their sessions and the history, in SQL for both databases. */
import { readAudit } from './rows.ts';
import { firstRow, type Row, type Sql, type SqlValue } from './sql.ts';
import type { ApiToken, Origin, Session, SignInLink, StaffMember, StaffReads, StoredGrant } from './staff-model.ts';
import type { NumberedEntry, StoreReads } from './store.ts';

export function createStaffReads(sql: Sql): StaffReads & Pick<StoreReads, 'history'> {
  const grantsOf = async (rows: readonly Row[]): Promise<StaffMember[]> => {
    const grants = await sql.all('SELECT * FROM grants ORDER BY scope');
    return rows.map((row) => readMember(row, grants));
  };
  return {
    async staffMember(mail) {
      const row = await firstRow(sql, 'SELECT * FROM staff WHERE mail = ?', mail);
      return row ? readMember(row, await sql.all('SELECT * FROM grants WHERE mail = ? ORDER BY scope', mail)) : null;
    },
    async listStaff(scope) {
      const rows =
        scope === undefined
          ? await sql.all('SELECT * FROM staff ORDER BY mail')
          : await sql.all(
              'SELECT * FROM staff WHERE mail IN (SELECT mail FROM grants WHERE scope = ?) ORDER BY mail',
              scope,
            );
      return rows.length === 0 ? [] : await grantsOf(rows);
    },
    async signInLink(hash) {
      const row = await firstRow(sql, 'SELECT * FROM sign_in_links WHERE hash = ?', hash);
      return row ? readLink(row) : null;
    },
    async session(hash) {
      const row = await firstRow(sql, 'SELECT * FROM sessions WHERE hash = ?', hash);
      return row ? readSession(row) : null;
    },
    async sessionsOf(mail) {
      const rows = await sql.all(
        'SELECT * FROM sessions WHERE mail = ? AND ended_at IS NULL ORDER BY made_at DESC, hash',
        mail,
      );
      return rows.map(readSession);
    },
    async apiToken(hash) {
      const row = await firstRow(sql, 'SELECT * FROM api_tokens WHERE hash = ?', hash);
      return row ? readToken(row) : null;
    },
    async apiTokenOf(id) {
      const row = await firstRow(sql, 'SELECT * FROM api_tokens WHERE id = ?', id);
      return row ? readToken(row) : null;
    },
    async listApiTokens(scope) {
      const rows =
        scope === undefined
          ? await sql.all('SELECT * FROM api_tokens ORDER BY made_at DESC, id')
          : await sql.all('SELECT * FROM api_tokens WHERE scope = ? ORDER BY made_at DESC, id', scope);
      return rows.map(readToken);
    },
    async history({ subjects, who, what, before, limit }) {
      if (subjects?.length === 0) return [];
      const wheres: string[] = [];
      const values: SqlValue[] = [];
      const require = (text: string, ...given: SqlValue[]): void => {
        wheres.push(text);
        values.push(...given);
      };
      if (subjects) require(`subject IN (${subjects.map(() => '?').join(', ')})`, ...subjects);
      if (who !== undefined) require('who = ?', who);
      if (what !== undefined) require('what = ?', what);
      if (before !== undefined) require('number < ?', before);
      const where = wheres.length > 0 ? `WHERE ${wheres.join(' AND ')}` : '';
      const rows = await sql.all(`SELECT * FROM audit ${where} ORDER BY number DESC LIMIT ?`, ...values, limit);
      return rows.map((row): NumberedEntry => ({ number: Number(row.number), ...readAudit(row) }));
    },
    async listSessions() {
      return (await sql.all('SELECT * FROM sessions ORDER BY made_at, hash')).map(readSession);
    },
    async signInLinksOf(mail) {
      return (await sql.all('SELECT * FROM sign_in_links WHERE mail = ? ORDER BY made_at, hash', mail)).map(readLink);
    },
    async listSignInLinks() {
      return (await sql.all('SELECT * FROM sign_in_links ORDER BY made_at, hash')).map(readLink);
    },
    async siteAddress() {
      const row = await firstRow(sql, 'SELECT address FROM site WHERE id = 1');
      return row ? String(row.address) : null;
    },
  };
}

function optionalNumber(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function readMember(row: Row, grants: readonly Row[]): StaffMember {
  const mail = String(row.mail);
  return {
    mail,
    name: row.name === null ? null : String(row.name),
    addedAt: Number(row.added_at),
    addedBy: String(row.added_by),
    grants: grants.filter((grant) => grant.mail === mail).map(readGrant),
    ...(typeof row.issuer === 'string' ? { account: { issuer: row.issuer, subject: String(row.subject) } } : {}),
  };
}

function readGrant(row: Row): StoredGrant {
  return { role: String(row.role), scope: String(row.scope), at: Number(row.at), by: String(row.made_by) };
}

/** Null in rows of releases that did not record makers. */
function readMakers(row: Row): Pick<Origin, 'makers'> {
  return typeof row.makers === 'string' ? { makers: JSON.parse(row.makers) as NonNullable<Origin['makers']> } : {};
}

function readOrigin(row: Row): Origin {
  const ceiling = typeof row.ceiling === 'string' ? (JSON.parse(row.ceiling) as NonNullable<Origin['ceiling']>) : null;
  return { ...readMakers(row), ...(ceiling ? { ceiling } : {}) };
}

export function readLink(row: Row): SignInLink {
  return {
    hash: String(row.hash),
    mail: String(row.mail),
    madeAt: Number(row.made_at),
    madeBy: String(row.made_by),
    expiresAt: Number(row.expires_at),
    usedAt: optionalNumber(row.used_at),
    revokedAt: optionalNumber(row.revoked_at),
    ...readOrigin(row),
  };
}

function readSession(row: Row): Session {
  return {
    hash: String(row.hash),
    mail: String(row.mail),
    device: String(row.device),
    madeAt: Number(row.made_at),
    expiresAt: Number(row.expires_at),
    endedAt: optionalNumber(row.ended_at),
    ...readOrigin(row),
  };
}

export function readToken(row: Row): ApiToken {
  return {
    id: String(row.id),
    hash: String(row.hash),
    label: String(row.label),
    role: String(row.role),
    scope: String(row.scope),
    madeAt: Number(row.made_at),
    madeBy: String(row.made_by),
    expiresAt: optionalNumber(row.expires_at),
    revokedAt: optionalNumber(row.revoked_at),
    ...readMakers(row),
  };
}
