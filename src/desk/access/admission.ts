/** The checks before every act, in pages and API: the subject, the right, then existence. */
import { say } from '../../words/say.ts';
import type { DeskContext, Visitor } from '../desk-context.ts';
import { type Action, may } from './role.ts';
import { findUnknown, subjectOf } from './subject.ts';

/** The required right: being signed in, or an action over the address's course or term, or over the site. */
export type Need = 'signed-in' | { readonly may: Action; readonly over: 'course' | 'term' | 'site' };

export type Admission =
  | { readonly type: 'admitted'; readonly subject: string }
  | { readonly type: 'unknown'; readonly why: string }
  | { readonly type: 'forbidden' };

/** @param params of the address */
export async function admit(
  desk: DeskContext,
  visitor: Visitor,
  needs: Need,
  params: Readonly<Record<string, unknown>>,
): Promise<Admission> {
  const subject = subjectOf(desk.courses, needs, params);
  if (subject === null) return { type: 'unknown', why: say('deskAccess.unknownSubject') };
  if (needs !== 'signed-in' && !may(visitor.grants, needs.may, subject)) return { type: 'forbidden' };
  const why = subject === '*' ? null : await findUnknown(desk, subject);
  return why === null ? { type: 'admitted', subject } : { type: 'unknown', why };
}
