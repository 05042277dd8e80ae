/** What stands before every act of the desk, in pages and in the API: its subject, the right, then whether it is there. */
import { say } from '../../words/say.ts';
import type { DeskParts, Visitor } from '../desk-parts.ts';
import { type Action, may } from './role.ts';
import { findUnknown, subjectOf } from './subject.ts';

/** Who may: whoever is signed in, or whoever may do this over the address's course or term, or the site. */
export type Need = 'signed-in' | { readonly may: Action; readonly over: 'course' | 'term' | 'site' };

export type Admission =
  | { readonly type: 'admitted'; readonly subject: string }
  | { readonly type: 'unknown'; readonly why: string }
  | { readonly type: 'forbidden' };

/** @param params of the address */
export async function admit(
  desk: DeskParts,
  visitor: Visitor,
  needs: Need,
  params: Readonly<Record<string, unknown>>,
): Promise<Admission> {
  const subject = subjectOf(desk.courses, needs, params);
  if (subject === null) return { type: 'unknown', why: say('deskAccess.thereIsNoCourseOr') };
  if (needs !== 'signed-in' && !may(visitor.grants, needs.may, subject)) return { type: 'forbidden' };
  const why = subject === '*' ? null : await findUnknown(desk, subject);
  return why === null ? { type: 'admitted', subject } : { type: 'unknown', why };
}
