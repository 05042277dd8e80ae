/** Publishing into an empty store: past changes are replayed at the instants at which they were announced. */
import type { PublishedCourse } from '../domain/published.ts';
import type { CourseSchedule } from '../domain/schedule.ts';
import { nextInstant } from './instant.ts';
import { reviseCourse } from './revise.ts';

/** The schedule of the rules and the changes announced until then. */
export interface ScheduleAsOf {
  /** Epoch ms: `published` for the first, then each change's `announced`. */
  readonly at: number;
  readonly schedule: CourseSchedule;
}

/**
 * The publication that a store would hold had it existed from the start: a first revision, then one for each
 * change. An empty store and a static build without a store therefore give the same sequences and instants.
 * @throws RangeError if there is nothing to publish
 */
export function publishFirst(schedules: readonly ScheduleAsOf[]): PublishedCourse {
  const inOrder = schedules.toSorted((a, b) => a.at - b.at);
  let published: PublishedCourse | null = null;
  for (const { at, schedule } of inOrder) {
    const last: PublishedCourse | null = published;
    const instant: number = last ? nextInstant(at, last.lastModified) : nextInstant(at, Number.NEGATIVE_INFINITY);
    published = reviseCourse(last, schedule, instant).next;
  }
  if (!published) throw new RangeError('a first publication needs a schedule');
  return published;
}
