/** A course that is in the store and cannot be had at once, because the store is asked over a network. */
import type { CourseKey } from '../domain/model.ts';

export class CourseNotLoadedError extends Error {
  override name = 'CourseNotLoadedError';
  readonly key: CourseKey;

  constructor(key: CourseKey) {
    super(`${key} is not loaded`);
    this.key = key;
  }
}
