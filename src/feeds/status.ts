/** What `belltower status` says of a server or a store: the conditions, the courses and when each was last published. */
import type { Condition } from '../domain/condition.ts';
import type { CourseKey } from '../domain/model.ts';
import type { Conditions } from '../publish/conditions.ts';
import { unlessUnreadable } from '../store/unreadable-course.ts';
import type { Courses } from './courses.ts';

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
}

export function describeStatus(
  ready: boolean,
  conditions: Pick<Conditions, 'list'>,
  courses: Pick<Courses, 'keys' | 'get'>,
): Status {
  return {
    ready,
    conditions: conditions.list(),
    courses: courses.keys().flatMap((key) => {
      const course = unlessUnreadable(() => courses.get(key));
      return course ? [{ key, published: course.lastModified }] : [];
    }),
  };
}
