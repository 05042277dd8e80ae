/** The courses that a change made at the desk is about, each with the rules that the change is laid over. */
import type { CourseKey } from '../domain/model.ts';
import { createPace } from '../domain/pace.ts';
import type { CourseSummary, StoreReads } from '../store/store.ts';
import { ENDED, NEVER_PUBLISHED, openAgreedRules, UNKNOWN_RULES, type Unreached } from './agreed-rules.ts';
import { type CourseRules, findCourseRules } from './course-rules.ts';
import { hasEnded, zoneDataOf } from './published-from.ts';
import type { Rules } from './rules.ts';
import { listStored } from './stored-courses.ts';
import { compareZoneData, sayNewerZoneData } from './zone-data.ts';

/** The courses that a change is about, each with the rules that it is laid over. */
export interface ChangedCourses {
  readonly courses: ReadonlyMap<CourseKey, ChangedCourse>;
  /** Courses that it cannot reach. */
  readonly unreached: readonly Unreached[];
}

export interface ChangedCourse {
  readonly rules: CourseRules;
  /** Null: it was never published. */
  readonly stored: CourseSummary | null;
  /** The rules are the folder's, to be published with the change: the store has no others, and nothing was held. */
  readonly isFresh: boolean;
}

/** Finds the rules that a change of these courses is laid over. Ended courses are left out. */
export async function findChangedCourses(
  reads: StoreReads,
  rules: Rules,
  keys: ReadonlySet<CourseKey>,
): Promise<ChangedCourses> {
  const stored = await listStored(reads, keys);
  const agreed = openAgreedRules(reads, rules);
  const courses = new Map<CourseKey, ChangedCourse>();
  const unreached: Unreached[] = [];
  const pace = createPace();
  for (const key of keys) {
    await pace();
    const summary = stored.get(key) ?? null;
    if (summary?.retired) continue;
    const known = summary && (await agreed.read(summary));
    const found = known ?? findCourseRules(rules, key);
    const zoneData = zoneDataOf(summary?.rules ?? '');
    if (found && compareZoneData(zoneData, found.term) === 'newer') {
      unreached.push({ key, why: sayNewerZoneData(zoneData) });
    } else if (found) courses.set(key, { rules: found, stored: summary, isFresh: !known });
    else unreached.push({ key, why: whyUnreached(summary) });
  }
  return { courses, unreached };
}

function whyUnreached(summary: CourseSummary | null): string {
  if (!summary) return NEVER_PUBLISHED;
  return hasEnded(summary) ? ENDED : UNKNOWN_RULES;
}
