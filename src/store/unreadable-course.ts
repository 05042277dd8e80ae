/** A published course whose stored document is damaged: it cannot be served until it is restored. */

import type { CourseKey } from '../domain/model.ts';
import { say } from '../words/say.ts';

export class UnreadableCourseError extends Error {
  override name = 'UnreadableCourseError';
  readonly key: CourseKey;

  constructor(key: CourseKey, cause: unknown) {
    super(`the stored document of ${key} is damaged`, { cause });
    this.key = key;
  }
}

/** Retry-After in seconds: somebody must repair the store first. */
export const UNREADABLE_RETRY_S = 600;

/** The message for subscribers and visitors. It names no course: a page may be made from several. */
export function sayUnreadable(): string {
  return say('feeds.damaged');
}

/** The result of `use`; null if the course cannot be read, so that it does not block others. */
export function unlessUnreadable<T>(use: () => T): T | null {
  try {
    return use();
  } catch (error) {
    if (error instanceof UnreadableCourseError) return null;
    throw error;
  }
}

/** The asynchronous form. */
export async function unlessUnreadableLater<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UnreadableCourseError) return null;
    throw error;
  }
}
