/**
 * What publishing would do to one course: the computation behind every publication, preview and build. Reads the last
 * publication, writes nothing.
 */
import type { Change } from '../domain/change.ts';
import { createLookup } from '../domain/lookup.ts';
import { type Course, type CourseKey, courseKey, type Site } from '../domain/model.ts';
import { createPace, type Pace } from '../domain/pace.ts';
import type { Problem } from '../domain/problem.ts';
import type { PublishedCourse } from '../domain/published.ts';
import type { CourseSchedule } from '../domain/schedule.ts';
import { type CourseDelta, compareCourses } from '../publication/delta.ts';
import { endSchedule, isStillToCome, scheduleAsPublished } from '../publication/ending.ts';
import { isProvisional, nextInstant, provisionalInstant } from '../publication/instant.ts';
import { raiseAboveLost } from '../publication/loss.ts';
import { countPastTouched } from '../publication/past.ts';
import { publishFirst } from '../publication/replay.ts';
import { reviseCourse } from '../publication/revise.ts';
import { isDrastic } from '../publication/summary.ts';
import { listAnnouncements } from '../schedule/change-order.ts';
import { scheduleCourse } from '../schedule/schedule.ts';
import type { TermCalendar } from '../schedule/term-calendar.ts';
import { calendarOf } from '../schedule/term-calendar.ts';
import { type CourseRules, findCourseRules } from './course-rules.ts';
import type { FindDeskChanges } from './desk-changes.ts';
import { type KeptDifferences, keepVisible } from './differences.ts';
import { measureFeeds, warnOfLarge } from './feed-sizes.ts';
import type { PlanFindings } from './plan-findings.ts';
import { describeProvisional, type Provisional } from './provisional.ts';
import { digestOf, digestOfEnd } from './published-from.ts';
import type { Rules } from './rules.ts';

export interface PlanContext {
  /** The instant of this publication; provisional while that is not known. */
  readonly instant: number;
  readonly now: number;
  readonly deskChanges: FindDeskChanges;
  /** The SEQUENCE that events of a new course begin from: the store's. */
  readonly sequencesFrom: number;
}

export interface CoursePlan {
  readonly key: CourseKey;
  /** The course's, as in `next`. */
  readonly code: string;
  /** Everything the course is published from: see `published-from`. */
  readonly digest: string;
  readonly before: PublishedCourse | null;
  readonly next: PublishedCourse;
  readonly delta: CourseDelta;
  /** As listVisible tells them. */
  readonly visible: KeptDifferences;
  /** What another thread found in it. */
  readonly found?: PlanFindings;
  /** It removes so much that somebody must agree to it. */
  readonly drastic: boolean;
  /** A drastic edit without agreement: not to be published. */
  readonly held: boolean;
  readonly problems: readonly Problem[];
  /** Why this ends the course; absent: it does not. */
  readonly ending?: Ending;
  /** The courses at whose addresses it lists sections, now or before. */
  readonly places: readonly CourseKey[];
  /** The previous key, if this renames the course. */
  readonly formerKey?: CourseKey;
  /** Absent: its instants are those of a publication. */
  readonly provisional?: Provisional;
}

/** Its file is gone, it is a draft now, or it was ended by command. */
export type Ending = 'gone' | 'draft' | 'retired';

/** Parts of a schedule from elsewhere: sections that continue as another course's. */
export type Adopt = (schedule: CourseSchedule) => Promise<CourseSchedule>;

/** Plans the publication of these rules with the desk changes. @param last null: never published */
export async function planCourse(
  rules: CourseRules,
  last: PublishedCourse | null,
  context: PlanContext,
  pace: Pace,
  adopt: Adopt = async (schedule) => schedule,
): Promise<CoursePlan> {
  const { course, term, site } = rules;
  const { key } = course;
  const calendar = calendarOf(term);
  const desk = context.deskChanges(course).changes;
  const digest = digestOf(rules, context.deskChanges);
  if (!last) {
    const { next: first, problems } = await publishFromNothing({ course, calendar, site, desk, pace });
    await pace();
    const next = measureFeeds(null, raiseFirst(first, context));
    const delta = compareCourses(null, next);
    const found = [...problems, ...warnOfLarge(next, course)];
    const places = listPlaces(null, next);
    const outcome = { before: null, next, delta, visible: null, drastic: false, held: false };
    const plan = { key, code: next.course.code, digest, ...outcome, places, problems: found };
    return { ...plan, ...describeProvisional(null, next, context.instant) };
  }
  const schedule = scheduleCourse(course, calendar, site, { changes: desk, published: last.meetings });
  await pace();
  // What was public ends publicly; the draft stays hidden.
  const isWithdrawn = schedule.course.draft && !last.course.draft;
  const shown = isWithdrawn ? { ...scheduleEnd(last, context.now), problems: schedule.problems } : schedule;
  const planned = planSchedule(digest, last, await adopt(shown), context);
  await pace();
  const problems = [...planned.problems, ...warnOfLarge(planned.next, course)];
  const plan = { ...planned, key, problems };
  return isWithdrawn ? { ...plan, ending: 'draft' } : plan;
}

/** A course that may have been published before, in a store that was lost. */
function raiseFirst(first: PublishedCourse, { instant, sequencesFrom }: PlanContext): PublishedCourse {
  return sequencesFrom === 0 ? first : raiseAboveLost(first, { lost: sequencesFrom, instant });
}

/** Plans the publication of a schedule over the last publication. */
export function planSchedule(
  digest: string,
  last: PublishedCourse,
  schedule: CourseSchedule,
  context: Pick<PlanContext, 'instant' | 'now'>,
): CoursePlan {
  const instant = instantAfter(last, context.instant);
  const { next: revised, delta: counted, differences } = reviseCourse(last, schedule, instant, context.now);
  const next = revised === last ? last : measureFeeds(last, revised);
  const past = countPastTouched(last, next, schedule, context.now);
  const delta = past === 0 ? counted : { ...counted, past };
  const findGiven = createLookup(schedule.meetings);
  // What a change applied to is given; mostly nothing else is asked for.
  const isGiven = (identity: string): boolean => schedule.changed.has(identity) || findGiven(identity) !== undefined;
  const drastic = past > 0 || isDrastic(last, next, context.now, { has: isGiven });
  const { key } = last.course;
  const places = listPlaces(last, next);
  const outcome = { before: last, next, delta, visible: keepVisible(differences), drastic, held: false };
  const plan = { key, code: next.course.code, digest, ...outcome, places, problems: schedule.problems };
  return { ...plan, ...describeProvisional(last, next, instant) };
}

function instantAfter({ lastModified, changes }: PublishedCourse, instant: number): number {
  if (!isProvisional(instant)) return nextInstant(instant, lastModified);
  // Later than every instant in the course, so that whatever is compared with it is as later.
  return provisionalInstant(instant, Math.max(lastModified, changes[0]?.at ?? lastModified));
}

/** As CoursePlan.places. */
function listPlaces(before: PublishedCourse | null, next: PublishedCourse): readonly CourseKey[] {
  const places = [before, next].flatMap((course) => {
    if (!course) return [];
    const ids = course.sections.flatMap(({ listed }) => listed.map((place) => place.course));
    return [...ids, ...course.course.crossListed.map(({ id }) => id)];
  });
  return [...new Set(places.map((id) => courseKey(next.course.term, id)))];
}

/** Without meetings to come it stays as it is. */
function scheduleEnd(last: PublishedCourse, now: number): CourseSchedule {
  return isStillToCome(last, now) ? endSchedule(last) : scheduleAsPublished(last);
}

/** Plans the end of a course. @param digest what it was last published from */
export async function planEnd(
  last: PublishedCourse,
  { ending, digest }: { readonly ending: Ending; readonly digest: string },
  context: Pick<PlanContext, 'instant' | 'now'>,
  adopt: Adopt,
): Promise<CoursePlan> {
  const schedule = await adopt(scheduleEnd(last, context.now));
  return { ...planSchedule(digestOfEnd(digest), last, schedule, context), ending };
}

/** First revisions of the courses unknown to `isKnown`, from their files alone. */
export async function* planFirstPublications(
  rules: Rules,
  isKnown: (key: CourseKey) => boolean,
): AsyncGenerator<CoursePlan, void> {
  const pace = createPace();
  const none = { changes: [], digest: '' };
  const context: PlanContext = { instant: 0, now: 0, deskChanges: () => none, sequencesFrom: 0 };
  for (const key of rules.catalog.courses.keys()) {
    const found = isKnown(key) ? null : findCourseRules(rules, key);
    if (found) yield await planCourse(found, null, context, pace);
  }
}

interface CourseInput {
  readonly course: Course;
  readonly calendar: TermCalendar;
  readonly site: Site;
  readonly desk: readonly Change[];
  /** Checked between steps: a course of eighty sections takes long. */
  readonly pace: Pace;
}

/** The first revision at `published:`, then each announced change at its own instant; needs neither clock nor store. */
async function publishFromNothing({
  course,
  calendar,
  site,
  desk,
  pace,
}: CourseInput): Promise<{ readonly next: PublishedCourse; readonly problems: readonly Problem[] }> {
  const { term } = calendar;
  const first = course.published ?? term.published ?? calendar.instantOf(calendar.span.from, '00:00');
  const announced = new Set([...listAnnouncements(course, term), ...desk.map((change) => change.announced)]);
  const instants = [first, ...[...announced].filter((at) => at > first).sort((a, b) => a - b)];
  const schedules: { readonly at: number; readonly schedule: CourseSchedule }[] = [];
  for (const at of instants) {
    schedules.push({ at, schedule: scheduleCourse(course, calendar, site, { changes: desk, changesUntil: at }) });
    await pace();
  }
  // The last schedule includes every change.
  return { next: publishFirst(schedules), problems: schedules.at(-1)?.schedule.problems ?? [] };
}
