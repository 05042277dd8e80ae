/** A published course whose stored document is damaged: nothing can be served from it until it is brought back. */
import type { CourseKey } from '../domain/model.ts';

export class UnreadableCourseError extends Error {
  override name = 'UnreadableCourseError';
  readonly key: CourseKey;

  constructor(key: CourseKey, cause: unknown) {
    super(`the stored document of ${key} is damaged`, { cause });
    this.key = key;
  }
}

/** Seconds after which to ask again: somebody has to act first. */
export const UNREADABLE_RETRY_S = 600;

/** For subscribers and visitors, who cannot mend it. It names no course: one page may be made from several. */
export const UNREADABLE_TEXT =
  'What is asked for here is damaged in the store and cannot be shown. Please try again later.';

/** What `use` makes of a course; null where the course cannot be read, so that others are not held up by it. */
export function unlessUnreadable<T>(use: () => T): T | null {
  try {
    return use();
  } catch (error) {
    if (error instanceof UnreadableCourseError) return null;
    throw error;
  }
}

/** The same of work that takes its time. */
export async function unlessUnreadableLater<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UnreadableCourseError) return null;
    throw error;
  }
}
