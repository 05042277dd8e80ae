/** Closes a term: its publication stays for ever and nothing publishes it again. */
import type { Clock } from '../domain/clock.ts';
import { foldId } from '../domain/id.ts';
import type { CourseKey } from '../domain/model.ts';
import type { Store, StoreReads } from '../store/store.ts';

export type CloseOutcome =
  | { readonly type: 'done'; readonly courses: number }
  | { readonly type: 'refused'; readonly why: string };

/** Whether a term, or the term of a course, is closed. */
export type IsClosed = (subject: string) => boolean;

export async function openClosed(reads: Pick<StoreReads, 'closedTerms'>): Promise<IsClosed> {
  const closed = new Set((await reads.closedTerms()).map(({ term }) => foldId(term)));
  return (subject) => closed.has(foldId(subject.split('/', 1)[0] ?? ''));
}

/** For people: 'fall-2018 is closed: …' */
export function sayClosed(subject: string): string {
  const term = subject.split('/', 1)[0];
  return `${term} is closed: its feeds stay as they are (belltower term close ${term} --undo opens it again)`;
}

/** Deletes its held edits: nobody can agree to them any more. */
export function closeTerm(store: Store, clock: Clock, term: string): Promise<CloseOutcome> {
  return store.write(async (tx): Promise<CloseOutcome> => {
    const isOwn = (key: CourseKey): boolean => foldId(key).startsWith(`${foldId(term)}/`);
    const courses = (await tx.listCourses()).filter(({ key }) => isOwn(key));
    if (courses.length === 0) return { type: 'refused', why: `no course of ${term} was ever published` };
    await tx.closeTerm({ term, at: clock() });
    for (const { key } of await tx.heldEdits()) if (isOwn(key)) await tx.dropHeldEdit(key);
    const entry = { at: clock(), who: 'command line', what: 'close', subject: term };
    await tx.addAudit({ ...entry, before: null, after: null });
    return { type: 'done', courses: courses.length };
  });
}

/** The next publication publishes the folder's rules, like any edit. */
export function reopenTerm(store: Store, clock: Clock, term: string): Promise<CloseOutcome> {
  return store.write(async (tx): Promise<CloseOutcome> => {
    const closed = (await tx.closedTerms()).find((one) => foldId(one.term) === foldId(term));
    if (!closed) return { type: 'refused', why: `${term} is not closed` };
    await tx.reopenTerm(closed.term);
    const entry = { at: clock(), who: 'command line', what: 'reopen', subject: term };
    await tx.addAudit({ ...entry, before: null, after: null });
    return { type: 'done', courses: 0 };
  });
}
