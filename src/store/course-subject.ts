/** References to a course's key in other tables. */
import type { CourseKey } from '../domain/model.ts';
import { renameNotices } from './notice-writes.ts';
import type { Sql } from './sql.ts';

/** Changes them to another key. */
export async function renameCourseSubject(sql: Sql, from: CourseKey, to: CourseKey): Promise<void> {
  await sql.all('UPDATE desk_changes SET subject = ? WHERE subject = ?', to, from);
  await sql.all('UPDATE audit SET subject = ? WHERE subject = ?', to, from);
  await sql.all('UPDATE api_tokens SET scope = ? WHERE scope = ?', to, from);
  // A person with a role in both courses keeps the one in the new course.
  await sql.all(
    `INSERT INTO grants (mail, scope, role, at, made_by) SELECT mail, ?, role, at, made_by FROM grants WHERE scope = ?
     ON CONFLICT (mail, scope) DO NOTHING`,
    to,
    from,
  );
  await sql.all('DELETE FROM grants WHERE scope = ?', from);
  for (const table of ['sessions', 'sign_in_links']) {
    const [was, is] = [JSON.stringify(from), JSON.stringify(to)];
    await sql.all(`UPDATE ${table} SET ceiling = REPLACE(ceiling, ?, ?) WHERE ceiling IS NOT NULL`, was, is);
  }
  await renameNotices(sql, from, to);
  // Agreed and held edits are determined again by the next publication.
  for (const table of ['agreed_rules', 'held_edits']) await sql.all(`DELETE FROM ${table} WHERE key = ?`, from);
}
