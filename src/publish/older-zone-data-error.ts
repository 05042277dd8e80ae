import type { CourseKey } from '../domain/model.ts';

/** Publishing with this process's zone data would bring back offsets of older data than what was published last. */
export class OlderZoneDataError extends Error {
  override name = 'OlderZoneDataError';
  /** The versions, and what to do. */
  readonly why: string;

  constructor(key: CourseKey, why: string) {
    super(`${key} cannot be published: ${why}`);
    this.why = why;
  }
}
