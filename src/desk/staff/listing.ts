/** Lists the staff of a course, a term or the site, and what the visitor may do with each. */
import { readGrants } from '../access/origin.ts';
import { covers, type Grant, may } from '../access/role.ts';
import type { DeskContext, Visitor } from '../desk-context.ts';

export interface StaffLine {
  readonly mail: string;
  readonly name: string | null;
  readonly roles: readonly Grant[];
  readonly canRenew: boolean;
  readonly canRemove: boolean;
}

/** @param scope null: everybody, with every role */
export async function describeStaff(
  { store }: DeskContext,
  visitor: Visitor,
  scope: string | null,
): Promise<StaffLine[]> {
  const members = await store.listStaff(scope ?? undefined);
  return members.map((member) => {
    const all = readGrants(member.grants);
    const roles = scope === null ? all : all.filter((grant) => grant.scope === scope);
    return {
      mail: member.mail,
      name: member.name,
      roles,
      canRenew: covers(visitor.grants, all),
      canRemove:
        may(visitor.grants, 'staff', scope ?? '*') && covers(visitor.grants, roles) && member.mail !== visitor.mail,
    };
  });
}
