/** Writes staff, their sessions and keys; none of it is published, so none of it has a revision. */
import { firstRow, type Sql } from './sql.ts';
import type { Origin, StaffWrites } from './staff-model.ts';
import { readLink, readToken } from './staff-reads.ts';

export const STAFF_TABLES = ['staff', 'grants', 'sign_in_links', 'sessions', 'api_tokens'] as const;

function writeList(list: Origin['makers'] | Origin['ceiling']): string | null {
  return list ? JSON.stringify(list) : null;
}

export function createStaffWrites(sql: Sql): StaffWrites {
  const endSessions = async (mail: string, at: number): Promise<number> =>
    (await sql.all('UPDATE sessions SET ended_at = ? WHERE mail = ? AND ended_at IS NULL RETURNING hash', at, mail))
      .length;
  const revokeSignInLinks = async (mail: string, at: number): Promise<number> => {
    const rows = await sql.all(
      `UPDATE sign_in_links SET revoked_at = ?
       WHERE mail = ? AND used_at IS NULL AND revoked_at IS NULL AND expires_at > ? RETURNING hash`,
      at,
      mail,
      at,
    );
    return rows.length;
  };
  return {
    async saveStaff({ mail, name, addedAt, addedBy, grants, account }) {
      await sql.all(
        `INSERT INTO staff (mail, name, added_at, added_by, issuer, subject) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (mail) DO UPDATE SET
           name = excluded.name, issuer = excluded.issuer, subject = excluded.subject`,
        mail,
        name,
        addedAt,
        addedBy,
        account?.issuer ?? null,
        account?.subject ?? null,
      );
      await sql.all('DELETE FROM grants WHERE mail = ?', mail);
      for (const { scope, role, at, by } of grants) {
        await sql.all(
          'INSERT INTO grants (mail, scope, role, at, made_by) VALUES (?, ?, ?, ?, ?)',
          mail,
          scope,
          role,
          at,
          by,
        );
      }
    },
    async removeStaff(mail, at) {
      await sql.all('DELETE FROM grants WHERE mail = ?', mail);
      await sql.all('DELETE FROM staff WHERE mail = ?', mail);
      await endSessions(mail, at);
      await revokeSignInLinks(mail, at);
    },
    async saveSignInLink({ hash, mail, madeAt, madeBy, expiresAt, usedAt, revokedAt, makers, ceiling }) {
      await sql.all(
        `INSERT INTO sign_in_links (hash, mail, made_at, made_by, expires_at, used_at, revoked_at, makers, ceiling)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        hash,
        mail,
        madeAt,
        madeBy,
        expiresAt,
        usedAt,
        revokedAt,
        writeList(makers),
        writeList(ceiling),
      );
    },
    async useSignInLink(hash, at) {
      const row = await firstRow(
        sql,
        `UPDATE sign_in_links SET used_at = ?
         WHERE hash = ? AND used_at IS NULL AND revoked_at IS NULL AND expires_at > ? RETURNING *`,
        at,
        hash,
        at,
      );
      return row ? readLink(row) : null;
    },
    revokeSignInLinks,
    async revokeSignInLink(hash, at) {
      await sql.all(
        'UPDATE sign_in_links SET revoked_at = ? WHERE hash = ? AND used_at IS NULL AND revoked_at IS NULL',
        at,
        hash,
      );
    },
    async saveSession({ hash, mail, device, madeAt, expiresAt, endedAt, makers, ceiling }) {
      await sql.all(
        `INSERT INTO sessions (hash, mail, device, made_at, expires_at, ended_at, makers, ceiling)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        hash,
        mail,
        device,
        madeAt,
        expiresAt,
        endedAt,
        writeList(makers),
        writeList(ceiling),
      );
    },
    async endSession(hash, at) {
      await sql.all('UPDATE sessions SET ended_at = ? WHERE hash = ? AND ended_at IS NULL', at, hash);
    },
    endSessions,
    async saveApiToken({ id, hash, label, role, scope, madeAt, madeBy, expiresAt, revokedAt, makers }) {
      await sql.all(
        `INSERT INTO api_tokens (id, hash, label, role, scope, made_at, made_by, expires_at, revoked_at, makers)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        id,
        hash,
        label,
        role,
        scope,
        madeAt,
        madeBy,
        expiresAt,
        revokedAt,
        writeList(makers),
      );
    },
    async revokeApiToken(id, scope, at) {
      const row = await firstRow(
        sql,
        'UPDATE api_tokens SET revoked_at = ? WHERE id = ? AND scope = ? AND revoked_at IS NULL RETURNING *',
        at,
        id,
        scope,
      );
      return row ? readToken(row) : null;
    },
    async forgetSignIns(before) {
      await sql.all('DELETE FROM sessions WHERE expires_at < ? OR ended_at < ?', before, before);
      await sql.all('DELETE FROM sign_in_links WHERE expires_at < ?', before);
    },
    async saveSiteAddress(address) {
      await sql.all(
        'INSERT INTO site (id, address) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET address = excluded.address',
        address,
      );
    },
  };
}
