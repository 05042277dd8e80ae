/** What `belltower status` says of a server or a store: the conditions, the courses and when each was last published. */
import type { Condition } from '../domain/condition.ts';
import type { CourseKey } from '../domain/model.ts';
import type { Conditions } from '../publish/conditions.ts';
import type { CourseEntry } from '../store/course-entry.ts';

export interface CourseStatus {
  readonly key: CourseKey;
  /** When what its feeds say last changed (epoch ms). */
  readonly published: number;
}

export interface Status {
  /** Whether feeds can be served; null: no server runs. */
  readonly ready: boolean | null;
  readonly conditions: readonly Condition[];
  readonly courses: readonly CourseStatus[];
  /** By what means people can be told about changes, and what the others lack. */
  readonly notices?: readonly string[];
}

export function describeStatus(
  ready: boolean,
  conditions: Pick<Conditions, 'list'>,
  entries: Iterable<CourseEntry>,
): Status {
  return {
    ready,
    conditions: conditions.list(),
    courses: [...entries].map(({ key, lastModified }) => ({ key, published: lastModified })),
  };
}
