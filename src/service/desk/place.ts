/** What a request or a command is about: a course, a term or the site, by ids that are checked in this one place. */
import { isCourseKey, isId } from '../../domain/id.ts';
import type { DeskParts } from './parts.ts';

/** The subject that an address names; null: what stands there is no id. */
export function readSubject(
  over: 'course' | 'term' | 'site',
  { term, course }: { readonly term?: unknown; readonly course?: unknown },
): string | null {
  if (over === 'site') return '*';
  const subject = over === 'term' ? String(term) : `${term}/${course}`;
  const fits = over === 'term' ? isId(subject) : isCourseKey(subject);
  return fits ? subject : null;
}

/** Says that there is no such course or term; null where there is one, published or only in the rules. */
export async function findUnknown({ rules, courses }: DeskParts, subject: string): Promise<string | null> {
  const isCourse = subject.includes('/');
  if (isCourse ? courses.get(subject) : courses.terms().includes(subject)) return null;
  const catalog = (await rules())?.catalog;
  const known = isCourse ? catalog?.courses.has(subject) || catalog?.broken.has(subject) : catalog?.terms.has(subject);
  return known ? null : `there is no ${isCourse ? 'course' : 'term'} ${subject.slice(0, 80)}`;
}
