/** Ends a course by command, whatever its file says, and undoes that. */

import type { Clock } from '../domain/clock.ts';
import type { CourseKey } from '../domain/model.ts';
import type { Store } from '../store/store.ts';
import { openClosed, sayClosed } from './closing.ts';
import { OlderZoneDataError } from './older-zone-data-error.ts';
import type { CoursePlan } from './plan.ts';
import { withoutInput } from './published-from.ts';
import { publishWithin } from './publisher.ts';
import { mayHaveCourse, type Rules } from './rules.ts';

export type RetireOutcome =
  | { readonly type: 'done'; readonly plans: readonly CoursePlan[] }
  | { readonly type: 'refused'; readonly why: string };

/** Its feeds stay, with meetings to come marked as cancelled. */
export function endCourse(store: Store, clock: Clock, rules: Rules, key: CourseKey): Promise<RetireOutcome> {
  return setRetired(store, clock, rules, key, true);
}

export async function reviveCourse(store: Store, clock: Clock, rules: Rules, key: CourseKey): Promise<RetireOutcome> {
  if (mayHaveCourse(rules, key)) return await setRetired(store, clock, rules, key, false);
  return { type: 'refused', why: `${key} has no file: bring that back, and the course is given again` };
}

function setRetired(
  store: Store,
  clock: Clock,
  rules: Rules,
  key: CourseKey,
  retired: boolean,
): Promise<RetireOutcome> {
  return store.write(async (tx): Promise<RetireOutcome> => {
    if ((await openClosed(tx))(key)) return { type: 'refused', why: sayClosed(key) };
    const course = await tx.loadCourse(key);
    if (!course) return { type: 'refused', why: `no course ${key} was ever published` };
    if (course.retired !== retired) {
      await tx.saveCourse(key, { ...course, retired, rules: withoutInput(course.rules) });
    }
    const { plans, outdated } = await publishWithin(tx, clock, rules, { only: new Set([key]) });
    const [refused] = outdated;
    // Rolls back.
    if (refused) throw new OlderZoneDataError(refused.key, refused.why);
    const what = retired ? 'retire' : 'unretire';
    await tx.addAudit({ at: clock(), who: 'command line', what, subject: key, before: null, after: null });
    return { type: 'done', plans };
  });
}
