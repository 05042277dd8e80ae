/** Adds all people of a roster. */
import { say } from '../../words/say.ts';
import { readMail } from '../access/mail-address.ts';
import type { Actor, DeskContext } from '../desk-context.ts';
import { addWithin, type StaffText } from './adding.ts';

export interface RosterResult {
  readonly added: readonly { readonly mail: string; readonly secret: string | null }[];
  readonly same: number;
  /** People whose name in the roster differs and may not be changed by the maker. */
  readonly namesKept: readonly string[];
  readonly problems: readonly string[];
}

/**
 * Adds all people of a roster in one transaction, idempotently. New people get links. Nothing is added if any line has
 * a problem.
 */
async function importStaff(
  context: DeskContext,
  maker: Actor,
  lines: readonly (StaffText & { readonly line: number })[],
): Promise<RosterResult> {
  class Undo extends Error {}
  const problems: string[] = [];
  const added: { mail: string; secret: string | null }[] = [];
  const namesKept: string[] = [];
  let same = 0;
  try {
    await context.store.write(async (tx) => {
      for (const text of lines) {
        const mail = readMail(text.mail);
        const known = mail !== null && (await tx.staffMember(mail)) !== null;
        const outcome = await addWithin(tx, context, maker, text, !known);
        if (outcome.type === 'added' && outcome.nameKept) namesKept.push(outcome.member.mail);
        if (outcome.type === 'refused') problems.push(say('deskStaff.line', { line: text.line, why: outcome.why }));
        else if (outcome.same) same += 1;
        else added.push({ mail: outcome.member.mail, secret: outcome.secret });
      }
      if (problems.length > 0) throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
    return { added: [], same: 0, namesKept: [], problems };
  }
  return { added, same, namesKept, problems };
}

/** Reads a roster and adds everybody; `given` has the default values. */
export async function importRoster(
  context: DeskContext,
  maker: Actor,
  text: string,
  given: { readonly role: string; readonly scope: string },
): Promise<RosterResult> {
  // Read once a term: the library for it is loaded then.
  const { readRoster } = await import('../../import/roster.ts');
  const roster = readRoster(text);
  if (!roster.ok) return { added: [], same: 0, namesKept: [], problems: [roster.why] };
  const lines = roster.lines.map(({ line, mail, name, role, scope }) => ({
    line,
    mail,
    name,
    role: role ?? given.role,
    scope: scope ?? given.scope,
  }));
  return importStaff(context, maker, lines);
}
